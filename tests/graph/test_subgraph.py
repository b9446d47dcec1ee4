"""Neighbours, links and surroundings are what Cypher over the whole graph says, in small pieces."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.database import Database
from graph.errors import NotFound
from graph.subgraph import Count, Omitted, around, between, beyond, counts, nearest_beyond, neighbours, node, nodes

MEMBERS = 500


@pytest.fixture
def database(database: Database) -> Database:
    """A delegation with 500 members, some dated; one founder; members of it in one project."""
    database.write(
        """CREATE (d:Entity:Delegation {id: 'd', name: '样例团', sources: ['s']})
        CREATE (d)-[:SERVES {key: 'serves', since: '2010'}]->(:Entity:Place {id: 'pl', name: '样例市'})
        WITH d UNWIND range(0, $members - 1) AS at
        CREATE (p:Entity:Person {id: 'p' + right('00' + toString(at), 3), name: '测试' + toString(at)})
        CREATE (p)-[r:MEMBER_OF {key: 'm' + right('00' + toString(at), 3)}]->(d)
        SET r.since = CASE WHEN at % 10 = 0 THEN null ELSE toString(2010 + at % 10) END,
            r.until = CASE WHEN at % 10 IN [1, 2] THEN toString(2012 + at % 10) ELSE null END""",
        {"members": MEMBERS},
    )
    database.write(
        """CREATE (j:Entity:Project {id: 'j', name: '样例项目'}) WITH j
        MATCH (p:Entity) WHERE p.id IN ['p001', 'p002', 'p003'] CREATE (p)-[:WORKED_ON {key: 'w' + p.id}]->(j)"""
    )
    database.write(
        """MATCH (a:Entity {id: 'p001'}), (b:Entity {id: 'p002'})
        CREATE (a)-[:ASSISTS {key: 'x1', since: '2019'}]->(b), (b)-[:ASSISTS {key: 'x2', until: '2012'}]->(a)"""
    )
    return database


def test_a_hub_of_500_shows_25_of_501(database: Database) -> None:
    page = neighbours(database, "d")
    assert page.omitted == Omitted(shown=25, total=501)
    assert page.omitted.left == 476
    assert (len(page.nodes), len(page.relationships)) == (26, 25)
    assert page.nodes[0].id == "d"
    assert page.nodes[0].properties == {"id": "d", "name": "样例团", "sources": ["s"]}
    assert {each.holds for each in page.relationships} == {None}


def test_counts_come_by_type_direction_and_label(database: Database) -> None:
    assert counts(database, "d") == [
        Count("MEMBER_OF", False, "Person", MEMBERS),
        Count("SERVES", True, "Place", 1),
    ]
    assert counts(database, "d", "2012-06") == [
        Count("MEMBER_OF", False, "Person", 150, undated=50, hidden=350),
        Count("SERVES", True, "Place", 1),
    ]
    assert counts(database, "nobody") == []


def test_types_take_turns_and_the_newest_come_first(database: Database) -> None:
    page = neighbours(database, "d", cap=3)
    assert Counter(each.type for each in page.relationships) == {"MEMBER_OF": 2, "SERVES": 1}
    members = neighbours(database, "d", types=["MEMBER_OF"], cap=60).relationships
    assert [each.properties["since"] for each in members] == ["2019"] * 50 + ["2018"] * 10
    assert [each.key for each in members[:2]] == ["m009", "m019"]


@pytest.mark.parametrize("as_of", [None, "2013"])
def test_pages_hold_everything_once(database: Database, as_of: str | None) -> None:
    seen: list[str] = []
    while len(seen) < (total := neighbours(database, "d", cap=0, as_of=as_of).omitted.total):
        page = neighbours(database, "d", cap=70, skip=len(seen), as_of=as_of)
        assert page.omitted.total == total
        assert page.omitted.shown == len(page.relationships) > 0
        seen += [each.key for each in page.relationships]
    assert len(seen) == len(set(seen)) == total
    assert neighbours(database, "d", skip=total, as_of=as_of).relationships == ()
    assert total == sum(count.total for count in counts(database, "d", as_of))


@pytest.mark.parametrize("as_of", [None, "2013"])
def test_a_few_of_a_hub_are_the_first_of_all_of_it(database: Database, as_of: str | None) -> None:
    everyone = neighbours(database, "d", types=["MEMBER_OF"], cap=1000, as_of=as_of).relationships
    few = [neighbours(database, "d", types=["MEMBER_OF"], cap=4, skip=skip, as_of=as_of) for skip in (0, 4, 8)]
    assert [each for page in few for each in page.relationships] == list(everyone[:12])


def test_as_of_hides_only_what_certainly_did_not_hold(database: Database) -> None:
    page = neighbours(database, "d", cap=1000, as_of="2012-06")
    assert page.omitted == Omitted(shown=151, total=151, undated=50, hidden=350)
    assert Counter(each.holds for each in page.relationships) == {"undated": 50, "possibly": 51, "yes": 50}
    assert {each.properties.get("since", "") for each in page.relationships} == {"", "2010", "2011", "2012"}


def test_between_adds_no_node_and_finds_every_link_among_the_set(database: Database) -> None:
    chosen = ["p002", "p001", "j", "p004", "unknown", "p001"]
    found = between(database, chosen)
    assert [each.id for each in found.nodes] == ["p002", "p001", "j", "p004"]
    assert {(each.key, each.start, each.end) for each in found.relationships} == {
        ("wp001", "p001", "j"),
        ("wp002", "p002", "j"),
        ("x1", "p001", "p002"),
        ("x2", "p002", "p001"),
    }
    assert {each.key: each.holds for each in between(database, chosen, "2015").relationships} == {
        "wp001": "undated",
        "wp002": "undated",
    }
    assert between(database, []) == between(database, ["unknown"])


def test_around_to_depth_two_equals_cypher(database: Database) -> None:
    statement = "MATCH (:Entity {id: 'j'})-[*1..2]-(m) WHERE m.id <> 'j' RETURN collect(DISTINCT m.id) AS ids"
    within = {"j", *database.read(statement)[0]["ids"]}
    found = around(database, "j", depth=2, cap=1000)
    assert {each.id for each in found.nodes} == within == {"j", "d", "p001", "p002", "p003"}
    assert found.omitted == Omitted(shown=4, total=4)
    links = "MATCH (a)-[r]->(b) WHERE a.id IN $ids AND b.id IN $ids RETURN collect(r.key) AS keys"
    assert sorted(each.key for each in found.relationships) == sorted(
        database.read(links, {"ids": list(within)})[0]["keys"]
    )


def test_around_stops_at_its_cap_and_says_so(database: Database) -> None:
    one = around(database, "j", depth=1, cap=2)
    assert (len(one.nodes), one.omitted) == (3, Omitted(shown=2, total=3))
    two = around(database, "p001", depth=2, cap=50)
    assert len(two.nodes) == 51
    assert two.omitted.total == 4 + (MEMBERS - 3) + 1 + 1 - 1
    assert {each.id for each in two.nodes[:4]} == {"p001", "d", "j", "p002"}
    alone = around(database, "p400", depth=1)
    assert {each.id for each in alone.nodes} == {"p400", "d"}


def test_what_lies_beyond_a_set_is_counted_by_label_and_given_nearest_first(database: Database) -> None:
    assert beyond(database, ["p001", "p002"]) == {"Delegation": 1, "Project": 1}
    assert beyond(database, ["p001", "p002", "j"]) == {"Delegation": 1, "Person": 1}
    assert beyond(database, ["d"], "2012-06") == {"Person": 150, "Place": 1}
    assert nearest_beyond(database, ["d", "j"], "Person", 4) == (["p001", "p002", "p003", "p000"], MEMBERS)
    assert beyond(database, []) == {}


def test_nodes_by_id(database: Database) -> None:
    assert (node(database, "pl").label, node(database, "pl").name) == ("Place", "样例市")
    assert [each.id for each in nodes(database, ["j", "nobody", "d", "j"])] == ["j", "d"]
    for missing in (lambda: node(database, "nobody"), lambda: neighbours(database, "nobody")):
        with pytest.raises(NotFound) as raised:
            missing()
        assert raised.value.code == "subgraph.no_such_node"

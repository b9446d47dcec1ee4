"""The shapes of statement that the product uses give the same rows on both engines."""

from __future__ import annotations

import pytest

from graph.database import Database
from graph.errors import ConstraintViolated

SETTING = """
CREATE (a:Entity:Person {id: 'a', name: '测试甲', batch: 12}), (b:Entity:Person {id: 'b', name: '测试乙', batch: 12}),
       (c:Entity:Person {id: 'c', name: '测试丙', batch: 16}), (d:Entity:Delegation {id: 'd', name: '样例团'}),
       (e:Entity:Enterprise {id: 'e', name: '样例企业'}),
       (a)-[:MEMBER_OF {key: 'k1', since: '2019-08', sources: ['s1', 's2']}]->(d),
       (b)-[:MEMBER_OF {key: 'k2'}]->(d),
       (c)-[:MEMBER_OF {key: 'k3', since: '2023'}]->(d),
       (a)-[:VISITED {key: 'k4'}]->(e), (b)-[:VISITED {key: 'k5'}]->(e)
"""
STATEMENTS: dict[str, tuple[str, list[list[object]]]] = {
    "look up by id": ("MATCH (n:Entity {id: 'a'}) RETURN n.name AS name", [["测试甲"]]),
    "many ids": ("UNWIND ['b', 'x', 'a'] AS id MATCH (n:Entity {id: id}) RETURN id ORDER BY id", [["a"], ["b"]]),
    "labels without the common one": (
        "MATCH (n:Entity {id: 'd'}) RETURN [l IN labels(n) WHERE l <> 'Entity'] AS labels",
        [[["Delegation"]]],
    ),
    "optional": (
        "MATCH (n:Person) OPTIONAL MATCH (n)-[:VISITED]->(e) RETURN n.id AS id, e.id AS e ORDER BY id",
        [["a", "e"], ["b", "e"], ["c", None]],
    ),
    "counts by type": (
        "MATCH (n:Entity {id: 'a'})-[r]-(o) RETURN type(r) AS type, count(*) AS n ORDER BY type",
        [["MEMBER_OF", 1], ["VISITED", 1]],
    ),
    "direction": (
        "MATCH (n:Entity {id: 'd'})-[r]-(o) RETURN startNode(r).id = n.id AS out, count(*) AS n",
        [[False, 3]],
    ),
    "collect": (
        "MATCH (n:Person) WITH n ORDER BY n.id RETURN n.batch AS batch, collect(n.id) AS ids ORDER BY batch",
        [[12, ["a", "b"]], [16, ["c"]]],
    ),
    "skip and limit": ("MATCH (n:Person) RETURN n.id AS id ORDER BY id SKIP 1 LIMIT 1", [["b"]]),
    "exists": (
        "MATCH (n:Person) WHERE NOT EXISTS { (n)-[:VISITED]->(:Enterprise) } RETURN n.id AS id",
        [["c"]],
    ),
    "pattern comprehension": (
        "MATCH (n:Entity {id: 'e'}) RETURN size([(n)<-[:VISITED]-(p) | p.id]) AS visitors",
        [[2]],
    ),
    "subquery": (
        "MATCH (n:Person) CALL (n) { MATCH (n)-[r]->() RETURN count(r) AS ties } RETURN n.id AS id, ties ORDER BY id",
        [["a", 2], ["b", 2], ["c", 1]],
    ),
    "list property": (
        "MATCH ()-[r:MEMBER_OF]->() WHERE 's1' IN r.sources RETURN r.key AS key, size(r.sources) AS n",
        [["k1", 2]],
    ),
    "partial dates compare as text": (
        "MATCH ()-[r:MEMBER_OF]->() WHERE r.since IS NULL OR r.since <= '2020-01-01' RETURN r.key AS key ORDER BY key",
        [["k1"], ["k2"]],
    ),
    "case": (
        "MATCH (n:Person) RETURN CASE WHEN n.batch > 12 THEN '新' ELSE '旧' END AS age, count(*) AS n ORDER BY n",
        [["新", 1], ["旧", 2]],
    ),
    "two steps": (
        "MATCH (a:Entity {id: 'a'})-[:VISITED]->(e) MATCH (e)<-[:VISITED]-(o) WHERE o.id <> 'a' RETURN o.id AS id",
        [["b"]],
    ),
    "variable length": (
        "MATCH (a:Entity {id: 'a'})-[*1..2]-(o:Person) WHERE o.id <> 'a' RETURN DISTINCT o.id AS id ORDER BY id",
        [["b"], ["c"]],
    ),
    "null sorts last": (
        "MATCH (d:Entity {id: 'd'})<-[r:MEMBER_OF]-() RETURN r.since AS since ORDER BY since",
        [["2019-08"], ["2023"], [None]],
    ),
    "reduce and range": ("RETURN reduce(t = 0, x IN range(1, 4) | t + x) AS total", [[10]]),
    "three-valued logic": ("RETURN null = null AS a, null IS NULL AS b, (null OR true) AS c", [[None, True, True]]),
    "whole division": ("RETURN 7 / 2 AS a, 7.0 / 2 AS b, 7 % 2 AS c", [[3, 3.5, 1]]),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_gives_the_same_rows(database: Database, name: str) -> None:
    database.write(SETTING)
    statement, expected = STATEMENTS[name]
    assert [list(row.values()) for row in database.read(statement)] == expected


def test_merging_twice_makes_one(database: Database) -> None:
    database.write("CREATE (:Entity:Person {id: 'a'}), (:Entity:Delegation {id: 'd'})")
    rows = [{"s": "a", "e": "d", "k": "k1", "p": {"key": "k1", "since": "2019"}}] * 2
    for _ in range(2):
        database.write(
            "UNWIND $rows AS r MATCH (a:Entity {id: r.s}) MATCH (b:Entity {id: r.e}) "
            "MERGE (a)-[x:MEMBER_OF {key: r.k}]->(b) SET x = r.p",
            {"rows": rows},
        )
    assert database.read("MATCH ()-[r:MEMBER_OF]->() RETURN properties(r) AS p") == [
        {"p": {"key": "k1", "since": "2019"}}
    ]


def test_a_failing_batch_leaves_nothing(database: Database) -> None:
    rows = [{"id": "a"}, {"id": "b"}, {"id": "a"}]
    with pytest.raises(ConstraintViolated):
        database.write("UNWIND $rows AS r CREATE (n:Entity:Person) SET n = r", {"rows": rows})
    assert database.read("MATCH (n:Entity) RETURN count(n) AS n") == [{"n": 0}]

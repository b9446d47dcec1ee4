"""What reading subgraphs asks of an engine."""

from __future__ import annotations

from itertools import product

from graph.database import Database
from graph.subgraph.dates import HELD, UNDATED, parameters
from graph.values import holds

DATES = (None, "2018", "2019", "2019-04", "2019-05", "2019-05-01", "2019-05-31", "2020", "2020-01")
ASKED = ("2018", "2019", "2019-05", "2019-05-01", "2019-05-02", "2019-06", "2020-01-01", "2021")


def test_partial_dates_compare_as_text_as_they_do_in_python(database: Database) -> None:
    ties = [
        {"since": since, "until": until, "observed": observed}
        for since, until, observed in product(DATES, DATES, (None, "2019-05-02"))
    ]
    database.write(
        "CREATE (a:Entity:Person {id: 'a'}), (b:Entity:Person {id: 'b'}) WITH a, b UNWIND $ties AS tie"
        " CREATE (a)-[r:ASSISTS]->(b) SET r = tie",
        {"ties": ties},
    )
    statement = f"MATCH (:Entity {{id: 'a'}})-[r]->() RETURN properties(r) AS tie, {HELD} AS held, {UNDATED} AS undated"
    for asked in ASKED:
        rows = database.read(statement, parameters(asked))
        assert len(rows) == len(ties)
        for row in rows:
            tie = row["tie"]
            state = holds(tie.get("since"), tie.get("until"), None, tie.get("observed"), asked)
            assert (row["held"], row["undated"]) == (state != "no", state == "undated"), (tie, asked)


def test_branches_of_a_subquery_are_sorted_cut_and_skipped_each_by_itself(database: Database) -> None:
    database.write(
        """CREATE (n:Entity:Person {id: 'n'}) WITH n UNWIND range(1, 6) AS at
        CREATE (n)-[:ASSISTS {key: toString(at), since: toString(2010 + at % 3)}]->(:Entity:Person {id: toString(at)})
        CREATE (n)<-[:STUDIED_UNDER {key: toString(at)}]-(:Entity:Person {id: 's' + toString(at)})"""
    )
    rows = database.read(
        """MATCH (n:Entity {id: 'n'})
        CALL (n) {
          MATCH (n)-[r:`ASSISTS`]->(m) WITH n, r, m ORDER BY coalesce(r.since, '') DESC, r.key LIMIT $upto0
          WITH n, r, m ORDER BY coalesce(r.since, '') DESC, r.key SKIP $skip0 RETURN type(r) AS type, m.id AS id
          UNION ALL
          MATCH (n)<-[r:`STUDIED_UNDER`]-(m) WITH n, r, m ORDER BY r.key LIMIT $upto1 RETURN type(r) AS type, m.id AS id
        }
        RETURN labels(n) AS labels, type, id""",
        {"upto0": 4, "skip0": 1, "upto1": 2},
    )
    assert sorted(rows[0]["labels"]) == ["Entity", "Person"]
    assert [row["id"] for row in rows if row["type"] == "ASSISTS"] == ["5", "1", "4"]
    assert [row["id"] for row in rows if row["type"] == "STUDIED_UNDER"] == ["s1", "s2"]


def test_a_collected_list_is_cut_and_counted(database: Database) -> None:
    rows = database.read(
        "UNWIND ['b', 'a', 'c'] AS x WITH x ORDER BY x WITH collect(x) AS f RETURN size(f) AS n, f[0..2] AS f"
    )
    assert rows == [{"n": 3, "f": ["a", "b"]}]
    assert database.read("UNWIND [] AS x WITH collect(x) AS f RETURN size(f) AS n, f[0..2] AS f") == [{"n": 0, "f": []}]

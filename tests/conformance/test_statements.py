"""The shapes of statement that the product uses give the same rows on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

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
STATEMENTS: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text("utf-8"))
PARAMETERS = {"types": ["VISITED"], "rows": [{"id": "x", "n": 1}, {"id": "y"}], "skip": 1, "limit": 1}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_gives_the_same_rows(database: Database, name: str) -> None:
    database.write(SETTING)
    statement, expected = STATEMENTS[name]["statement"], STATEMENTS[name]["rows"]
    assert [list(row.values()) for row in database.read(statement, PARAMETERS)] == expected


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

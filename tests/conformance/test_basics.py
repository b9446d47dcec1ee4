"""Keys, batches and what comes back are the same on both engines."""

from __future__ import annotations

import pytest

from graph.database import Database
from graph.errors import ConstraintViolated, ReadOnlyViolation


def test_nodes_and_relationships_come_back_as_written(database: Database) -> None:
    rows = [
        {"id": f"p{n}", "p": {"id": f"p{n}", "name": "刘红兵😀", "alias": ["甲", "乙"], "batch": n}} for n in range(7)
    ]
    assert database.write_batches("UNWIND $rows AS r CREATE (n:Entity:Person) SET n = r.p", rows, size=3) == 7
    found = database.read("MATCH (n:Entity {id: $id}) RETURN properties(n) AS p, labels(n) AS l", {"id": "p5"})
    assert found[0]["p"] == rows[5]["p"]
    assert sorted(found[0]["l"]) == ["Entity", "Person"]


def test_a_key_is_never_doubled(database: Database) -> None:
    database.write("CREATE (n:Entity:Person {id: 'p1'})")
    with pytest.raises(ConstraintViolated):
        database.write("CREATE (n:Entity:Person {id: 'p1'})")


def test_people_cannot_write(database: Database) -> None:
    with pytest.raises(ReadOnlyViolation):
        database.read_only("CREATE (n:Entity {id: 'p1'})")
    assert database.read_only("MATCH (n) RETURN count(n) AS n").rows == [[0]]

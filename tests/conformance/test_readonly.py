"""Text that people type changes nothing, reaches nothing outside, and is stopped in time; on both engines."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from graph import readonly
from graph.database import Database
from graph.errors import DatabaseError, ReadOnlyViolation, StatementTimeout
from graph.limits import GRACE_SECONDS

ATTACKS: list[str] = yaml.safe_load((Path(__file__).parent / "readonly_attacks.yaml").read_text("utf-8"))
LEGITIMATE = [
    "MATCH (n:Entity) RETURN n.name",
    "MATCH (n:Entity) WHERE n.name CONTAINS 'SET x' RETURN count(n) AS created",
    "MATCH (start:Entity) RETURN start.name AS set",
    "MATCH (n:Entity) RETURN {create: 1, delete: 'DROP'} AS load",
    "MATCH (n:Entity) CALL (n) { RETURN n.name AS x } RETURN x",
    "MATCH (n:Entity) // CREATE nothing\nRETURN n.name /* DELETE */",
    "MATCH (n:Entity) WHERE EXISTS { MATCH (n)-[:LOAD]->() } RETURN n.name",
    "RETURN date.truncate('year', date('2019-08-12')) AS year, point.distance(null, null) AS far",
    "RETURN 'it\\'s // SET' AS a, \"/* CREATE\" AS b",
    "RETURN '分号; CREATE' AS text;",
    "UNWIND [1, 2] AS x WITH x WHERE x > 1 RETURN collect(x) AS xs",
]


def content(database: Database) -> list[dict[str, object]]:
    return database.read("MATCH (n) RETURN properties(n) AS p, labels(n) AS l")


@pytest.mark.parametrize("statement", ATTACKS)
def test_an_attack_is_refused_and_changes_nothing(database: Database, statement: str) -> None:
    database.write("CREATE (:Entity:Person {id: 'p1', name: '测试甲'})")
    before = content(database)
    with pytest.raises(ReadOnlyViolation):
        database.read_only(statement)
    assert content(database) == before


@pytest.mark.parametrize("statement", [each for each in ATTACKS if not each.lower().startswith(("explain", "profile"))])
def test_the_server_refuses_writes_even_where_our_own_check_is_passed(
    database: Database, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.write("CREATE (:Entity:Person {id: 'p1', name: '测试甲'})")
    before = content(database)
    monkeypatch.setattr(readonly, "check", lambda statement: None)
    with suppress(DatabaseError):
        database.read_only(statement)
    assert content(database) == before


@pytest.mark.parametrize("statement", LEGITIMATE)
def test_words_in_names_strings_and_comments_do_not_count(database: Database, statement: str) -> None:
    database.write("CREATE (:Entity:Person {id: 'p1', name: '测试甲'})")
    database.read_only(statement)


def test_rows_come_as_declared_and_are_limited(database: Database) -> None:
    table = database.read_only("UNWIND range(1, 50) AS x RETURN x, '甲' AS name", limit=10)
    assert table.columns == ["x", "name"]
    assert table.rows[:2] == [[1, "甲"], [2, "甲"]]
    assert (len(table.rows), table.truncated) == (10, True)


def test_values_are_never_spliced(database: Database) -> None:
    database.write("CREATE (:Entity:Person {id: 'p1', name: $name})", {"name": "'} ) DETACH DELETE n //"})
    table = database.read_only("MATCH (n:Entity {name: $name}) RETURN n.id", {"name": "'} ) DETACH DELETE n //"})
    assert table.rows == [["p1"]]


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (a:Person), (b:Person), (c:Person) WHERE a.id <> b.id RETURN count(*) AS n",
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c RETURN sum(c) AS n",
    ],
    ids=["over nodes", "over numbers"],
)
def test_a_statement_over_its_time_is_stopped_and_others_go_on(database: Database, statement: str) -> None:
    database.write("UNWIND range(1, 3000) AS x CREATE (:Entity:Person {id: toString(x)})")
    begun = time.monotonic()
    with pytest.raises(StatementTimeout):
        database.read_only(statement, timeout=1.0)
    assert time.monotonic() - begun < 1.0 + GRACE_SECONDS + 5  # the machine may be busy
    assert not runs(database, statement)
    assert database.read_only("RETURN 1 AS one").rows == [[1]]


def runs(database: Database, statement: str) -> bool:
    """Whether the statement still runs; the one that stopped it may be on the list a moment longer."""
    found = database.read("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery AS statement")
    return any(statement in str(row["statement"]) for row in found)


def test_a_load_goes_on_while_a_statement_is_stopped(database: Database) -> None:
    load = "UNWIND range(1, 3000) AS a UNWIND range(1, 1000) AS b WITH a * b AS c RETURN count(c) AS total"
    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(database.write, load)
        with pytest.raises(StatementTimeout):
            database.read_only(load.replace("3000", "300000"), timeout=0.3)
        assert loading.result() == [{"total": 3_000_000}]

"""One probe for every declared difference: it holds on one engine and fails on the other, or the table is wrong."""

from __future__ import annotations

import inspect
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
import pytest
from neo4j.exceptions import DriverError, Neo4jError

from graph.connection import Connection
from graph.database import Database
from graph.errors import DatabaseError
from tests.conformance.differences import DIFFERENCES

differs = pytest.mark.differs
KNOWN = (DriverError, Neo4jError)


@pytest.fixture
def connection(database: Database) -> Connection:
    """The driver under a database: here things are done that the product never does."""
    return database._connection


def test_every_difference_has_its_probe() -> None:
    marks = [
        mark.args[0]
        for _, function in inspect.getmembers(sys.modules[__name__], inspect.isfunction)
        for mark in getattr(function, "pytestmark", [])
        if mark.name == "differs"
    ]
    assert sorted(marks) == sorted(DIFFERENCES)


@differs("auto-commit is all or nothing")
def test_auto_commit(database: Database, connection: Connection) -> None:
    with connection.session() as session, pytest.raises(KNOWN):
        session.run("UNWIND [['a', 1], ['b', 0]] AS r MERGE (n:Entity {id: r[0]}) SET n.n = 1 / r[1]").consume()
    assert database.read("MATCH (n:Entity) RETURN count(n) AS n") == [{"n": 0}]


@differs("READ access mode refuses writes")
def test_read_access(connection: Connection) -> None:
    with connection.session(default_access_mode=neo4j.READ_ACCESS) as session, pytest.raises(KNOWN):
        session.run("CREATE (:Entity {id: 'a'})").consume()


@differs("the driver's timeout stops a statement")
def test_driver_timeout(connection: Connection) -> None:
    mark = connection.mark()
    statement = f"{mark}UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n"

    def run() -> None:
        with connection.session() as session, pytest.raises(KNOWN):
            session.run(neo4j.Query(statement, timeout=0.2)).consume()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(6)
    stopped = not thread.is_alive()
    connection.stop(mark)
    thread.join(30)
    assert stopped


@contextmanager
def index_dropped(database: Database, name: str) -> Iterator[None]:
    try:
        yield
    finally:
        database._define(f"DROP INDEX {name} IF EXISTS")


@differs("EXPLAIN does nothing")
def test_explain(database: Database, connection: Connection) -> None:
    with index_dropped(database, "probe_explained"), connection.session() as session:
        session.run("EXPLAIN CREATE INDEX probe_explained FOR (n:ProbeExplained) ON (n.name)").consume()
        found = session.run("SHOW INDEXES YIELD labelsOrTypes RETURN labelsOrTypes").values()
        assert not [labels for (labels,) in found if labels == ["ProbeExplained"]]


@differs("EXPLAIN says that a statement reads")
def test_explained_type(connection: Connection) -> None:
    with connection.session() as session:
        assert session.run("EXPLAIN MATCH (n) RETURN n").consume().query_type == "r"


@differs("an answer without rows has column names")
def test_columns(database: Database) -> None:
    assert database.read_only("MATCH (n:Entity {id: 'nobody'}) RETURN n.name AS name").columns == ["name"]


@differs("a second MERGE of one new key waits for the first")
def test_merge_waits(database: Database, connection: Connection) -> None:
    merge = "MERGE (n:Entity {id: 'a'}) RETURN n.id AS id"
    errors: list[BaseException] = []

    def second() -> None:
        try:
            with connection.session() as session, session.begin_transaction() as transaction:
                transaction.run(merge).consume()
                transaction.commit()
        except KNOWN as error:
            errors.append(error)

    thread = threading.Thread(target=second)
    try:
        with connection.session() as session, session.begin_transaction() as first:
            first.run(merge).consume()
            thread.start()
            thread.join(0.5)
            first.commit()
    finally:
        thread.join()
    assert errors == []


@differs("an index leaves values as they are")
def test_indexed_values(database: Database) -> None:
    with index_dropped(database, "probe_typed"):
        database.write("CREATE (:ProbeTyped {value: 'text'})")
        database._define("CREATE INDEX probe_typed IF NOT EXISTS FOR (n:ProbeTyped) ON (n.value)")
        database.write("CREATE (:ProbeTyped {value: 5})")
        values = [row["value"] for row in database.read("MATCH (n:ProbeTyped) RETURN n.value AS value")]
        assert 5 in values


@differs("lists of several types are refused")
def test_mixed_lists(database: Database) -> None:
    with pytest.raises(DatabaseError):
        database.write("CREATE (:Entity {id: 'a', value: $value})", {"value": [1, "甲"]})


TRIANGLE = """CREATE (a:Entity {id: 'a'}), (b:Entity {id: 'b'}), (c:Entity {id: 'c'}),
                     (a)-[:T {sound: false}]->(b), (a)-[:T {sound: true}]->(c), (c)-[:T {sound: true}]->(b)"""


@differs("shortestPath finds the shortest that satisfies WHERE")
def test_shortest_path(database: Database) -> None:
    database.write(TRIANGLE)
    statement = """MATCH (a:Entity {id: 'a'}), (b:Entity {id: 'b'})
                   MATCH p = shortestPath((a)-[:T*..3]-(b)) WHERE all(r IN relationships(p) WHERE r.sound)
                   RETURN length(p) AS n"""
    assert database.read(statement) == [{"n": 2}]


@differs("SHORTEST k")
def test_shortest_k(database: Database) -> None:
    database.write(TRIANGLE)
    statement = """MATCH p = SHORTEST 2 (a:Entity {id: 'a'})-[:T]-+(b:Entity {id: 'b'})
                   RETURN length(p) AS n ORDER BY n"""
    assert database.read(statement) == [{"n": 1}, {"n": 2}]

"""Batches, transactions, errors in words, and connections that come back, on both engines."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j import exceptions as bolt

from graph.batches import ahead, batches
from graph.bolt_errors import translated
from graph.database import Database, Transaction
from graph.dialect import engine_of
from graph.errors import (
    AuthenticationFailed,
    ConstraintViolated,
    DatabaseError,
    QianxianError,
    StatementTimeout,
    Unavailable,
)
from graph.local.files import EngineFolder
from graph.settings import Settings
from graph.workspace import Workspace

Address = tuple[str, str, str]


@pytest.fixture
def address(engine: str, request: pytest.FixtureRequest) -> Address:
    """Where the engine answers, as whom, with which password."""
    found: Address = request.getfixturevalue(f"{engine}_address")
    return found


def said(error: QianxianError) -> None:
    """An error is one sentence and what to do about it, in both languages."""
    for language in ("zh", "en"):
        message, hint = error.message(language), error.hint(language)
        assert message
        assert hint
        assert "{" not in message + hint
        assert "Traceback" not in message


def test_the_engine_is_recognised(database: Database, engine: str) -> None:
    assert database.engine == engine


@pytest.mark.parametrize(
    ("agent", "engine"),
    [
        ("Neo4j/5.26.16", "neo4j"),
        ("Neo4j/2026.08.1", "neo4j"),
        ("Neo4j/5.26.0 compatible (ArcadeDB 26.10)", "arcadedb"),
        ("Neo4j/4.4.40", None),
        ("Memgraph/2", None),
    ],
)
def test_other_servers_are_not_taken_for_ours(agent: str, engine: str | None) -> None:
    assert engine_of(agent) == engine


def test_a_wrong_password_is_named(address: Address) -> None:
    uri, user, _ = address
    with pytest.raises(AuthenticationFailed) as refused:
        Database.connect(uri, user, "not-it")
    assert uri in refused.value.message("en")
    said(refused.value)


def test_a_missing_database_is_named(address: Address) -> None:
    with pytest.raises(DatabaseError) as refused:
        Database.connect(*address, "nothing-here")
    assert refused.value.code == "database.no_such_database"
    assert "nothing-here" in refused.value.message("zh")
    said(refused.value)


def test_nobody_listening_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unavailable) as refused:
            Database.connect(uri, "neo4j", "x")
    assert uri in refused.value.message("zh")
    said(refused.value)


def test_something_else_listening_is_said(arcadedb_workspace: Workspace) -> None:
    web = EngineFolder(arcadedb_workspace.home / "engine").address()
    assert web
    with pytest.raises(Unavailable):
        Database.connect(f"bolt://127.0.0.1:{web.http_port}", "neo4j", "x")


@pytest.mark.parametrize("uri", ["localhost:7687", "http://localhost:7474", "", "bolt//localhost"])
def test_what_is_no_address_is_said(uri: str) -> None:
    with pytest.raises(DatabaseError) as refused:
        Database.connect(uri, "neo4j", "x")
    assert refused.value.code == "database.address"
    said(refused.value)


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        ("THIS IS NOT CYPHER", {}),
        ("RETURN $missing", {}),
        ("MATCH (n) RETURN m", {}),
        ("RETURN 1 / 0", {}),
        ("RETURN $n", {"n": 2**64}),
    ],
)
def test_a_statement_that_is_wrong_is_refused_in_words(
    database: Database, statement: str, parameters: dict[str, object]
) -> None:
    for run in (database.read, database.write, database.read_only):
        with pytest.raises(DatabaseError) as refused:
            run(statement, parameters)
        assert refused.value.code == "database.statement"
        said(refused.value)


def test_a_doubled_key_is_refused_in_words(database: Database) -> None:
    database.write("CREATE (:Entity:Person {id: 'p1'})")
    with pytest.raises(ConstraintViolated) as refused:
        database.write("CREATE (:Entity:Team {id: 'p1'})")
    said(refused.value)


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Entity {id: 'a'})")
        assert transaction.run("MATCH (n:Entity) RETURN count(n) AS n") == [{"n": 1}]
        raise KeyError("the caller's own")

    with pytest.raises(KeyError):
        database.transaction(work)
    assert database.read("MATCH (n:Entity) RETURN count(n) AS n") == [{"n": 0}]


def test_batches_are_told_of_and_keep_their_order(database: Database) -> None:
    told: list[int] = []
    rows = ({"id": f"n{n:03}", "at": n} for n in range(25))
    statement = "UNWIND $rows AS r CREATE (n:Entity) SET n = r"
    assert database.write_batches(statement, rows, size=10, on_batch=told.append) == 25
    assert told == [10, 10, 5]
    found = database.read("MATCH (n:Entity) RETURN n.at AS at ORDER BY n.id")
    assert [row["at"] for row in found] == list(range(25))


def test_heavy_rows_go_in_many_messages(database: Database) -> None:
    told: list[int] = []
    rows = [{"id": str(n), "note": "牵" * 1_000_000} for n in range(12)]
    database.write_batches("UNWIND $rows AS r CREATE (n:Entity) SET n = r", rows, on_batch=told.append)
    assert told == [2] * 6
    assert database.read("MATCH (n:Entity) RETURN sum(size(n.note)) AS n") == [{"n": 12_000_000}]


@given(
    st.lists(st.text(max_size=40).map(lambda text: {"text": text}), max_size=60),
    st.integers(1, 20),
    st.integers(1, 400),
)
def test_batches_hold_every_row_once_within_bounds(rows: list[dict[str, object]], size: int, limit: int) -> None:
    cut = list(batches(rows, size, limit))
    assert [row for batch in cut for row in batch] == rows
    for batch in cut:
        assert 0 < len(batch) <= size
        assert len(batch) == 1 or sum(len(str(row["text"]).encode()) for row in batch) <= limit


def test_a_next_batch_is_made_while_the_one_before_is_in_use() -> None:
    making = threading.Event()

    def items() -> Generator[int]:
        yield 1
        making.set()
        yield 2

    coming = ahead(items())
    assert next(coming) == 1
    assert making.wait(10)
    assert list(coming) == [2]


def test_what_fails_or_is_left_ahead_is_closed() -> None:
    closed: list[str] = []

    def items(last: str) -> Generator[int]:
        try:
            yield 1
            yield 2
            raise KeyError(last)
        finally:
            closed.append(last)

    seen: list[int] = []
    with pytest.raises(KeyError, match="failed"):
        seen.extend(ahead(items("failed")))
    left = ahead(items("left"))
    assert next(left) == 1
    left.close()
    assert (seen, closed) == ([1, 2], ["failed", "left"])


def test_rows_stream(database: Database) -> None:
    rows = database.stream("UNWIND range(1, 20000) AS x RETURN x, [x, '甲'] AS pair")
    assert next(rows) == {"x": 1, "pair": [1, "甲"]}
    assert sum(1 for _ in rows) == 19_999
    abandoned = database.stream("UNWIND range(1, 20000) AS x RETURN x")
    next(abandoned)
    abandoned.close()  # type: ignore[attr-defined]
    assert database.read("RETURN 1 AS one") == [{"one": 1}]


def test_reading_keeps_to_its_time(database: Database) -> None:
    long = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c RETURN sum(c) AS n"
    with pytest.raises(StatementTimeout) as stopped:
        database.read(long, timeout=0.5)
    said(stopped.value)
    assert database.read("RETURN 1 AS one", timeout=5) == [{"one": 1}]


def test_a_marker_is_read(database: Database) -> None:
    assert database.marker() is None
    database.write("CREATE (:QianxianMarker {id: 'marker', product: 'qianxian', revision: 3})")
    assert database.marker() == {"id": "marker", "product": "qianxian", "revision": 3}


def test_indexes_can_be_made_again(database: Database) -> None:
    for _ in range(2):
        database.create_indexes()
        database.create_full_text("probe_names", "ProbeName", "keys")
        database.await_indexes(30)


def test_a_killed_engine_is_started_again_under_its_clients(tmp_path: Path) -> None:
    with Workspace.open(settings=Settings(home=tmp_path, uri=None)) as workspace:
        database = workspace.database
        database.create_indexes()
        database.write("CREATE (:Entity {id: 'kept'})")
        kill_engine(tmp_path)
        calls: list[Callable[[], object]] = [
            lambda: database.read("MATCH (n:Entity {id: 'kept'}) RETURN n.id AS id"),
            lambda: database.read_only("MATCH (n:Entity {id: 'kept'}) RETURN n.id AS id").rows,
            lambda: database.write("MERGE (n:Entity {id: 'new'}) RETURN n.id AS id"),
        ]
        answers = at_once(calls)
        assert answers == [[{"id": "kept"}], [["kept"]], [{"id": "new"}]]
        kill_engine(tmp_path)
        assert database.read("MATCH (n:Entity) RETURN n.id AS id ORDER BY id") == [{"id": "kept"}, {"id": "new"}]
        assert EngineFolder(tmp_path / "engine").clients() == 1


def kill_engine(home: Path) -> None:
    address = EngineFolder(home / "engine").address()
    assert address
    server = psutil.Process(address.pid)
    server.kill()
    deadline = time.monotonic() + 10
    while server.is_running() and server.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.01)


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """What each call gives, all made at one time."""
    answers: list[object] = [None] * len(calls)

    def run(at: int) -> None:
        answers[at] = calls[at]()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_login_that_is_locked_is_told_from_a_bad_statement() -> None:
    locked = bolt.Neo4jError._hydrate_neo4j(
        code="Neo.ClientError.Security.AuthenticationRateLimit", message="too many times in a row"
    )
    with pytest.raises(AuthenticationFailed, match="连续错误"), translated("bolt://there:7687", "neo4j"):
        raise locked

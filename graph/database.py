"""The graph database over the official driver: one code path for Neo4j and the embedded engine."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
from neo4j import ManagedTransaction

from graph import dialect, readonly
from graph.batches import BATCH_ROWS, Row, ahead, batches
from graph.bolt_errors import translated
from graph.connection import Access, Connection
from graph.errors import (
    AuthenticationFailed,
    Busy,
    ConstraintViolated,
    ReadOnlyViolation,
    Unavailable,
)
from graph.limits import within

__all__ = ["Database", "Row", "Table", "Transaction"]

T = TypeVar("T")

STREAM_ROWS = 5_000
ATTEMPTS = 30
KEY_ATTEMPTS = 5
"""A key that is still there after so many tries is one that the data doubles."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as lists in the order of the columns; `truncated` where the limit cut them."""

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool


class Transaction:
    """A managed transaction: what runs in it is committed whole or not at all, and may be run again."""

    def __init__(self, inner: ManagedTransaction) -> None:
        self._inner = inner

    def run(self, statement: str, **parameters: object) -> list[Row]:
        """The rows of a statement, each a dict by column."""
        return [dict(record) for record in self._inner.run(statement, parameters)]


class Database:
    """One database of one Bolt server.

    Thread-safe. A server that was restarted is found again; where `renew` is given it is also started again.
    """

    def __init__(self, access: Access, renew: Callable[[], Access] | None = None) -> None:
        self._renew = renew
        self._renewing = threading.Lock()
        self._connection = Connection(access, embedded=renew is not None)

    @classmethod
    def connect(
        cls,
        uri: str,
        user: str,
        password: str,
        database: str = "neo4j",
        *,
        reader: tuple[str, str] | None = None,
        sql: Callable[[str], None] | None = None,
    ) -> Database:
        """Connects and asks the server what it is.

        `reader` is a user with read rights only and `sql` runs a statement in the server's own language: the embedded
        engine has both. Without a reader READ access mode is relied on, which Neo4j keeps to.
        Raises Unavailable, AuthenticationFailed, or DatabaseError where the address is none, the database is missing or
        the server too old.
        """
        return cls(Access(uri, user, password, database, reader, sql))

    @property
    def uri(self) -> str:
        """Where the server answers."""
        return self._connection.access.uri

    @property
    def name(self) -> str:
        """The name of the database on that server."""
        return self._connection.access.database

    @property
    def engine(self) -> str:
        """Either "neo4j" or "arcadedb"."""
        return self._connection.engine

    def close(self) -> None:
        """Gives the connections back."""
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self, statement: str, parameters: Mapping[str, object] | None = None, timeout: float | None = None
    ) -> list[Row]:
        """The rows of a statement of ours that only reads; StatementTimeout where it takes longer than `timeout`."""

        def run(connection: Connection, mark: str = "") -> list[Row]:
            @neo4j.unit_of_work(timeout=timeout)
            def work(inner: ManagedTransaction) -> list[Row]:
                return [dict(record) for record in inner.run(mark + statement, dict(parameters or {}))]

            with connection.session() as session:
                return session.execute_read(work)

        if timeout is None:
            return self._on_server(run)
        return self._on_server(lambda connection: _within(connection, timeout, run))

    def stream(self, statement: str, parameters: Mapping[str, object] | None = None) -> Iterator[Row]:
        """As `read`, one row after the other, for results too large to hold; not tried again where the server goes."""
        connection = self._connection
        with (
            translated(self.uri, self.name),
            connection.session(fetch_size=STREAM_ROWS, default_access_mode=neo4j.READ_ACCESS) as session,
            session.begin_transaction() as inner,
        ):
            for record in inner.run(statement, dict(parameters or {})):
                yield dict(record)

    def write(self, statement: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """Runs one writing statement in a managed transaction."""
        return self.transaction(lambda transaction: transaction.run(statement, **dict(parameters or {})))

    def transaction(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` in one managed write transaction, again where the server says that another was in the way."""

        def run(connection: Connection) -> T:
            with connection.session() as session:
                return session.execute_write(lambda inner: work(Transaction(inner)))

        return self._on_server(run)

    def _on_server(self, work: Callable[[Connection], T]) -> T:
        """Does `work`, again where that may help; what it raises comes out as an error of ours.

        The embedded engine raises where two transactions create one key or change one node at once and Neo4j would
        wait, so such an error is tried again, after a while that differs, before it is believed.
        """
        for attempt in range(1, ATTEMPTS + 1):
            connection = self._connection
            try:
                with translated(connection.access.uri, connection.access.database):
                    return work(connection)
            except (Unavailable, AuthenticationFailed):
                # An embedded engine that is on its way out no longer knows its users.
                if attempt > 1 or not self._renewed(connection):
                    raise
            except (Busy, ConstraintViolated) as error:
                attempts = KEY_ATTEMPTS if isinstance(error, ConstraintViolated) else ATTEMPTS
                if attempt == attempts or connection.engine != dialect.ARCADEDB:
                    raise
                time.sleep(random.uniform(0, 0.02 * attempt))
        raise AssertionError("unreachable")

    def _renewed(self, lost: Connection) -> bool:
        """Puts a new connection in the place of one that was lost, once for all threads that lost it."""
        if self._renew is None:
            return False
        with self._renewing:
            if self._connection is lost:
                self._connection = Connection(self._renew(), embedded=True)
                lost.close()
        return True

    def write_batches(
        self,
        statement: str,
        rows: Iterable[Row] | Iterable[list[Any]],
        *,
        size: int = BATCH_ROWS,
        on_batch: Callable[[int], None] | None = None,
    ) -> int:
        """Runs `statement` with `$rows` for batches bounded in rows and bytes; tells `on_batch` the rows of each."""
        written = 0
        for batch in ahead(batches(rows, size)):
            self.write(statement, {"rows": batch})
            written += len(batch)
            if on_batch:
                on_batch(len(batch))
            # A result of the driver is a cycle that holds what was sent, until garbage is looked for.
            batch.clear()
        return written

    def read_only(
        self,
        statement: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float = 5.0,
        limit: int = 10_000,
    ) -> Table:
        """Runs a statement that a person wrote; whatever it tries, it changes nothing and reaches nothing outside.

        Raises ReadOnlyViolation, StatementTimeout or DatabaseError.
        """
        readonly.check(statement)
        given = dict(parameters or {})

        def kind(inner: ManagedTransaction) -> str:
            return inner.run(f"EXPLAIN {statement}", given).consume().query_type or ""

        def run(connection: Connection, mark: str) -> Table:
            @neo4j.unit_of_work(timeout=timeout)
            def work(inner: ManagedTransaction) -> Table:
                result = inner.run(mark + statement, given)
                columns = list(result.keys())
                records = result.fetch(limit + 1)
                return Table(columns, [list(each.data().values()) for each in records[:limit]], len(records) > limit)

            with connection.reader_session() as session:
                # EXPLAIN is asked of Neo4j only: on the embedded engine EXPLAIN CREATE INDEX creates one.
                if connection.engine == dialect.NEO4J and session.execute_read(kind) != "r":
                    raise ReadOnlyViolation("database.read_only", detail=statement)
                return session.execute_read(work)

        return self._on_server(lambda connection: _within(connection, timeout, run))

    def create_indexes(self) -> None:
        """The constraints that the product's own nodes rest on; to be made on the empty database."""
        self.create_unique("Entity", "id")
        self.create_unique("QianxianMarker", "id")

    def create_unique(self, label: str, property: str) -> None:
        """A uniqueness constraint, where there is none yet."""
        self._define(dialect.unique(label, property))

    def create_full_text(self, name: str, label: str, property: str) -> None:
        """A full-text index over blank-separated keys, where there is none yet; found at once after a write."""
        for statement in dialect.full_text(self.engine, name, label, property):
            sql = self._connection.access.sql
            if self.engine == dialect.ARCADEDB and sql is not None:
                sql(statement)
            else:
                self._define(statement)

    def await_indexes(self, seconds: int = 300) -> None:
        """Waits until every index answers; the embedded engine's do as soon as they are made."""
        if self.engine == dialect.NEO4J:
            self._define(f"CALL db.awaitIndexes({int(seconds)})")

    def _define(self, statement: str) -> None:
        def run(connection: Connection) -> None:
            with connection.session() as session:
                session.run(statement).consume()

        self._on_server(run)

    def marker(self) -> Row | None:
        """The marker of a graph of ours, None where there is none."""
        found = self.read("MATCH (m:QianxianMarker) RETURN properties(m) AS marker")
        return found[0]["marker"] if found else None


def _within(connection: Connection, seconds: float, run: Callable[[Connection, str], T]) -> T:
    mark = connection.mark()
    return within(seconds, lambda: run(connection, mark), lambda: connection.stop(mark))

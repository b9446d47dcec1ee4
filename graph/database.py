"""The graph database over the official driver: one code path for Neo4j and the embedded engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction
from neo4j.exceptions import ConstraintError

from graph import dialect, readonly
from graph.bolt_errors import translated
from graph.errors import ConstraintViolated, DatabaseError, ReadOnlyViolation

T = TypeVar("T")
Row = dict[str, Any]

BATCH_ROWS = 5_000
BATCH_BYTES = 8_000_000
"""Far below the 128 MB at which a message to the embedded engine would hang the driver."""

ATTEMPTS = 5


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
    """One database of one Bolt server."""

    def __init__(
        self,
        driver: neo4j.Driver,
        uri: str,
        database: str,
        engine: str,
        reader: neo4j.Driver | None = None,
        sql: Callable[[str], None] | None = None,
    ) -> None:
        self._driver = driver
        self._reader = reader or driver
        self._sql = sql
        self.uri = uri
        self.name = database
        self.engine = engine

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
        connection_timeout: float = 10.0,
    ) -> Database:
        """Connects and asks the server what it is.

        `reader` is a user with read rights only and `sql` runs a statement in the server's own language: the embedded
        engine has both. Without a reader READ access mode is relied on, which Neo4j keeps to.
        Raises Unavailable, AuthenticationFailed, or DatabaseError where the database is missing or the server too old.
        """
        with translated(uri, database):
            driver = GraphDatabase.driver(uri, auth=(user, password), connection_timeout=connection_timeout)
        try:
            with translated(uri, database):
                agent = str(driver.get_server_info().agent)
                driver.execute_query("RETURN 1", database_=database, routing_="r")
            engine = dialect.engine_of(agent)
            if engine is None:
                raise DatabaseError("database.too_old", uri=uri, agent=agent)
            with translated(uri, database):
                reading = GraphDatabase.driver(uri, auth=reader) if reader else None
        except BaseException:
            driver.close()
            raise
        return cls(driver, uri, database, engine, reading, sql)

    def close(self) -> None:
        """Gives the connections back."""
        self._driver.close()
        if self._reader is not self._driver:
            self._reader.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self, statement: str, parameters: Mapping[str, object] | None = None, timeout: float | None = None
    ) -> list[Row]:
        """The rows of a statement of ours that only reads."""

        @neo4j.unit_of_work(timeout=timeout)
        def work(inner: ManagedTransaction) -> list[Row]:
            return [dict(record) for record in inner.run(statement, dict(parameters or {}))]

        with translated(self.uri, self.name), self._driver.session(database=self.name) as session:
            return session.execute_read(work)

    def stream(self, statement: str, parameters: Mapping[str, object] | None = None) -> Iterator[Row]:
        """As `read`, one row after the other, for results too large to hold."""
        with translated(self.uri, self.name), self._driver.session(database=self.name, fetch_size=5_000) as session:
            inner = session.begin_transaction()
            try:
                for record in inner.run(statement, dict(parameters or {})):
                    yield dict(record)
            finally:
                inner.close()

    def write(self, statement: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """Runs one writing statement in a managed transaction."""
        return self.transaction(lambda transaction: transaction.run(statement, **dict(parameters or {})))

    def transaction(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` in one managed write transaction, again where the server says that another was in the way.

        The embedded engine raises a constraint error where two transactions create one key at once and Neo4j would
        wait, so such an error is tried again before it is believed.
        """
        for attempt in range(ATTEMPTS):
            try:
                with translated(self.uri, self.name), self._driver.session(database=self.name) as session:
                    return session.execute_write(lambda inner: work(Transaction(inner)))
            except ConstraintViolated as error:
                if attempt == ATTEMPTS - 1 or not isinstance(error.__cause__, ConstraintError):
                    raise
        raise AssertionError("unreachable")

    def write_batches(
        self,
        statement: str,
        rows: Iterable[Row],
        *,
        size: int = BATCH_ROWS,
        max_bytes: int = BATCH_BYTES,
        on_batch: Callable[[int], None] | None = None,
    ) -> int:
        """Runs `statement` with `$rows` for batches bounded in rows and bytes; tells `on_batch` the rows of each."""
        written = 0
        for batch in batches(rows, size, max_bytes):
            self.write(statement, {"rows": batch})
            written += len(batch)
            if on_batch:
                on_batch(len(batch))
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

        @neo4j.unit_of_work(timeout=timeout)
        def work(inner: ManagedTransaction) -> Table:
            result = inner.run(statement, given)
            columns = list(result.keys())
            records = result.fetch(limit + 1)
            return Table(columns, [list(each.data().values()) for each in records[:limit]], len(records) > limit)

        access = neo4j.READ_ACCESS
        with (
            translated(self.uri, self.name),
            self._reader.session(database=self.name, default_access_mode=access) as session,
        ):
            # EXPLAIN is asked of Neo4j only: on the embedded engine EXPLAIN CREATE INDEX creates one.
            if self.engine == dialect.NEO4J and session.execute_read(kind) != "r":
                raise ReadOnlyViolation("database.read_only", detail=statement)
            return session.execute_read(work)

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
            if self.engine == dialect.ARCADEDB and self._sql is not None:
                self._sql(statement)
            else:
                self._define(statement)

    def await_indexes(self, seconds: int = 300) -> None:
        """Waits until every index answers; the embedded engine's do as soon as they are made."""
        if self.engine == dialect.NEO4J:
            self._define(f"CALL db.awaitIndexes({int(seconds)})")

    def _define(self, statement: str) -> None:
        with translated(self.uri, self.name), self._driver.session(database=self.name) as session:
            session.run(statement).consume()

    def marker(self) -> Row | None:
        """The marker of a graph of ours, None where there is none."""
        found = self.read("MATCH (m:QianxianMarker) RETURN properties(m) AS marker")
        return found[0]["marker"] if found else None


def batches(rows: Iterable[Row], size: int = BATCH_ROWS, max_bytes: int = BATCH_BYTES) -> Iterator[list[Row]]:
    """Cuts rows into lists of at most `size` rows and about `max_bytes` bytes."""
    batch: list[Row] = []
    weight = 0
    for row in rows:
        weighs = len(json.dumps(row, ensure_ascii=False, default=str)) if max_bytes else 0
        if batch and (len(batch) >= size or weight + weighs > max_bytes):
            yield batch
            batch, weight = [], 0
        batch.append(row)
        weight += weighs
    if batch:
        yield batch

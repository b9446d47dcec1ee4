"""The drivers of one server, and which engine answers there."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import neo4j
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph import dialect
from graph.bolt_errors import translated
from graph.errors import DatabaseError

CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0
EMBEDDED_RETRY_SECONDS = 0.0
"""An embedded engine that is gone does not come back by waiting, and the driver's pauses are long for one on this
machine: `Database` starts it anew and tries again."""

_SCHEME = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Access:
    """Where a server answers and as whom to speak to it.

    `reader` is a user who may only read and `sql` runs a statement in the server's own language: the embedded engine
    has both.
    """

    uri: str
    user: str
    password: str
    database: str = "neo4j"
    reader: tuple[str, str] | None = None
    sql: Callable[[str], None] | None = None


class Connection:
    """The driver to one server, a second one for the user who may only read, and the engine found there."""

    def __init__(self, access: Access, *, embedded: bool) -> None:
        """Asks the server what it is; raises as `Database.connect`."""
        self.access = access
        self._patience = EMBEDDED_RETRY_SECONDS if embedded else RETRY_SECONDS
        self.driver = self._open(access.user, access.password)
        self.reader = self.driver
        try:
            self.engine = self._ask()
            if access.reader:
                self.reader = self._open(*access.reader)
        except BaseException:
            self.driver.close()
            raise

    def _open(self, user: str, password: str) -> neo4j.Driver:
        access = self.access
        if not _SCHEME.match(access.uri):
            raise DatabaseError("database.address", uri=access.uri)
        with translated(access.uri, access.database):
            return GraphDatabase.driver(
                access.uri,
                auth=(user, password),
                connection_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=self._patience,
                # Neo4j warns of every type of the schema that a graph has none of yet.
                notifications_min_severity="OFF",
            )

    def _ask(self) -> str:
        access = self.access
        with translated(access.uri, access.database):
            agent = str(self.driver.get_server_info().agent)
            engine = dialect.engine_of(agent)
            if engine is None:
                raise DatabaseError("database.too_old", uri=access.uri, agent=agent)
            self.driver.execute_query("RETURN 1", database_=access.database, routing_="r")
            return engine

    def session(self, *, fetch_size: int = 1_000, default_access_mode: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        """A session on the database, to be closed after use."""
        return self.driver.session(
            database=self.access.database, fetch_size=fetch_size, default_access_mode=default_access_mode
        )

    def reader_session(self) -> neo4j.Session:
        """A session of the user who may only read, where there is one, in READ access mode in any case."""
        return self.reader.session(database=self.access.database, default_access_mode=neo4j.READ_ACCESS)

    def mark(self) -> str:
        """A comment of its own for a statement, by which it can be found and stopped; Neo4j needs none."""
        return f"/* {uuid.uuid4().hex} */ " if self.engine == dialect.ARCADEDB else ""

    def stop(self, mark: str) -> None:
        """Asks the embedded engine to stop the statement with this mark; Neo4j keeps to the driver's limit itself."""
        if not mark:
            return
        # One that has just ended is not found, and a server that does not answer is not asked again.
        with suppress(DriverError, Neo4jError), self.session() as session:
            for id, statement in session.run(dialect.RUNNING).values():
                if statement.startswith(mark.strip()):
                    session.run(dialect.terminate(id)).consume()

    def close(self) -> None:
        """Gives the connections back."""
        self.driver.close()
        if self.reader is not self.driver:
            self.reader.close()

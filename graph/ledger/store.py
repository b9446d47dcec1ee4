"""Opening the ledger's database: SQLite beside the data, or PostgreSQL."""

from __future__ import annotations

import ctypes
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from graph.errors import LedgerError
from graph.ledger import tables
from graph.ledger.upgrade import upgrade

_READING_KB, _WRITING_KB = 32_000, 200_000
"""SQLite's own cache: a load puts rows in at random places of its indexes, what is read is read in order."""


class Store:
    """The ledger's database and the one way to write to it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(url)
        try:
            self.backup = upgrade(self.engine, self.path)
            self._name_once()
        except BaseException as error:
            self.engine.dispose()
            if isinstance(error, OperationalError):
                fault = str(error.orig)
                raise LedgerError("ledger.cannot_open", url=self.url.render_as_string(), fault=fault) from error
            raise

    @property
    def path(self) -> Path | None:
        """The file of a SQLite ledger."""
        return Path(self.url.database) if self.url.get_backend_name() == "sqlite" and self.url.database else None

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger throughout."""
        with self.engine.connect() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed whole or not at all."""
        try:
            with self.engine.connect() as connection:
                if self.sqlite:
                    connection.exec_driver_sql(f"PRAGMA cache_size=-{_WRITING_KB}")
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()
        finally:
            _give_back()

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()

    def _name_once(self) -> None:
        """Gives a new ledger its id; of two processes at once one wins."""
        with self.reading() as connection:
            if get(connection, "ledger") is not None:
                return
        try:
            with self.writing() as connection:
                if get(connection, "ledger") is None:
                    put(connection, "ledger", uuid.uuid4().hex)
                    put(connection, "revision", "0")
                    put(connection, "digest", "0")
        except SQLAlchemyError:
            with self.reading() as connection:
                if get(connection, "ledger") is None:
                    raise


def _give_back() -> None:
    """Hands what SQLite's cache took back to the system: glibc keeps it, in pieces that nothing else here fits into."""
    with suppress(AttributeError, OSError, TypeError):  # other systems have no such call, or no such library
        ctypes.CDLL(None).malloc_trim(0)


def get(connection: Connection, name: str) -> str | None:
    """One value of `meta`."""
    return connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == name)).scalar()


def put(connection: Connection, name: str, value: str) -> None:
    """Sets one value of `meta`."""
    changed = connection.execute(update(tables.meta).where(tables.meta.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(tables.meta).values(name=name, value=value))


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # Every connection is its own: pooled ones would keep a reader's snapshot, and WAL files, alive between uses.
    engine = create_engine(parsed, poolclass=NullPool, connect_args={"timeout": 60})

    @event.listens_for(engine, "connect")
    def _on_connect(connection, _record):  # type: ignore[no-untyped-def]
        # pysqlite would otherwise begin and commit on its own terms.
        connection.isolation_level = None
        cursor = connection.cursor()
        # FULL: a load that was reported as committed survives the loss of power.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", f"cache_size=-{_READING_KB}", "temp.cache_size=-50000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine

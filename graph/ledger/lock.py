"""One writer at a time: held by the system or the server, so that it is free again however its holder ends."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import text

from graph.errors import LedgerError
from graph.ledger.store import Store, get, put

Waiting = Callable[[str], None]
"""Told once, with what the first writer does, when a second one has to wait; what it raises ends the waiting."""

_POSTGRES_LOCK = 0x7169616E  # any number that nobody else uses in the ledger's database
_POLL_SECONDS = 0.2


@contextmanager
def writer(store: Store, what: str, *, waiting: Waiting | None = None, seconds: float = 3_600) -> Iterator[None]:
    """Holds the ledger's writer lock; waits for the one who has it, and LedgerError names them in the end."""
    held = _file_lock(store.path, what) if store.path is not None else _server_lock(store, what)
    deadline = time.monotonic() + seconds
    told = False
    try:
        while (first := next(held)) is not None:
            if waiting and not told:
                waiting(first)
                told = True
            if time.monotonic() > deadline:
                raise LedgerError("ledger.busy", first=first)
            time.sleep(_POLL_SECONDS)
        yield
    finally:
        held.close()


def _file_lock(path: Path, what: str) -> Generator[str | None, None, None]:
    """Yields what the holder does until the lock is ours, then None, and frees it when closed."""
    lock = FileLock(path.with_name(path.name + ".writer.lock"))
    note = path.with_name(path.name + ".writer.json")
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except Timeout:
            with suppress(OSError, ValueError, KeyError):
                yield str(json.loads(note.read_text("utf-8"))["what"])
                continue
            yield "…"
    try:
        note.write_text(json.dumps({"what": what, "pid": os.getpid()}, ensure_ascii=False), "utf-8")
        yield None
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _server_lock(store: Store, what: str) -> Generator[str | None, None, None]:
    number = {"number": _POSTGRES_LOCK}
    with store.engine.connect() as connection:
        while not connection.execute(text("SELECT pg_try_advisory_lock(:number)"), number).scalar():
            first = get(connection, "writer")
            connection.commit()
            yield first or "…"
        put(connection, "writer", what)
        connection.commit()
        try:
            yield None
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:number)"), number)
            connection.commit()

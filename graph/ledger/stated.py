"""What is in force of some rows of a source: what a load of it would find, asked without writing anything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from graph.ledger.bulk import among, stream
from graph.ledger.stating import OF_SOURCE

_COLUMNS = 'identity, content, type, start, "end", statement, origin'


class Stated(NamedTuple):
    """A claim in force; identity tells which row of its source it is, content all that it says (`stating.row`)."""

    identity: bytes
    content: bytes
    type: str
    start: str
    end: str
    statement: str
    origin: str


def stated(connection: Connection, identities: Sequence[bytes]) -> Iterator[Stated]:
    """The claims in force of these identities."""
    for found in among(connection, f"SELECT {_COLUMNS} FROM claim WHERE retired IS NULL AND identity IN", identities):
        yield _stated(found)


def stated_by(connection: Connection, source: str) -> Iterator[Stated]:
    """Everything that a source says: what a complete list without it would retire."""
    query = f"SELECT {_COLUMNS} FROM claim WHERE {OF_SOURCE} AND retired IS NULL"
    for found in stream(connection, query, {"source": source}):
        yield _stated(found)


def names(connection: Connection, records: Sequence[str]) -> dict[str, str]:
    """The names of records, as the claims in force have them; records without one are left out."""
    query = "SELECT start, statement FROM claim WHERE retired IS NULL AND \"end\" = '' AND start IN"
    return {
        record: str(name)
        for record, statement in among(connection, query, records)
        if (name := json.loads(statement).get("properties", {}).get("name"))
    }


def _stated(found: Sequence[object]) -> Stated:
    identity, content, *rest = found
    # PostgreSQL gives memory, SQLite bytes.
    return Stated(bytes(identity), bytes(content), *(str(each) for each in rest))  # type: ignore[call-overload]

"""Many rows at a time: in pieces, straight through the driver, streamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Row, text

T = TypeVar("T")
Found: TypeAlias = "Row[*tuple[Any, ...]]"
CHUNK = 4_000
"""Rows a piece; SQLite binds at most 32,766 values in one statement."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Runs a statement with `?` once for each row, past SQLAlchemy, which takes as long as SQLite itself."""
    if rows:
        connection.exec_driver_sql(_native(connection, statement), list(rows))


def among(connection: Connection, statement: str, values: Sequence[Any], *before: object) -> Iterator[Found]:
    """The rows of a statement ending in `IN`, for values that may be many; `before` are its `?`."""
    for chunk in chunks(values):
        marks = ", ".join("?" * len(chunk))
        yield from connection.exec_driver_sql(_native(connection, f"{statement} ({marks})"), (*before, *chunk))


def beside(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[Found]:
    """The rows of a statement that reads `wanted(a, b, …)`, which holds the given rows; these may be many.

    A list of tuples after IN would make SQLite walk through the whole table.
    """
    for chunk in chunks(rows, CHUNK // 4):
        names = ", ".join("abcdefgh"[: len(chunk[0])])
        marks = ", ".join([f"({', '.join('?' * len(chunk[0]))})"] * len(chunk))
        query = f"WITH wanted ({names}) AS (VALUES {marks}) {statement}"
        yield from connection.exec_driver_sql(_native(connection, query), tuple(chain.from_iterable(chunk)))


def listed(names: Iterable[str]) -> str:
    """Names of types, which are ours and no person's text, as they stand in a statement after IN."""
    return ", ".join(f"'{name}'" for name in names)


def stream(connection: Connection, statement: str, names: Mapping[str, object] | None = None) -> Iterator[Found]:
    """The rows of a statement as they come, for results too large to hold."""
    result = connection.execute(text(statement), names or {}, execution_options={"yield_per": CHUNK})
    return chain.from_iterable(result.partitions())


def _native(connection: Connection, statement: str) -> str:
    return statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")

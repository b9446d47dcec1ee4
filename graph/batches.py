"""Many rows on their way: in batches that no server minds, in memory or in a message, and made ahead of time."""

from __future__ import annotations

import gc
import marshal
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

Row: TypeAlias = dict[str, Any]

BATCH_ROWS = 5_000
BATCH_BYTES = 8_000_000
"""Far below the 128 MB at which a message to the embedded engine would hang the driver."""


def batches(rows: Iterable[T], size: int = BATCH_ROWS, max_bytes: int = BATCH_BYTES) -> Generator[list[T]]:
    """Cuts rows into lists of at most `size` rows and about `max_bytes` bytes."""
    batch: list[T] = []
    weight = 0
    for row in rows:
        weighs = _weight(row)
        if batch and (len(batch) >= size or weight + weighs > max_bytes):
            yield batch
            batch, weight = [], 0
        batch.append(row)
        weight += weighs
    if batch:
        yield batch


def _weight(row: Any) -> int:  # noqa: ANN401
    """About the bytes of a row in a message: marshal writes plain values as the driver does, and is quickest."""
    try:
        return len(marshal.dumps(row))
    except ValueError:  # a date, or another class
        return len(repr(row).encode())


def named(fields: Sequence[str], first: int = 0) -> str:
    """Properties by name from a row `r` that is a list, the first of them at `first`: `a`: r[0], `b`: r[1]."""
    return ", ".join(f"`{field}`: r[{at}]" for at, field in enumerate(fields, first))


def ahead(items: Generator[T]) -> Generator[T]:
    """The items, each made in another thread while the one before it is in use: a server writes as the next is read.

    An error comes where its item would have. Left early, `items` is closed in the thread that ran it.
    """
    with ThreadPoolExecutor(1, "ahead") as thread:
        try:
            coming = thread.submit(_next, items)
            while found := coming.result():
                coming = thread.submit(_next, items)
                yield found[0]
        finally:
            thread.submit(items.close).result()


def _next(items: Generator[T]) -> tuple[T] | None:
    for item in items:
        return (item,)
    return None


def collect_rarely() -> None:
    """Lets the process look for cyclic garbage seldom: rows have none, and the search took a sixth of a load."""
    gc.set_threshold(100_000, 50, 100)

"""Cutting rows into batches that neither a server's memory nor its longest message minds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]

BATCH_ROWS = 5_000
BATCH_BYTES = 8_000_000
"""Far below the 128 MB at which a message to the embedded engine would hang the driver."""


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

"""Where the engines differ, said here and nowhere else: what, on which engine, and why it is accepted."""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """What one engine does otherwise, and why the product can live with it."""

    engine: str
    reason: str


DIFFERENCES: dict[str, Difference] = {
    "auto-commit keeps rows of a failing statement": Difference(
        "arcadedb", "it commits row by row outside a transaction; the product writes in managed transactions only"
    ),
    "READ access mode does not refuse writes": Difference(
        "arcadedb", "people's statements run as a user who may only read instead"
    ),
    "the driver's timeout is ignored": Difference(
        "arcadedb", "the reader's group has a limit of its own (readTimeout), which does stop the statement"
    ),
    "a statement that reads no record outlives its limit": Difference(
        "arcadedb", "the limit is looked at while records are read, so mere arithmetic over range() goes on for longer"
    ),
    "an answer without rows has no column names": Difference(
        "arcadedb", "a report's columns are in its header; a typed statement without rows shows none"
    ),
    "concurrent MERGE of one new key raises": Difference(
        "arcadedb", "Database.transaction tries a constraint error again; the key is never doubled"
    ),
}

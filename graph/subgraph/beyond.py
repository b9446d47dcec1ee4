"""What a set of nodes is tied to outside itself, by label: what could be brought in, and what is not on file."""

from __future__ import annotations

from collections.abc import Sequence

from graph.database import Database
from graph.subgraph.dates import condition, parameters


def _outside(as_of: str | None) -> str:
    return f"""UNWIND $ids AS id
MATCH (a:Entity {{id: id}})-[r]-(b:Entity) WHERE NOT b.id IN $ids AND {condition(as_of)}"""


def counted_statement(as_of: str | None) -> str:
    """Counts them by label."""
    return f"{_outside(as_of)}\nRETURN labels(b) AS labels, count(DISTINCT b.id) AS total"


def nearest_statement(as_of: str | None) -> str:
    """Those of one label, tied to the most first."""
    return f"""{_outside(as_of)} AND $label IN labels(b)
WITH b.id AS id, count(DISTINCT a.id) AS through ORDER BY through DESC, id
WITH collect(id) AS found
RETURN size(found) AS total, found[0..$cap] AS ids"""


def beyond(database: Database, ids: Sequence[str], as_of: str | None = None) -> dict[str, int]:
    """How many nodes of each label are tied to one of `ids` and are none of them."""
    rows = database.read(counted_statement(as_of), {"ids": list(ids), **parameters(as_of)}) if ids else []
    return {next(label for label in row["labels"] if label != "Entity"): row["total"] for row in rows}


def nearest_beyond(
    database: Database, ids: Sequence[str], label: str, cap: int, as_of: str | None = None
) -> tuple[list[str], int]:
    """Up to `cap` ids of such nodes of one label, those tied to the most of `ids` first, and how many there are."""
    row = database.read(nearest_statement(as_of), {"ids": list(ids), "label": label, "cap": cap, **parameters(as_of)})[
        0
    ]
    return row["ids"], row["total"]

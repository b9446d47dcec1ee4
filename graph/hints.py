"""What tells namesakes apart in a list: title or kind, where they work, where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.database import Database

PARTS = 3
LONGEST = 24

STATEMENT = """UNWIND $ids AS id
MATCH (n:Entity {id: id})
CALL (n) {
  MATCH (n)-[r:AFFILIATED_WITH|SECONDED_TO|LOCATED_IN|SERVES|BELONGS_TO|PART_OF]->(o)
  RETURN collect([type(r), r.until IS NULL, coalesce(r.since, r.observed, ''), o.name]) AS ties
}
RETURN collect([id, coalesce(n.title, n.kind, n.industry, n.publisher), ties]) AS told"""
"""One row: the driver takes longer over many."""

ORDER = ("AFFILIATED_WITH", "SECONDED_TO", "LOCATED_IN", "SERVES", "BELONGS_TO", "PART_OF")


def hints(database: Database, ids: Sequence[str]) -> dict[str, str]:
    """One line for each id: up to three parts joined by ` · `; bodies before places, present ones before past."""
    if not ids:
        return {}
    told = database.read(STATEMENT, {"ids": list(ids)})[0]["told"]
    return {id: " · ".join(_parts(said, ties)) for id, said, ties in told}


def _parts(said: str | None, ties: list[list[Any]]) -> list[str]:
    ties = sorted(ties, key=lambda tie: tie[2], reverse=True)
    ties.sort(key=lambda tie: (ORDER.index(tie[0]), not tie[1]))
    parts = dict.fromkeys(filter(None, (said, *(name for *_, name in ties))))
    return [part if len(part) <= LONGEST else part[: LONGEST - 1] + "…" for part in list(parts)[:PARTS]]

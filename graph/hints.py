"""What tells namesakes apart in a list: title or kind, where they work, where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.database import Database

PARTS = 3
LONGEST = 24

STATEMENT = """UNWIND $ids AS id
MATCH (n:Entity {id: id})
CALL (n) {
  MATCH (n)-[r:AFFILIATED_WITH|SECONDED_TO|LOCATED_IN|SERVES|BELONGS_TO|PART_OF]->(o)
  RETURN collect({type: type(r), name: o.name, since: coalesce(r.since, r.observed, ''), until: r.until}) AS ties
}
RETURN id, coalesce(n.title, n.kind, n.industry, n.publisher) AS said, ties"""

ORDER = ("AFFILIATED_WITH", "SECONDED_TO", "LOCATED_IN", "SERVES", "BELONGS_TO", "PART_OF")


def hints(database: Database, ids: Sequence[str]) -> dict[str, str]:
    """One line for each id: up to three parts joined by ` · `; bodies before places, present ones before past."""
    if not ids:
        return {}
    rows = database.read(STATEMENT, {"ids": list(ids)})
    return {row["id"]: " · ".join(_parts(row)) for row in rows}


def _parts(row: dict[str, Any]) -> list[str]:
    ties = sorted(row["ties"], key=lambda tie: tie["since"], reverse=True)
    ties.sort(key=lambda tie: (ORDER.index(tie["type"]), tie["until"] is not None))
    parts = list(dict.fromkeys(_named(row["said"], (tie["name"] for tie in ties))))
    return [part if len(part) <= LONGEST else part[: LONGEST - 1] + "…" for part in parts[:PARTS]]


def _named(said: str | None, others: Iterable[str | None]) -> Iterable[str]:
    return filter(None, (said, *others))

"""What tells namesakes apart in a list: title or kind, where they work, where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.database import Database
from graph.messages import Language
from graph.schema import load_schema

PARTS = 3
LONGEST = 24

STATEMENT = """UNWIND $ids AS id
MATCH (n:Entity {id: id})
CALL (n) {
  MATCH (n)-[r:AFFILIATED_WITH|SECONDED_TO|LOCATED_IN|SERVES|BELONGS_TO|PART_OF]->(o)
  RETURN collect([type(r), r.until IS NULL, coalesce(r.since, r.observed, ''), o.name]) AS ties
}
RETURN collect([id, n.title, n.kind, coalesce(n.industry, n.publisher), ties]) AS told"""
"""One row: the driver takes longer over many."""

ORDER = ("AFFILIATED_WITH", "SECONDED_TO", "LOCATED_IN", "SERVES", "BELONGS_TO", "PART_OF")


def hints(database: Database, labels: Mapping[str, str], language: Language) -> dict[str, str]:
    """A line an id of `labels`: up to three parts with ` · ` between; bodies before places, present ones first."""
    if not labels:
        return {}
    told = database.read(STATEMENT, {"ids": list(labels)})[0]["told"]
    return {
        id: " · ".join(_parts(title or _kind(labels[id], kind, language) or other, ties))
        for id, title, kind, other, ties in told
    }


def _kind(label: str, kind: str | None, language: Language) -> str | None:
    known = load_schema().node(label).properties.get("kind")
    return known.said(kind, language) if known and kind else kind


def _parts(said: str | None, ties: list[list[Any]]) -> list[str]:
    ties = sorted(ties, key=lambda tie: tie[2], reverse=True)
    ties.sort(key=lambda tie: (ORDER.index(tie[0]), not tie[1]))
    parts = dict.fromkeys(filter(None, (said, *(name for *_, name in ties))))
    return [part if len(part) <= LONGEST else part[: LONGEST - 1] + "…" for part in list(parts)[:PARTS]]

"""Find what people type: characters, pinyin, initials, both mixed, traditional, full-width, former names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph import search_index
from graph.database import Database
from graph.errors import DatabaseError
from graph.hints import hints
from graph.matching import Matched, Query, Row
from graph.messages import Language
from graph.search_index import FAMILIES, TIERS, family, index_name

LONGEST = 100
"""Characters of a query that are looked at; no name is longer, and a pasted page is answered as fast as a name."""

SLACK = 10
"""How many times more rows are read for a query longer than the keys, since some of them will not fit it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One node found: `matched` says how, `alias` which other name of it, `hint` what tells namesakes apart."""

    id: str
    label: str
    name: str
    matched: Matched
    hint: str
    alias: str | None = None

    def as_json(self) -> dict[str, str]:
        """The contract of `qianxian search --json`; `alias` only where that is what matched."""
        shown = {"id": self.id, "label": self.label, "name": self.name, "matched": self.matched, "hint": self.hint}
        return shown | ({"alias": self.alias} if self.alias else {})


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of a query, best first; `more` where there are others."""

    query: str
    results: tuple[Hit, ...]
    more: bool

    def as_json(self) -> dict[str, object]:
        """The contract of `qianxian search --json`."""
        return {"query": self.query, "results": [hit.as_json() for hit in self.results], "more": self.more}


def find(
    database: Database, text: str, type: str | None = None, limit: int = 20, language: Language = "zh"
) -> SearchResult:
    """Up to `limit` nodes (of one `type`) with a name like `text`, one hit a node.

    Ranked: the whole name, its beginning (characters or pinyin), initials, inside it; then the 1,000 best connected
    nodes of each type before the next 9,000, and so on, within these the better connected first; then by id. Text
    without letter or digit finds nothing. Hints are in `language`. Two round trips: one to find, one for the hints.
    """
    text = text.strip()[:LONGEST]
    best = _best(database, Query(text), type, limit + 1) if limit > 0 else []
    shown = best[:limit]
    told = hints(database, {row.id: row.label for row, _, _ in shown}, language)
    hits = (Hit(row.id, row.label, row.name, matched, told.get(row.id, ""), alias) for row, matched, alias in shown)
    return SearchResult(text, tuple(hits), len(best) > limit)


def _best(database: Database, query: Query, type: str | None, wanted: int) -> list[tuple[Row, Matched, str | None]]:
    """The best `wanted` nodes in order, each with how it matched and by which other name."""
    if not query.terms:
        return []
    families = [family(type)] if type else FAMILIES
    parameters = {
        "terms": [
            {**term, "index": index_name(each), "label": None if each == "people" else type}
            for term in query.as_parameters()
            for each in families
        ],
        "limit": wanted * SLACK if query.long else wanted,
    }
    rows = [(found["rank"], Row(*row)) for found in _read(database, parameters) for row in found["rows"]]
    best: list[tuple[Row, Matched, str | None]] = []
    seen: set[str] = set()
    for rank, row in sorted(rows, key=lambda each: (each[0], each[1].place)):
        how = query.how(row, rank) if row.id not in seen else None
        if how:
            seen.add(row.id)
            best.append((row, *how))
        if len(best) == wanted:
            break
    return best


def _read(database: Database, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        return database.read(STATEMENT, parameters)
    except DatabaseError as error:
        version = search_index.version(database)
        if version == search_index.VERSION:
            raise
        if version is not None:
            raise DatabaseError("search.old_index") from error
        return []  # nothing was ever published here, so there are no indexes to ask


def _statement() -> str:
    """Looks the terms of each rank up tier by tier, people and all else apart, going on while a list is not full."""
    lines = ["UNWIND $terms AS term"]
    tiers: list[str] = []
    for tier in range(1, len(TIERS) + 2):
        full = f"size({' + '.join(tiers)}) >= $limit" if tiers else "false"
        lines.append(
            f"CALL ({', '.join(['term', *tiers])}) {{"
            f" UNWIND CASE WHEN {full} THEN [] ELSE [term.index + '{tier}'] END AS index"
            " CALL db.index.fulltext.queryNodes(index, term.query) YIELD node AS n"
            " WITH n WHERE (term.label IS NULL OR n.label = term.label)"
            " AND (term.whole IS NULL OR term.whole IN n.folded)"
            " AND (term.part IS NULL OR any(name IN n.folded WHERE name CONTAINS term.part))"
            " WITH n ORDER BY n.importance DESC, n.id LIMIT $limit"
            f" RETURN collect([{', '.join(f'n.{field}' for field in Row._fields)}]) AS tier{tier} }}"
        )
        tiers.append(f"tier{tier}")
    lines.append(f"RETURN term.rank AS rank, {' + '.join(tiers)} AS rows")
    return "\n".join(lines)


STATEMENT = _statement()

"""Find what people type: characters, pinyin, initials, both mixed, traditional, full-width, former names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from graph.database import Database
from graph.hints import hints
from graph.names import CHARACTERS, LETTERS, MatchClass, fold, keys, letters, query_terms, readings
from graph.search_index import TIERS, index_name

Matched: TypeAlias = Literal["exact", "prefix", "pinyin", "initials", "mixed", "inside"]
"""How a name fits: it is what was typed, begins with it, is read so, by initials, character and initials, inside it."""

LONGEST = 100
"""Characters of a query that are looked at; no name is longer, and a pasted page is answered as fast as a name."""

SLACK = 10
"""How many more rows are read for a query longer than the keys, since some of them will not fit it."""

_CLASSES: dict[MatchClass, int] = {"exact": 0, "prefix": 1, "initials": 2, "mixed": 2, "inside": 3}
_BY_KEY: dict[str, Matched] = {
    "N": "prefix",
    "P": "pinyin",
    "I": "initials",
    "X": "mixed",
    "Y": "mixed",
    "M": "inside",
    "Q": "inside",
    "J": "inside",
}


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


def find(database: Database, text: str, type: str | None = None, limit: int = 20) -> SearchResult:
    """Up to `limit` nodes (of one `type`) with a name like `text`, one hit a node.

    Ranked: the whole name, its beginning (characters or pinyin), initials, inside it; then the better connected first;
    then by id. Text without letter or digit finds nothing. Two round trips: one to find, one for the hints.
    """
    text = text.strip()[:LONGEST]
    query = _Query(text)
    candidates = query.candidates(database, type, limit + 1) if query.terms and limit > 0 else []
    shown = candidates[:limit]
    told = hints(database, [row["id"] for row, _, _ in shown])
    found = tuple(
        Hit(row["id"], row["label"], row["name"], matched, told.get(row["id"], ""), alias)
        for row, matched, alias in shown
    )
    return SearchResult(text, found, len(candidates) > limit)


def _statement() -> str:
    """Looks each class of terms up tier by tier, going on only while the list is not full."""
    lines = ["UNWIND $terms AS term"]
    found: list[str] = []
    for tier in range(1, len(TIERS) + 2):
        scope = ", ".join(["term", *found])
        full = f"size({' + '.join(found)}) >= $limit" if found else "false"
        lines.append(
            f"CALL ({scope}) {{ UNWIND CASE WHEN {full} THEN [] ELSE [$index + '{tier}'] END AS index"
            " CALL db.index.fulltext.queryNodes(index, term.query) YIELD node AS n"
            " WITH n WHERE (term.whole IS NULL OR term.whole IN n.folded)"
            " AND (term.part IS NULL OR any(name IN n.folded WHERE name CONTAINS term.part))"
            " WITH n ORDER BY n.importance DESC, n.id LIMIT $limit"
            " RETURN collect({id: n.id, label: n.label, name: n.name, aliases: n.aliases, pinyin: n.pinyin,"
            f" importance: n.importance}}) AS tier{tier} }}"
        )
        found.append(f"tier{tier}")
    lines.append(f"RETURN term.class AS class, {' + '.join(found)} AS rows")
    return "\n".join(lines)


STATEMENT = _statement()

_Candidate: TypeAlias = tuple[dict[str, Any], Matched, str | None]


class _Query:
    """What was typed, folded, and the terms to look up."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.terms = query_terms(text)
        spelt = letters(self.folded)
        self._spelt = spelt if spelt.isascii() else ""
        self._long_text = len(self.folded) >= CHARACTERS and not self._spelt
        self._long = self._long_text or len(self._spelt) > LETTERS

    def candidates(self, database: Database, type: str | None, wanted: int) -> list[_Candidate]:
        """The best `wanted` nodes in order."""
        rows = database.read(
            STATEMENT,
            {
                "terms": self._as_parameters(type or ""),
                "index": index_name("typed" if type else "keys"),
                "limit": wanted * SLACK if self._long else wanted,
            },
        )
        best: list[_Candidate] = []
        seen: set[str] = set()
        for group in sorted(rows, key=lambda row: row["class"]):
            for row in sorted(group["rows"], key=lambda row: (-row["importance"], row["id"])):
                if row["id"] in seen:
                    continue
                how = self._how(row, group["class"])
                if how:
                    seen.add(row["id"])
                    best.append((row, *how))
                if len(best) == wanted:
                    return best
        return best

    def _as_parameters(self, prefix: str) -> list[dict[str, Any]]:
        queries: defaultdict[int, list[str]] = defaultdict(list)
        for kind, terms in self.terms.items():
            queries[_CLASSES[kind]].extend(prefix + term + ("" if kind == "exact" else "*") for term in terms)
        text = self.folded if self._long_text else None
        return [
            {
                "class": rank,
                "query": " ".join(terms),
                "whole": text if rank == _CLASSES["exact"] else None,
                "part": None if rank == _CLASSES["exact"] else text,
            }
            for rank, terms in queries.items()
        ]

    def _how(self, row: dict[str, Any], rank: int) -> tuple[Matched, str | None] | None:
        """How the best of the node's names fits, and which other name it was; None where a long query fits none."""
        person = row["label"] == "Person"
        for name in (row["name"], *(row["aliases"] or ())):
            matched = self._fits(name, rank, person, row["pinyin"])
            if matched:
                return matched, None if name == row["name"] else name
        return None

    def _fits(self, name: str, rank: int, person: bool, pinyin: str | None) -> Matched | None:
        if self._long and not self._fits_long(name, person, pinyin):
            return None
        held = keys(name, person, pinyin).split()
        for kind, terms in self.terms.items():
            if _CLASSES[kind] != rank:
                continue
            for term in terms:
                if kind == "exact" and term in held:
                    return "exact" if fold(name) == self.folded else "pinyin" if term[0] == "P" else None
                if kind != "exact" and any(key.startswith(term) for key in held):
                    return _BY_KEY[term[0]]
        return None

    def _fits_long(self, name: str, person: bool, pinyin: str | None) -> bool:
        if self._long_text:
            return self.folded in fold(name)
        return any(self._spelt in "".join(syllables) for syllables in readings(name, person, pinyin))

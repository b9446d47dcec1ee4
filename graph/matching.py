"""How names fit what was typed: the terms to look up, and which name of a node they fit in what way."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Literal, NamedTuple, TypeAlias

from graph.names import CHARACTERS, LETTERS, MatchClass, fold, keys, letters, query_terms, readings

Matched: TypeAlias = Literal["exact", "prefix", "pinyin", "initials", "mixed", "inside"]
"""How a name fits: it is what was typed, begins with it, is read so, by initials, character and initials, inside it."""

_RANKS: dict[MatchClass, int] = {"exact": 0, "prefix": 1, "initials": 2, "mixed": 2, "inside": 3}
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


class Row(NamedTuple):
    """What the index holds of a node, by the names it has there."""

    id: str
    label: str
    name: str
    aliases: list[str] | None
    pinyin: str | None
    tier: int
    importance: int

    @property
    def place(self) -> tuple[int, int, str]:
        """Sorts what matches equally well."""
        return self.tier, -self.importance, self.id


class Query:
    """What was typed; `long` where the keys, which are cut, are too short to decide."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self.terms = query_terms(text)
        spelt = letters(self._folded)
        self._spelt = spelt if spelt.isascii() else ""
        self._long_text = self._folded if len(self._folded) >= CHARACTERS and not self._spelt else None
        self.long = bool(self._long_text) or len(self._spelt) > LETTERS

    def as_parameters(self) -> list[dict[str, Any]]:
        """One look-up a rank: a full-text query of keys, and what long names must be or hold."""
        queries: defaultdict[int, list[str]] = defaultdict(list)
        for kind, terms in self.terms.items():
            queries[_RANKS[kind]] += [term + ("" if kind == "exact" else "*") for term in terms]
        text = self._long_text
        return [
            {"rank": rank, "query": " ".join(terms), "whole": None if rank else text, "part": text if rank else None}
            for rank, terms in queries.items()
        ]

    def how(self, row: Row, rank: int) -> tuple[Matched, str | None] | None:
        """How the first name that fits does, and which other name it is; None where a long query fits none."""
        for name in (row.name, *(row.aliases or ())):
            matched = self._fits(name, rank, row.label == "Person", row.pinyin)
            if matched:
                return matched, None if name == row.name else name
        return None

    def _fits(self, name: str, rank: int, person: bool, pinyin: str | None) -> Matched | None:
        if self.long and not self._fits_long(name, person, pinyin):
            return None
        held = keys(name, person, pinyin)
        if rank == _RANKS["exact"]:
            if fold(name) == self._folded:
                return "exact"
            return "pinyin" if any(term[0] == "P" and term in held for term in self.terms["exact"]) else None
        ranked = (term for kind, terms in self.terms.items() if _RANKS[kind] == rank for term in terms)
        return next((_BY_KEY[term[0]] for term in ranked if any(key.startswith(term) for key in held)), None)

    def _fits_long(self, name: str, person: bool, pinyin: str | None) -> bool:
        if self._long_text:
            return self._long_text in fold(name)
        return any(self._spelt in "".join(syllables) for syllables in readings(name, person, pinyin))

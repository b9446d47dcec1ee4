"""What kind of values a column holds, told by its cells; of the values themselves nothing is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from graph.errors import LoadError
from loaders.office.naming import body, maybe_place, parts
from loaders.office.suggest_words import suggest_words
from loaders.values.amounts import amount
from loaders.values.batches import batches
from loaders.values.blanks import said
from loaders.values.counts import count
from loaders.values.dates import date, term
from loaders.values.people import person

Kind = Literal[
    "blank", "date", "term", "batch", "amount", "number", "place", "body", "person", "people", "chain", "words",
    "sentences", "text",
]  # fmt: skip

_MOST = 0.8
_MANY = 0.5
_SOME = 0.3
_BATCH = re.compile("[批届期]")
_SUM = re.compile("[万亿元]|面议|[-—~至≥<>以]")
_CHAIN = re.compile(r"[\u4e00-\u9fff]\s*(?:—+|–|－|->|→|>|＞)\s*[\u4e00-\u9fff]")
_LONGEST_NAME = 4
_LONG = 20
_LONGEST_WORD = 12
_LEAST_WORDS = 5


@dataclass(frozen=True)
class Seen:
    """The kind, how many cells are filled, and of bodies which type of node most are."""

    kind: Kind
    filled: int
    label: str | None = None


def seen(cells: Sequence[str]) -> Seen:
    """What the filled cells among some hold."""
    texts = [text for cell in cells if (text := said(cell))]
    if not texts:
        return Seen("blank", 0)
    kind: Kind = next((kind for kind, holds in _TESTS.items() if holds(texts)), "text")
    label = Counter(_label(text) for text in texts).most_common(1)[0][0] if kind == "body" else None
    return Seen(kind, len(texts), label)


def _reads(test: Callable[[str], object], text: str) -> bool:
    try:
        return bool(test(text))
    except LoadError:
        return False


def _share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(_reads(test, text) for text in texts) / len(texts)


def _label(text: str) -> str | None:
    try:
        found = body(text)
    except LoadError:
        return None
    return found.label if found else None


def _is_term(text: str) -> bool:
    found = term(text)
    return found is not None and found.since is not None and (found.until is not None or found.open)


def _is_person(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and text[0] in suggest_words().surnames and person(text) is not None


def _are_people(text: str) -> bool:
    names = [part for part in parts(text) if part]
    return len(names) > 1 and all(_is_person(name) for name in names)


def _are_terms(texts: Sequence[str]) -> bool:
    return _share(texts, term) >= _MOST and _share(texts, _is_term) >= _SOME


def _are_sums(texts: Sequence[str]) -> bool:
    return _share(texts, lambda text: amount(text) or text) >= _MOST and _share(texts, _SUM.search) >= _SOME


def _are_names(texts: Sequence[str]) -> bool:
    """Most are names of people, and not the same few again and again, as words with a surname's character are."""
    return _share(texts, _is_person) >= _MOST and len(set(texts)) > len(texts) * _MANY


def _are_words(texts: Sequence[str]) -> bool:
    few = len(set(texts)) * 3 <= len(texts)
    return len(texts) >= _LEAST_WORDS and few and max(map(len, texts)) <= _LONGEST_WORD


_TESTS: dict[Kind, Callable[[Sequence[str]], bool]] = {
    "term": _are_terms,
    "date": lambda texts: _share(texts, date) >= _MOST,
    "batch": lambda texts: _share(texts, lambda text: _BATCH.search(text) and batches(text)) >= _MOST,
    "number": lambda texts: _share(texts, count) >= _MOST,
    "amount": _are_sums,
    "person": _are_names,
    "people": lambda texts: _share(texts, lambda text: _is_person(text) or _are_people(text)) >= _MOST,
    "chain": lambda texts: _share(texts, _CHAIN.search) >= _MANY,
    "body": lambda texts: _share(texts, lambda text: _label(text) not in (None, "Place")) >= _MANY,
    "place": lambda texts: _share(texts, maybe_place) >= _MOST,
    "words": _are_words,
    "sentences": lambda texts: median(map(len, texts)) > _LONG,
}
"""Kinds in the order in which they are tried."""

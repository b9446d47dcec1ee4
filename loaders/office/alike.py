"""Names that may be two spellings of one firm: asked of staff, never merged by themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import combinations
from typing import NamedTuple

import yaml

from graph.folding import fold
from loaders.values.gazetteer import divisions

_MOST = 12
"""A core that more names than this share tells nothing (农业合作社)."""
_SHORTEST = 2


class Question(NamedTuple):
    """Two records, the smaller id first, and why they may be one: `form` or `short`."""

    one: str
    other: str
    why: str


class Alike:
    """Told of firms (`add`), then asked which may be one (`questions`)."""

    def __init__(self) -> None:
        self._cores: defaultdict[str, set[str]] = defaultdict(set)
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._shorts: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, record: str, name: str, shorts: Iterable[str]) -> None:
        """A firm with the short names that its source gives it."""
        self._cores[core(name)].add(record)
        self._names[fold(name)].add(record)
        for short in shorts:
            self._shorts[fold(short)].add(record)

    def questions(self) -> Iterator[Question]:
        """Every pair once: names equal but for the legal form, and a name that is another firm's short name."""
        asked: set[tuple[str, str]] = set()
        alike = ((records, "form") for core, records in self._cores.items() if len(core) >= _SHORTEST)
        called = ((self._names.get(short, set()) | firms, "short") for short, firms in self._shorts.items())
        for records, why in (*alike, *called):
            for pair in combinations(sorted(records), 2) if len(records) <= _MOST else ():
                if pair not in asked:
                    asked.add(pair)
                    yield Question(*pair, why)


@cache
def core(name: str) -> str:
    """The name without its legal form and without 省, 市 … behind the place it begins with."""
    folded = fold(name)
    forms, levels = _words()
    place = next((folded[:end] for end in range(min(8, len(folded)), 1, -1) if folded[:end] in divisions()), "")
    if place:
        folded = place.removesuffix(next((each for each in levels if place.endswith(each)), "")) + folded[len(place) :]
    return re.sub(f"(?:{forms})$", "", folded)


@cache
def _words() -> tuple[str, list[str]]:
    read = yaml.safe_load(resources.files("loaders.office").joinpath("firms.yaml").read_text("utf-8"))
    return "|".join(read["forms"]), read["levels"]

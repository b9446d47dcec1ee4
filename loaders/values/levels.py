"""The level that the name of a place shows: the national list first, else how the name ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from loaders.values.blanks import plain
from loaders.values.gazetteer import divisions
from loaders.values.words import WordList, any_of, read

ZONE = "development zone"
COUNTIES = frozenset({"district", "county", "county-level city"})
_RANK = {"province": 0, "city": 1, "town": 3, "village": 4} | dict.fromkeys(COUNTIES, 2)


class PlaceWords(WordList):
    """The words of places.yaml."""

    levels: dict[str, list[str]]
    zones: list[str]
    generic: list[str]
    provinces: list[str]
    short: dict[str, str]
    doubtful: list[str]
    no_names: list[str]
    vague: list[str]


class Endings(NamedTuple):
    """How names of places end, as patterns."""

    last: frozenset[str]
    """Every last character, for a quick look."""
    zone: re.Pattern[str]
    generic_zone: re.Pattern[str]
    levels: tuple[tuple[str, str], ...]
    """Ending and level, the longest ending first."""
    vague: re.Pattern[str]


@cache
def place_words() -> PlaceWords:
    """The words of places.yaml, read once."""
    return read(PlaceWords, "places.yaml")


@cache
def endings() -> Endings:
    """The endings of places.yaml, made once."""
    listed = place_words()
    zones = any_of(listed.zones)
    by_level = [(suffix, level) for level, suffixes in listed.levels.items() for suffix in suffixes]
    return Endings(
        last=frozenset(suffix[-1] for suffix in [*listed.zones, *(suffix for suffix, _ in by_level)]),
        zone=re.compile(f"{zones}$"),
        generic_zone=re.compile(f"{any_of(listed.generic)}*{zones}$"),
        levels=tuple(sorted(by_level, key=lambda each: -len(each[0]))),
        vague=re.compile(any_of(listed.vague)),
    )


@lru_cache(50_000)
def level(name: str) -> str | None:
    """The schema's level of a place by its name; None where it shows none. A 市 that is not listed counts as a city."""
    bare = "".join(plain(name).split())
    known = divisions().get(bare)
    if known is not None:
        return known.level
    if bare in place_words().provinces:
        return "province"
    urban = bare.endswith("区") and bare[:-1] in divisions()
    if urban or bare in place_words().no_names or endings().vague.match(bare):
        return None
    if endings().zone.search(bare):
        return ZONE
    suffix, found = next((each for each in endings().levels if bare.endswith(each[0])), ("", None))
    return found if re.fullmatch(r"\w{2,}", bare.removesuffix(suffix)) else None


def descends(names: Iterable[str]) -> bool:
    """Every place is of a lower level than the one before it; zones may stand anywhere, a city below a city."""
    levels = [found for found in map(level, names) if found != ZONE]
    return all(_below(upper, lower) for upper, lower in pairwise(levels))


def _below(upper: str | None, lower: str | None) -> bool:
    return upper == lower == "city" or _RANK.get(upper or "", 0) < _RANK.get(lower or "", 0)

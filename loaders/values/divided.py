"""A name that puts places one behind the other, divided into them: 江苏省扬州市江都区宜陵镇."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from loaders.values.gazetteer import divisions, short_names
from loaders.values.levels import COUNTIES, ZONE, descends, endings, level, place_words

LONGEST_NAME = 40
_LONGEST_DIVISION = 20
_LONGEST_SHORT = 8


def divided(name: str) -> list[str] | None:
    """The places, outermost first, short names in full; None where the whole of the name is not made of places.

    A zone without a name of its own is called by the places it is in, from the county on.
    """
    pieces = _pieces(name) if len(name) <= LONGEST_NAME else None
    if pieces is None:
        return None
    found: list[str] = []
    for piece in pieces:
        own = level(piece) != ZONE or not endings().generic_zone.match(piece)
        found.append(piece if own else "".join(found[_county(found) :]) + piece)
    return found if descends(found) else None


def full_name(short: str) -> str | None:
    """The place that a name without 省, 市, 县, 区 stands for, the larger of two; None where that is in doubt."""
    listed = place_words()
    if short in listed.short:
        return listed.short[short]
    names = short_names().get(short, ())
    if not names or short in listed.doubtful:
        return None
    largest = [each for each in names if each in divisions() and _size(each) == _size(names[0])]
    return names[0] if len(largest) == 1 else None


def _size(name: str) -> str | None:
    """County, district and county-level city are of one size."""
    found = level(name)
    return "county" if found in COUNTIES else found


def _county(names: Sequence[str]) -> int:
    """Where the county among the names stands, else the city, else the first."""
    levels = [level(each) for each in names]
    counties = [at for at, each in enumerate(levels) if each in COUNTIES]
    cities = [at for at, each in enumerate(levels) if each == "city"]
    return (counties or cities or [0])[-1]


@lru_cache(50_000)
def _pieces(rest: str) -> tuple[str, ...] | None:
    """The first division of the whole of `rest` that leaves nothing over; short names are in full."""
    if not rest:
        return ()
    for written, piece in _first(rest):
        behind = _pieces(rest[len(written) :])
        if behind is not None:
            return (piece, *behind)
    return None


def _first(rest: str) -> Iterator[tuple[str, str]]:
    """What the text may begin with, likeliest first, as written and in full."""
    listed = _listed(rest)
    if listed:
        yield listed, listed
    for short, full in _shorts(rest):
        behind = rest[len(short) :]
        if behind and (_listed(behind) or any(each == behind for each, _ in _shorts(behind))):
            yield short, full
    last = endings().last
    for end in range(2, len(rest) + 1):
        piece = rest[:end]
        if piece[-1] in last and piece[0].isalnum() and level(piece):
            yield piece, piece
    for short, full in _shorts(rest):
        if short == rest:
            yield short, full


def _listed(rest: str) -> str | None:
    """The longest name of the national list that the text begins with."""
    ends = range(min(len(rest), _LONGEST_DIVISION), 1, -1)
    return next((rest[:end] for end in ends if rest[:end] in divisions()), None)


def _shorts(rest: str) -> Iterator[tuple[str, str]]:
    for end in range(min(len(rest), _LONGEST_SHORT), 1, -1):
        full = full_name(rest[:end])
        if full is not None:
            yield rest[:end], full

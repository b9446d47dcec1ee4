"""Places: the divisions that a cell names, outermost first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.errors import LoadError
from loaders.values.blanks import is_formula, plain, said
from loaders.values.divided import divided
from loaders.values.gazetteer import short_names
from loaders.values.levels import descends, level, place_words
from loaders.values.words import LONGEST, Reason, shown

__all__ = ["level", "places", "places_listed"]

_JOINS = re.compile(r"[-—–·>/\s]+")
_LISTS = re.compile(r"[、,;\n]|以及|(?<=[省市县区旗镇乡村道])[和及与]")
_BRACKET = re.compile(r"\(((?:原|含|暂|不含|非|即)?)([^()]*)\)")


def places(text: str) -> list[str]:
    """The places that a cell names as one, outermost first, none for a blank: 江都区宜陵镇 → [江都区, 宜陵镇].

    A short name that stands for one place comes in full (扬州 → 扬州市). A zone or park keeps its own name behind its
    parents; one that has none of its own is called by them, from the county on: 仪征市新集镇工业集中区 →
    [仪征市, 新集镇, 仪征市新集镇工业集中区]. LoadError `cells.several_places` where it lists several,
    `cells.not_a_place` for the rest.
    """
    found = places_listed(text)
    if len(found) > 1:
        raise LoadError("cells.several_places", value=shown(text))
    return found[0] if found else []


def places_listed(text: str) -> list[list[str]]:
    """The places that a cell lists, each outermost first: 邗江区、广陵区 → [[邗江区], [广陵区]].

    A place does not take over the parents of the one before it: 仪征市新集镇、刘集镇 leaves open where 刘集镇 is.
    """
    tidy = said(text)
    if not tidy:
        return []
    if is_formula(text):
        raise LoadError("cells.not_a_place", value=shown(text), reason=Reason("cells.reason.formula"))
    return [list(each) for each in _places_listed(tidy)]


@lru_cache(50_000)
def _places_listed(text: str) -> tuple[tuple[str, ...], ...]:
    if len(text) > LONGEST:
        raise LoadError("cells.not_a_place", value=shown(text), reason=Reason("cells.reason.too_long", most=LONGEST))
    bare = _BRACKET.sub(lambda match: "" if match.group(1) else match.group(2), plain(text))
    found = tuple(place for piece in _LISTS.split(bare) if piece.strip() for place in _places(piece.strip(), text))
    if not found:
        raise LoadError("cells.not_a_place", value=shown(text), reason=Reason("cells.reason.no_place"))
    return found


def _places(piece: str, text: str) -> Iterator[tuple[str, ...]]:
    """One place, also in parts (江苏省/扬州市, 江苏 扬州), or several that / parts."""
    whole = divided("".join(piece.split()))
    if whole:
        yield tuple(whole)
        return
    parts = [divided(part) for part in _JOINS.split(piece) if part]
    chain = [name for part in parts for name in part or ()]
    if not parts or not all(parts):
        raise LoadError("cells.not_a_place", value=shown(text), reason=_doubt(piece))
    if descends(chain):
        yield tuple(chain)
    else:
        yield from (tuple(part) for part in parts if part)


def _doubt(piece: str) -> Reason:
    bare = "".join(piece.split())
    if bare in place_words().no_names:
        return Reason("cells.reason.vague_place")
    if bare in short_names():
        return Reason("cells.reason.doubtful_place", names="、".join(short_names()[bare]))
    return Reason("cells.reason.no_place")

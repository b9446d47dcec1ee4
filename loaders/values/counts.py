"""Counts: how many a cell says there are, and whether it says so only roughly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.errors import LoadError
from loaders.values.blanks import plain, said
from loaders.values.numerals import CHINESE, number
from loaders.values.words import LONGEST, Reason, WordList, any_of, read, shown

_REMARK = re.compile(r"(?<=.)\([^()]*\)$")
_RANGE = re.compile(rf"[0-9{CHINESE}]\D{{0,2}}[-‐‑‒–—~〜∼至到]\s*[0-9{CHINESE}]")
_WAN = 10**4
_LONGEST_NUMBER = 15


class _Counts(WordList):
    units: list[str]
    labels: list[str]
    about_before: list[str]
    about_inside: list[str]
    about_behind: list[str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many; `approximate` where the source says so only roughly (约, 余, 近, 以上)."""

    value: int
    approximate: bool


def count(text: str) -> Count | None:
    """The count that a cell states; None for a blank; LoadError `cells.not_a_count` for the rest.

    A range (10-15人) is refused: neither end is the count. A remark in brackets behind the number is passed over.
    """
    tidy = said(text)
    return _count(tidy) if tidy else None


@lru_cache(20_000)
def _count(text: str) -> Count:
    if len(text) > LONGEST:
        raise LoadError("cells.not_a_count", value=shown(text), reason=Reason("cells.reason.too_long", most=LONGEST))
    bare = _REMARK.sub("", "".join(plain(text).split()))
    if _RANGE.search(bare):
        raise LoadError("cells.not_a_count", value=shown(text), reason=Reason("cells.reason.range"))
    match = _pattern().fullmatch(bare)
    value = _value(match) if match else None
    if match is None or value is None:
        raise LoadError("cells.not_a_count", value=shown(text), reason=Reason("cells.reason.no_count"))
    return Count(value, any(match[side] for side in ("before", "inside", "behind")))


def _value(match: re.Match[str]) -> int | None:
    written, wan = match["number"], match["wan"] is not None
    try:
        if not re.fullmatch(r"[0-9]+\.[0-9]+", written):
            return number(written) * (_WAN if wan else 1)
    except LoadError:
        return None
    value = round(float(written) * (_WAN if wan else 1), 6)
    return int(value) if value.is_integer() else None


@cache
def _pattern() -> re.Pattern[str]:
    listed = read(_Counts, "counts.yaml")
    return re.compile(
        rf"{any_of(listed.labels)}*(?P<before>{any_of(listed.about_before)})?{any_of(listed.labels)}*"
        rf"(?P<number>[0-9,.]{{1,{_LONGEST_NUMBER}}}|[{CHINESE}]{{1,{_LONGEST_NUMBER}}}?)"
        rf"(?P<wan>万(?={any_of(listed.about_inside)}|{any_of(listed.units)}|$))?(?P<inside>{any_of(listed.about_inside)})?"
        rf"(?:{any_of(listed.units)})?(?P<behind>{any_of(listed.about_behind)})?(?:{any_of(listed.units)})?"
    )

"""Batches in every spelling: 第十二批, 12批, 第十六、十七批, 第三至五批."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph.errors import LoadError
from loaders.values.blanks import plain, said
from loaders.values.numerals import CHINESE, number
from loaders.values.words import LONGEST, WordList, any_of, read, shown

LAST = 99
"""No office counts further, and a year is not taken for a batch."""

_NUMBER = rf"(?:[0-9]+(?:\.0+)?|[{CHINESE}]+)"
_BETWEEN = "(?:[、,;/和及与]|以及)"
_RANGE = "[-‐‑‒–—―─~〜∼至到]+"
_REMARK = re.compile(r"(?<=.)\([^()]*\)$")


class _Batches(WordList):
    behind: list[str]
    in_titles: list[str]
    all: list[str]
    first: list[str]


@cache
def _listed() -> _Batches:
    return read(_Batches, "batches.yaml")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(f"{any_of(_listed().behind)}$")


@cache
def _in_title() -> re.Pattern[str]:
    words = _listed().in_titles
    one = rf"{_NUMBER}{any_of(words)}?"
    ends = "|".join(f"(?<={word})" for word in words)
    begin = rf"(?:第|(?<![0-9.{CHINESE}])(?=[0-9]))"
    return re.compile(rf"{begin}{one}(?:(?:{_BETWEEN}|{_RANGE})第?{one})*(?:{ends})")


def batches(text: str) -> list[int]:
    """The batches that a cell names, in order, none for a blank: 第十六、十七批 → [16, 17], 第三至五批 → [3, 4, 5].

    LoadError `cells.all_batches` for 历批 and its like, `cells.not_a_batch` for everything else.
    """
    tidy = said(text)
    return list(_batches(tidy)) if tidy else []


def batch(text: str) -> int | None:
    """The one batch that a cell names; None for a blank; LoadError also where it names several."""
    found = batches(text)
    if len(found) > 1:
        raise LoadError("cells.several_batches", value=shown(text))
    return found[0] if found else None


def batches_in(title: str) -> list[int]:
    """The batches named somewhere in a title or a name, in order; none where it names none or 历批."""
    found: set[int] = set()
    for match in _in_title().finditer("".join(plain(title[: LONGEST * 5]).split())):
        found.update(_listed_in(match.group()) or ())
    return sorted(found)


@lru_cache(10_000)
def _batches(text: str) -> tuple[int, ...]:
    bare = _REMARK.sub("", "".join(plain(text).split())) if len(text) <= LONGEST else ""
    if bare in _listed().all:
        raise LoadError("cells.all_batches", value=shown(text))
    found = [1] if bare in _listed().first else _listed_in(bare)
    if found is None:
        raise LoadError("cells.not_a_batch", value=shown(text), last=LAST)
    return tuple(found)


def _listed_in(text: str) -> list[int] | None:
    """The numbers of a list such as 第十六、十七批, in order; None where a part of it is none."""
    found: set[int] = set()
    for piece in re.split(_BETWEEN, text):
        numbers = [_number(each) for each in re.split(_RANGE, piece)]
        known = [each for each in numbers if each is not None]
        if len(known) < len(numbers) or len(known) > 2 or known != sorted(set(known)):
            return None
        found.update(range(known[0], known[-1] + 1))
    return sorted(found)


def _number(text: str) -> int | None:
    bare = _behind().sub("", text).removeprefix("第")
    if not re.fullmatch(_NUMBER, bare):
        return None
    try:
        found = number(bare.split(".")[0])
    except LoadError:
        return None
    return found if 0 < found <= LAST else None

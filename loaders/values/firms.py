"""Names of firms: one form for spellings that differ in typography only, and the parts they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from graph.folding import fold
from loaders.values.blanks import plain, said
from loaders.values.divided import divided, full_name
from loaders.values.gazetteer import divisions
from loaders.values.levels import descends
from loaders.values.words import WordList, any_of, read

_SIGNIFICANT = re.compile(r"((?<=\d)[^\w\s](?=\d)|[+&#@%*、/])")
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_LONGEST = 100
_LONGEST_PLACE = 12
_SHORTEST_CORE = 2


class _Firms(WordList):
    forms: list[str]
    branches: list[str]
    trades: list[str]
    variants: dict[str, str]
    national: list[str]
    unbracketed: list[str]


class _Patterns(NamedTuple):
    firm: re.Pattern[str]
    parent: re.Pattern[str]
    trade: re.Pattern[str]
    only_trade: re.Pattern[str]
    branch: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FirmName:
    """The parts of a firm's name as written, "" for a part it does not have; `place` in full names (江苏 → 江苏省).

    A branch is behind the legal form of its firm (江苏分公司, 研究院); `parent` is the group that stands before the
    name of a subsidiary (样例农业集团 in 样例农业集团样例种业有限公司).
    """

    place: str
    core: str
    trade: str
    form: str
    branch: str
    parent: str


@cache
def _listed() -> _Firms:
    return read(_Firms, "firms.yaml")


@cache
def _variants() -> dict[int, str]:
    return str.maketrans(_listed().variants)


@cache
def _patterns() -> _Patterns:
    listed = _listed()
    forms, branches, trades = any_of(listed.forms), any_of(listed.branches), any_of(listed.trades)
    return _Patterns(
        firm=re.compile(rf"(?P<head>.+?)(?P<form>{forms})(?P<branch>(?:.{{0,30}}{branches})?)"),
        parent=re.compile(r"(?P<parent>.{3,}(?:集团|公司))(?P<own>.{2,})"),
        trade=re.compile(rf"(?P<core>.{{{_SHORTEST_CORE},}}?)(?P<trade>{trades}*)"),
        only_trade=re.compile(f"{trades}*"),
        branch=re.compile(f".*{branches}"),
    )


@lru_cache(50_000)
def spelling(name: str) -> str:
    """What spellings that surely are one name have in common: width, blanks, brackets and traditional characters aside.

    Nothing is left out or put in: 样例光电科技公司 and 样例光电科技有限公司 differ. Marks that carry meaning stay:
    those between digits (3.5), and + & # @ % * 、 /.
    """
    pieces = _SIGNIFICANT.split(plain(name).translate(_variants()))
    return "".join(piece if at % 2 else fold(piece) for at, piece in enumerate(pieces))


@lru_cache(50_000)
def parts(name: str) -> FirmName:
    """The parts of a firm's name. What no part is known of is all core."""
    bare, inside, branch = _without_brackets("".join(plain(said(name)[:_LONGEST]).translate(_variants()).split()))
    match = _patterns().firm.fullmatch(bare)
    head, form = (match["head"], match["form"]) if match else (bare, "")
    group = _patterns().parent.fullmatch(head)
    parent, own = (group["parent"], group["own"]) if group else ("", head)
    place, rest = _place(own)
    trade = _patterns().trade.fullmatch(rest)
    return FirmName(
        place=place + inside,
        core=trade["core"] if trade else rest,
        trade=trade["trade"] if trade else "",
        form=form,
        branch=(match["branch"] if match else "") + branch,
        parent=parent,
    )


def _without_brackets(name: str) -> tuple[str, str, str]:
    """The name without brackets, and the place and the branch that stood in them; remarks are left out."""
    place = branch = ""
    for content in _BRACKET.findall(name):
        if content in _listed().unbracketed:
            name = name.replace(f"({content})", content)
        elif found := divided(content):
            place += "".join(found)
        elif _patterns().branch.fullmatch(content):
            branch += content
    return _BRACKET.sub("", name) or name, place, branch


def _place(own: str) -> tuple[str, str]:
    """The places that a name begins with, in full, and the rest of it, which is never only a trade."""
    found: list[str] = []
    rest = own
    while begin := _beginning(rest, found):
        found.append(begin[1])
        rest = rest[len(begin[0]) :]
    return "".join(found), rest


def _beginning(text: str, before: list[str]) -> tuple[str, str] | None:
    """The longest place within the ones before that the text begins with, as written and in full."""
    for end in range(min(_LONGEST_PLACE, len(text) - _SHORTEST_CORE), 1, -1):
        begin = text[:end]
        full = begin if begin in divisions() or begin in _listed().national else full_name(begin)
        if full is not None and descends([*before, full]) and not _patterns().only_trade.fullmatch(text[end:]):
            return begin, full
    return None

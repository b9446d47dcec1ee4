"""The words of money, and one quantity of it: 50万, 1亿2000万, 伍拾万元, 50余万."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from graph.errors import LoadError
from loaders.values.blanks import plain
from loaders.values.numerals import CHINESE, number
from loaders.values.words import WordList, any_of, read

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SCALE = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LONGEST_NUMBER = 20


class MoneyWords(WordList):
    """The words of amounts.yaml."""

    open: list[str]
    units: dict[str, int]
    yuan: list[str]
    foreign: list[str]
    labels: list[str]
    about_before: list[str]
    about_behind: list[str]
    at_least_before: list[str]
    at_least_behind: list[str]
    at_most_before: list[str]
    at_most_behind: list[str]


class Patterns(NamedTuple):
    """The patterns of amounts.yaml; texts they are for are `plain` and without blanks."""

    labels: re.Pattern[str]
    most: re.Pattern[str]
    least: re.Pattern[str]
    about: re.Pattern[str]
    quantity: re.Pattern[str]
    unit: re.Pattern[str]
    header: re.Pattern[str]
    foreign: re.Pattern[str]


class Quantity(NamedTuple):
    """A number with what it counts."""

    value: Decimal
    """In yuan where `absolute`, else in the unit of the column."""
    scaled: bool
    """It says 万 or 亿."""
    stated: bool
    """It says 元."""
    more: bool
    """50余万: at least that."""

    @property
    def absolute(self) -> bool:
        """Whether it says its unit itself."""
        return self.scaled or self.stated

    def yuan(self, unit: Decimal | None) -> Decimal | None:
        """How many yuan it is in a column whose unit is `unit` yuan; None where that is not Chinese money."""
        if self.stated:
            return self.value
        if unit is None:
            return None
        return self.value if self.scaled else self.value * unit


@cache
def money_words() -> MoneyWords:
    """The words of amounts.yaml, read once."""
    return read(MoneyWords, "amounts.yaml")


@cache
def patterns() -> Patterns:
    """The patterns of amounts.yaml, made once."""
    listed = money_words()
    yuan, foreign = any_of(listed.yuan), any_of(map(plain, listed.foreign))
    scale = "[百千]?[万亿]|[百千]"
    unit = rf"(?:{scale})?(?:{foreign}|{yuan})"
    number = rf"(?P<number>{_DIGITS}|[{CHINESE}0-9.]+?)"
    bare_header = rf"[(/:]((?:{unit}|[万亿])(?:/[^),;]+)?)(?=$|[),;])"
    return Patterns(
        labels=re.compile(rf"^{any_of(map(plain, listed.labels))}+"),
        most=_around(listed.at_most_before, listed.at_most_behind),
        least=_around(listed.at_least_before, listed.at_least_behind),
        about=_around(listed.about_before, listed.about_behind),
        quantity=re.compile(rf"{number}(?P<more>[余多])?(?P<scale>{scale})?(?P<yuan>{yuan})?整?"),
        unit=re.compile(unit),
        header=re.compile(rf"{bare_header}|([百千]?[万亿]元|千元|[百千]?[万亿]?{foreign})$"),
        foreign=re.compile(foreign, re.IGNORECASE),
    )


def _around(before: list[str], behind: list[str]) -> re.Pattern[str]:
    return re.compile(rf"^{any_of(map(plain, before))}|{any_of(map(plain, behind))}$")


def quantity(text: str) -> Quantity | None:
    """The quantity that a text is; None for what is none, and for 3千 without 元: of yuan, or of the column's unit?"""
    match = patterns().quantity.fullmatch(text)
    if match is None or len(match["number"]) > _LONGEST_NUMBER:
        return None
    written, scale, stated = match["number"], match["scale"] or "", match["yuan"] is not None
    scaled = not set(written + scale).isdisjoint("万亿")
    if scale and not scaled and not stated:
        return None
    try:
        value = _value(written, scale)
    except LoadError:
        return None
    return Quantity(value, scaled, stated, match["more"] is not None)


def _value(written: str, scale: str) -> Decimal:
    if not re.fullmatch(_DIGITS, written):
        return Decimal(number(written + scale))
    value = Decimal(written.replace(",", ""))
    for each in scale:
        value *= _SCALE[each]
    return value


def unit_behind(text: str) -> str:
    """What a quantity says behind its number, 元 at least; "" for what is no quantity."""
    match = patterns().quantity.fullmatch(text)
    return f"{match['scale'] or ''}{match['yuan'] or '元'}" if match else ""


def yuan_of(unit: str) -> Decimal | None:
    """How many yuan a unit of a column is; None where it is not Chinese money."""
    known = money_words().units.get(unit)
    return None if known is None else Decimal(known)

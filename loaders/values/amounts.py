"""Sums of money in 万元: what a cell states, between which bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from graph.errors import LoadError
from loaders.values.blanks import plain, said
from loaders.values.money import money_words, patterns, quantity, unit_behind, yuan_of
from loaders.values.numerals import CHINESE
from loaders.values.words import LONGEST, Reason, shown

_DASHES = re.compile("[-‐‑‒–—―─~〜∼]+")
_BRACKET = re.compile(r"\(([^()]*)\)")
_NUMBERED = re.compile(f"[0-9{CHINESE}]")
_WAN = Decimal(10**4)


@dataclass(frozen=True, slots=True)
class Amount:
    """Between which bounds a sum lies, in 万元; one of them may be open (None), never both."""

    minimum: float | None
    maximum: float | None


def amount(text: str, unit: str = "万元") -> Amount | None:
    """The sum that a cell states; None where it is blank or open (面议); LoadError `cells.not_an_amount` for the rest.

    `unit` is that of the column: it counts where the cell names none. 约 keeps the number, 余 and 以上 leave the
    maximum open, 近 and 不超过 the minimum. No other currency is read.
    """
    tidy = said(text)
    return _amount(tidy, unit) if tidy else None


@lru_cache(20_000)
def _amount(text: str, unit: str) -> Amount | None:
    if len(text) > LONGEST:
        raise LoadError("cells.not_an_amount", value=shown(text), reason=Reason("cells.reason.too_long", most=LONGEST))
    bare = _DASHES.sub("-", "".join(plain(text).split()))
    if bare.strip("()") in money_words().open:
        return None
    if patterns().foreign.search(bare):
        raise LoadError("cells.not_an_amount", value=shown(text), reason=Reason("cells.reason.foreign_currency"))
    found = _bounds(_without_brackets(bare), yuan_of(unit))
    if found is None:
        known = yuan_of(unit) is not None
        reason = Reason("cells.reason.no_amount") if known else Reason("cells.reason.unit", unit=shown(unit))
        raise LoadError("cells.not_an_amount", value=shown(text), reason=reason)
    least, most = found
    if least is not None and most is not None and least > most:
        raise LoadError("cells.not_an_amount", value=shown(text), reason=Reason("cells.reason.backwards"))
    return Amount(_in_wan(least), _in_wan(most))


def _without_brackets(text: str) -> str:
    """Units in brackets stand without them, remarks without a number go, what holds one stays and is refused."""

    def inner(match: re.Match[str]) -> str:
        content = match.group(1)
        if patterns().unit.fullmatch(content):
            return content
        return match.group() if _NUMBERED.search(content) else ""

    return _BRACKET.sub(inner, text)


def _bounds(text: str, unit: Decimal | None) -> tuple[Decimal | None, Decimal | None] | None:
    """The least and the most in yuan; None where the text is no sum or its unit is not known."""
    bare, most = patterns().most.subn("", patterns().labels.sub("", text))
    bare, least = patterns().least.subn("", bare)
    bare = patterns().labels.sub("", patterns().about.sub("", bare))
    left, between, right = _parted(bare)
    if between:
        return None if most or least else _between(left, right, unit)
    found = quantity(left)
    value = found.yuan(unit) if found else None
    if found is None or value is None or (most and (least or found.more)):
        return None
    return None if most else value, None if least or found.more else value


def _parted(text: str) -> tuple[str, str, str]:
    match = re.search("[-至到]", text)
    return (text[: match.start()], match.group(), text[match.end() :]) if match else (text, "", "")


def _between(left: str, right: str, unit: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """50-80万: the unit behind the second counts for both; that of the first (50万-80) where it is the column's."""
    first, second = quantity(left), quantity(right)
    if first is None or second is None or first.more or second.more:
        return None
    if second.absolute and not first.absolute:
        first = quantity(left + unit_behind(right))
    elif first.absolute and not second.absolute and yuan_of(unit_behind(left)) != unit:
        return None
    values = [each.yuan(unit) if each else None for each in (first, second)]
    return None if values[0] is None or values[1] is None else (values[0], values[1])


def _in_wan(yuan: Decimal | None) -> float | None:
    if yuan is None:
        return None
    value = yuan / _WAN
    return int(value) if value == value.to_integral_value() else float(value)


def unit_of(header: str) -> str | None:
    """The unit that a column's header states (拟投入（万元） → 万元), None where it states none.

    One that is not Chinese money (万美元, 元/吨) comes as it is written: `amount` then refuses bare numbers.
    """
    match = patterns().header.search("".join(plain(header[:LONGEST]).split()))
    if match is None:
        return None
    found = match.group(1) or match.group(2)
    scale = re.match("[百千]?[万亿]?|[百千]", found)
    begin = scale.group() if scale else ""
    return f"{begin}元" if found[len(begin) :] in {"", *money_words().yuan} else found

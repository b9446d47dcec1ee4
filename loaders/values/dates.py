"""Dates as fine as the source and no finer, and terms: from when until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.errors import LoadError
from graph.values import PartialDate
from loaders.values.blanks import said
from loaders.values.points import point, serial
from loaders.values.words import LONGEST, Reason, any_of, shown
from loaders.values.written import date_words, normal

_LOST_ZERO = re.compile(r"[0-9]{4}\.1")
_DOUBTS = {
    "cells.reason.era": re.compile(r"元年|民国|昭和|平成|令和"),
    "cells.reason.before_or_after": re.compile(r"[年月日号0-9初底末中](?:以|之)?[前后]$"),
    "cells.reason.day_first": re.compile(r"^[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4}$"),
    "cells.reason.two_digit_year": re.compile(r"(?<![0-9])[0-9]{2}(?:年|[-./][0-9]{1,2}[-./][0-9]{1,2}$)"),
    "cells.reason.no_year": re.compile(r"(?<![0-9年])[0-9]{1,2}月|^[0-9]{1,2}[-./][0-9]{1,2}$"),
    "cells.reason.no_date_number": re.compile(r"^-?[0-9]+(?:\.[0-9]+)?$"),
}
_JOIN = re.compile("[-至到]+")
_REST = re.compile(r"(?:(?P<month>[0-9]{1,2})月)?(?:(?P<day>[0-9]{1,2})[日号])?")
_MONTH = re.compile(r"[0-9]{4}年[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Term:
    """From when until when, both as fine as the source; `open`: the source says that it has not ended."""

    since: str | None = None
    until: str | None = None
    open: bool = False


def date(text: str) -> str | None:
    """`2019`, `2019-08` or `2019-08-15`; None for a blank; LoadError `cells.not_a_date` says why in doubt.

    A date that is only about right (左右) comes one step coarser, never finer than the source. A timestamp with an
    offset is the day in Beijing. Refused are two-digit years that may be of two centuries (19年8月), 2019.1 (a number
    2019.10 loses its zero), years before 1900 or more than 20 ahead, and whole numbers that no date since 1950 has as
    its serial number in a spreadsheet.
    """
    tidy = said(text)
    return _date(tidy) if tidy else None


@lru_cache(50_000)
def _date(text: str) -> str:
    written = _normal(text)
    if _LOST_ZERO.fullmatch(written):
        raise LoadError("cells.not_a_date", value=shown(text), reason=Reason("cells.reason.lost_zero"))
    found = point(written, text) or serial(written)
    if found is None:
        raise LoadError("cells.not_a_date", value=shown(text), reason=_doubt(written, text))
    return found


def _normal(text: str) -> str:
    if len(text) > LONGEST:
        raise LoadError("cells.not_a_date", value=shown(text), reason=Reason("cells.reason.too_long", most=LONGEST))
    return normal(text)


def _doubt(written: str, text: str) -> Reason:
    if _term_of(written, text) is not None:
        return Reason("cells.reason.a_term")
    return Reason(next((code for code, pattern in _DOUBTS.items() if pattern.search(written)), "cells.reason.no_date"))


def term(text: str) -> Term | None:
    """The term that a cell names; None for a blank; LoadError where a date is in doubt or the end before the begin.

    One date is a begin, except behind 截至 or before 止. `2019-08` is a month, `2019-2021` two years; `2019-21` is
    refused as a month that does not exist, because its like (2010-12) reads as one.
    """
    tidy = said(text)
    return _term(tidy) if tidy else None


@lru_cache(50_000)
def _term(text: str) -> Term:
    written = _normal(text)
    found = _term_of(written, text)
    if found is None:
        begin = _date(text)
        return Term(until=begin) if written.endswith("止") else Term(since=begin)
    if found.since and found.until:
        since, until = PartialDate.parse(found.since), PartialDate.parse(found.until)
        if until.latest < since.earliest:
            raise LoadError("cells.ends_before_begin", value=shown(text), since=found.since, until=found.until)
    return found


def _term_of(written: str, text: str) -> Term | None:
    """The term behind a normal text that says more than one date; None where it does not."""
    if written in date_words().ongoing:
        return Term(open=True)
    until = _until().match(written)
    if until and (alone := point(written[until.end() :], text)):
        return Term(until=alone)
    if point(written, text):
        return None
    return next(filter(None, (_joined(*halves, text) for halves in _halves(written))), None)


@cache
def _until() -> re.Pattern[str]:
    return re.compile(f"-|{any_of(date_words().until)}")


def _halves(written: str) -> Iterator[tuple[str, str]]:
    for match in _JOIN.finditer(written):
        left, right = written[: match.start()], written[match.end() :]
        yield (f"{left}月" if _MONTH.fullmatch(left) and right.endswith("月") else left), right


def _joined(left: str, right: str, text: str) -> Term | None:
    """The term from `left` to `right`, which may leave out the year or the month that it shares; None for no term."""
    ongoing = not right or right in date_words().ongoing
    if not (ongoing or re.match("[0-9]", right)):
        return None
    since = point(left, text)
    if since is None:
        return None
    if ongoing:
        return Term(since=since, open=True)
    until = point(right, text)
    if until is None and (rest := _REST.fullmatch(right)):
        shared = since[: len("2019")] if rest["month"] else since[: len("2019-08")]
        month, number = rest["month"] or shared[5:], rest["day"]
        if len(since) >= len("2019-08") and (number is None or len(since) == len("2019-08-15")):
            until = point(f"{shared[:4]}年{month}月{number or ''}", text)
    return Term(since=since, until=until) if until else None

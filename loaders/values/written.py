"""Dates as offices write them, brought to one spelling: digits, one kind of dash, nothing about hours and weekdays."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from loaders.values.blanks import plain
from loaders.values.numerals import CHINESE, number
from loaders.values.words import WordList, any_of, read

_BEIJING = timezone(timedelta(hours=8))
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.]\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})", re.ASCII)
_DASHES = re.compile("[-‐‑‒–—―─~〜∼]+")
_WEEKDAY = re.compile(r"\s*\(?(?:星期|周|礼拜)[一二三四五六日天1-7]\)?")
_DURATION = re.compile(rf"\((?:共|合计|为期)?[0-9{CHINESE}.]+(?:年|个月|月)半?\)")
_BLANK = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_YEAR = rf"(?<![{CHINESE}0-9])(?=0*[{CHINESE}])[〇零○◯一二三四五六七八九0]{{4}}(?![{CHINESE}0-9])"
_NUMERALS = re.compile(rf"[{CHINESE}]+(?=[年月日号])|{_YEAR}")


class DateWords(WordList):
    """The words of dates.yaml."""

    ongoing: list[str]
    since: list[str]
    until: list[str]
    before: list[str]
    behind: list[str]
    about_before: list[str]
    about_behind: list[str]
    parts: list[str]
    hours: list[str]


class Around(NamedTuple):
    """What may stand around a date, as patterns."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    about: re.Pattern[str]
    hour: re.Pattern[str]


@cache
def date_words() -> DateWords:
    """The words of dates.yaml, read once."""
    return read(DateWords, "dates.yaml")


@cache
def _around() -> Around:
    listed = date_words()
    about_before, about_behind = any_of(listed.about_before), any_of(listed.about_behind)
    clock = r"[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?|[0-9]{1,2}[时点](?:[0-9]{1,2}分?)?整?"
    hour = any_of(listed.hours)
    return Around(
        before=re.compile(rf"^(?:{any_of([*listed.before, *listed.since])})+|^{about_before}(?=.)"),
        behind=re.compile(rf"(?:{any_of(listed.behind)})+$|(?<=[年月0-9度份]){any_of(listed.parts)}$"),
        about=re.compile(rf"^(?:{any_of(listed.before)})*{about_before}|{about_behind}$"),
        hour=re.compile(rf"(?<=[0-9日号])(?:[T ]|{hour}|(?<=[日号]))(?:{hour})?\s*(?:{clock})?$", re.IGNORECASE),
    )


def normal(text: str) -> str:
    """The text in digits and plain marks: ２０１９年８月, 二〇一九年八月, 2019 年 8 月 → 2019年8月."""
    text = plain(text)
    if _STAMP.fullmatch(text):
        try:
            return datetime.fromisoformat(text).astimezone(_BEIJING).date().isoformat()
        except (ValueError, OverflowError):
            return text
    text = _DASHES.sub("-", _WEEKDAY.sub("", _DURATION.sub("", text)))
    text = _NUMERALS.sub(lambda match: str(number(match.group())), text.replace("·", ".").replace("。", "."))
    return _BLANK.sub("", text)


def bare(text: str) -> tuple[str, bool]:
    """A date without the words around it, and whether it is only about right; `text` is `normal`."""
    around = _around()
    text = around.hour.sub("", text, count=1)
    about = around.about.search(text) is not None
    if about:
        text = around.about.sub("", text)
    return around.behind.sub("", around.before.sub("", text, count=1), count=1), about

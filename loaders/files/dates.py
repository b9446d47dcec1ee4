"""Date cells of sheets: as fine as the cell's number format shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from loaders.files.cells import number_text

# ECMA-376 part 1, 18.8.30: the formats that files name by number only, 27 to 58 as Chinese Excel and WPS have them.
BUILT_IN = {
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    **dict.fromkeys((18, 20, 32, 34, 55), "h:mm"),
    **dict.fromkeys((19, 21, 33, 35, 56), "h:mm:ss"),
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)
_LETTERS = re.compile(r"y+|e(?![+-])|m+|d+|h+|s+")
_YEAR, _MONTH, _DAY = len("2019"), len("2019-08"), len("2019-08-15")

_FIRST_TRUE_DAY = 61
_FALSE_DAY = 60
"""29 February 1900, which Excel believes in; days before it are counted from a day later."""
_DAYS_1900 = 2_958_466
_DAYS_1904 = 2_957_004
"""Serials from which on it is no longer a day of a year with four digits."""
_DAY_MILLISECONDS = 86_400_000


class Shown(NamedTuple):
    """What a date format shows: `length` characters of the ISO date (0: no date), and whether the time of the day."""

    length: int
    time: bool


@lru_cache(maxsize=10_000)
def shown(number_format: str) -> Shown | None:
    """What the format shows of a date; None where it is no date format."""
    positive = number_format.split(";")[0]
    if _ELAPSED.search(positive) or _GENERAL.search(positive):
        return None
    letters = _LETTERS.findall(_NOT_SHOWN.sub("", positive).lower())
    kinds = {_kind(letters, position) for position in range(len(letters))}
    if not kinds or kinds == {"e"}:
        return None
    time = bool(kinds & {"h", "s", "minute"})
    if "d" in kinds or (kinds & {"m"} and not kinds & {"y", "e"}):
        return Shown(_DAY, time)
    if "m" in kinds:
        return Shown(_MONTH, time)
    return Shown(_YEAR if kinds & {"y", "e"} else 0, time)


def _kind(letters: list[str], position: int) -> str:
    """The letter; `minute` for an m after hours or before seconds."""
    letter = letters[position][0]
    before = letters[position - 1][0] if position else ""
    after = letters[position + 1][0] if position + 1 < len(letters) else ""
    return "minute" if letter == "m" and (before == "h" or after == "s") else letter


def serial_text(serial: float, number_format: str, from_1904: bool = False) -> str:
    """A number cell as its format shows it: an ISO date, or the bare number where that is no date.

    So is the number of a day that there is none of (0, -1, 60, after 9999), for a later reader to refuse.
    """
    form = shown(number_format)
    if form is None:
        return number_text(serial)
    if 0 <= serial < 1 and form == Shown(0, True):
        return (datetime.min + _since_midnight(serial)).time().isoformat("seconds")
    moment = _moment(serial, from_1904)
    return number_text(serial) if moment is None else moment_text(moment, form)


def moment_text(moment: date | datetime, form: Shown) -> str:
    """A day, with its time where the format shows one."""
    if isinstance(moment, datetime) and form.time:
        return moment.isoformat(" ", "seconds")
    return moment.isoformat()[: form.length or _DAY]


def displayed_text(iso: str, displayed: str) -> str:
    """An ISO date or moment as fine as the text beside it shows it: 2019-08-01 beside 2019年8月 is 2019-08.

    ValueError where it is no ISO date of a year with four digits.
    """
    moment = datetime.fromisoformat(iso)
    return moment_text(moment, Shown(_displayed_length(moment, displayed), bool(re.search("[:：时点]", displayed))))


def _displayed_length(moment: datetime, displayed: str) -> int:
    if "年" in displayed:
        return _DAY if "日" in displayed else _MONTH if "月" in displayed else _YEAR
    numbers = [int(number) for number in re.findall("[0-9]+", displayed)]
    years = (moment.year, moment.year % 100)
    if len(numbers) == 1 and numbers[0] in years:
        return _MONTH if re.search("[A-Za-z月]", displayed) else _YEAR
    shows_month = any(numbers == [year, moment.month] for year in years) or numbers == [moment.month, moment.year]
    return _MONTH if shows_month else _DAY


def _moment(serial: float, from_1904: bool) -> datetime | None:
    try:
        if from_1904:
            return datetime(1904, 1, 1) + _days(serial) if 0 <= serial < _DAYS_1904 else None
        if _FIRST_TRUE_DAY <= serial < _DAYS_1900:
            return datetime(1899, 12, 30) + _days(serial)
        return datetime(1899, 12, 31) + _days(serial) if 1 <= serial < _FALSE_DAY else None
    except OverflowError:  # the last instant of the year 9999
        return None


def _days(serial: float) -> timedelta:
    return timedelta(days=int(serial)) + _since_midnight(serial - int(serial))


def _since_midnight(fraction: float) -> timedelta:
    return timedelta(milliseconds=round(fraction * _DAY_MILLISECONDS))  # as a float it is never quite a second

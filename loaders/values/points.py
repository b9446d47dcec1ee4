"""One date, as fine as it is written: which shapes are read, and which days are believed."""

from __future__ import annotations

import calendar
import re
from datetime import date as day
from datetime import timedelta

from graph.errors import LoadError
from loaders.values.words import Reason, shown
from loaders.values.written import bare

FIRST_YEAR = 1900
YEARS_AHEAD = 20
_FIRST_SERIAL, _SERIAL_ZERO = 1950, day(1899, 12, 30)
_SHAPES = [
    re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})年度?(?:(?P<month>[0-9]{1,2})月份?(?:(?P<day>[0-9]{1,2})[日号]?)?)?"),
    re.compile(r"(?P<year>[0-9]{4})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?:(?P=mark)(?P<day>[0-9]{1,2})[日号]?|月份?)?"),
    re.compile(r"(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<year>(?:19[5-9]|20[0-9])[0-9])(?P<month>[0-9]{2})"),
]
_WHOLE = re.compile(r"^([0-9]{4,8})\.0+$")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")


def point(written: str, text: str) -> str | None:
    """The date behind `written`, which is `normal`; None where it has no shape of a date.

    LoadError `cells.not_a_date`, with `text` as its value, where it has the shape but is no day that is believed.
    """
    core, about = bare(_WHOLE.sub(r"\1", written))
    match = next((match for match in (shape.fullmatch(core) for shape in _SHAPES) if match), None)
    if match is None:
        return None
    parts = match.groupdict()
    month, number = (int(parts[name]) if parts.get(name) else None for name in ("month", "day"))
    found = _checked(_year(parts["year"], text), month, number, text)
    return found[: max(len("2019"), len(found) - len("-08"))] if about else found


def serial(written: str) -> str | None:
    """The day of a spreadsheet's serial number, from 1950 on; None where it is none."""
    match = _SERIAL.fullmatch(written)
    if match is None:
        return None
    found = _SERIAL_ZERO + timedelta(days=int(match.group(1)))
    return found.isoformat() if _FIRST_SERIAL <= found.year <= last_year() else None


def last_year() -> int:
    """The last year that is believed."""
    return day.today().year + YEARS_AHEAD


def _year(digits: str, text: str) -> int:
    """Two digits are read where only one century is possible."""
    year = int(digits)
    if len(digits) == len("2019"):
        return year
    if year <= last_year() % 100:
        raise LoadError("cells.not_a_date", value=shown(text), reason=Reason("cells.reason.two_digit_year"))
    return FIRST_YEAR + year


def _checked(year: int, month: int | None, number: int | None, text: str) -> str:
    """The ISO text of a day that exists, in the years that are believed."""
    last = last_year()
    if not FIRST_YEAR <= year <= last:
        reason = Reason("cells.reason.year", first=FIRST_YEAR, last=last)
        raise LoadError("cells.not_a_date", value=shown(text), reason=reason)
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12 or (number is not None and not 1 <= number <= calendar.monthrange(year, month)[1]):
        raise LoadError("cells.not_a_date", value=shown(text), reason=Reason("cells.reason.no_such_day"))
    return f"{year:04}-{month:02}" + (f"-{number:02}" if number is not None else "")

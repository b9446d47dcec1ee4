"""Values as the graph stores them: dates as fine as known, cleaned text, numbers, choices."""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from graph.errors import SchemaError

ValueType = Literal["text", "integer", "number", "boolean", "date", "choice", "url"]
Scalar: TypeAlias = str | int | float | bool
Holds = Literal["yes", "possibly", "no", "undated"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day, as fine as the source says, and the days it may be.

    `2019` is 2019-01-01 … 2019-12-31 and is never padded to one of them. Dates sort by their text: by time, the
    coarser before the finer.
    """

    text: str
    earliest: date
    latest: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; SchemaError for anything else, a 30 February included."""
        return _parsed(text)

    @property
    def fineness(self) -> Literal["year", "month", "day"]:
        """How fine the date is known."""
        if len(self.text) == len("2019"):
            return "year"
        return "month" if len(self.text) == len("2019-08") else "day"

    def covers(self, other: PartialDate) -> bool:
        """True where `other` is the same date, known as finely or finer: 2019 covers 2019-08."""
        return self.earliest <= other.earliest and other.latest <= self.latest


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> PartialDate:
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise SchemaError("values.partial_date", value=text)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        earliest = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise SchemaError("values.partial_date", value=text) from None
    if day:
        return PartialDate(match.group(), earliest, earliest)
    last_month = month or 12
    last_day = calendar.monthrange(earliest.year, last_month)[1]
    return PartialDate(match.group(), earliest, date(earliest.year, last_month, last_day))


def holds(
    since: str | None, until: str | None, observed_first: str | None, observed: str | None, as_of: str | PartialDate
) -> Holds:
    """Whether a fact held at `as_of`, from what is known of when it began, ended and was seen.

    A fact is taken to hold without a break. "yes": whatever the exact days behind coarse dates, it had begun and had
    not ended; "no": it had certainly not begun, or had certainly ended; "possibly": neither is certain, as for
    every day after it was last seen; "undated": no date at all is known.
    """
    began = PartialDate.parse(since) if since else None
    ended = PartialDate.parse(until) if until else None
    seen = [PartialDate.parse(text) for text in (observed_first, observed) if text]
    known = [each for each in (began, ended, *seen) if each is not None]
    if not known:
        return "undated"
    asked = as_of if isinstance(as_of, PartialDate) else PartialDate.parse(as_of)
    if (began and asked.latest < began.earliest) or (ended and asked.earliest > ended.latest):
        return "no"
    surely_from = min(each.latest for each in known)
    surely_to = max(each.earliest for each in known)
    return "yes" if asked.earliest <= surely_to and asked.latest >= surely_from else "possibly"


def clean(name: str, kind: ValueType, value: object, choices: Mapping[str, object] | None = None) -> Scalar | None:
    """`value` as the graph stores it; None where nothing is left of it; SchemaError naming property and value."""
    if isinstance(value, str):
        value = clean_text(value)
    if value is None or value == "":
        return None
    if kind == "choice":
        return _choice(name, value, choices or {})
    cleaned = _CLEANERS[kind](value)
    if cleaned is None:
        raise SchemaError(f"values.{kind}", property=name, value=value)
    return cleaned


def clean_text(text: str) -> str:
    """NFC, single blanks, no blank at an end of a line, nothing invisible; line breaks stay."""
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return " ".join(text.split())
    lines = (" ".join("".join(filter(_visible, line)).split()) for line in text.splitlines())
    return "\n".join(lines).strip()


def _visible(character: str) -> bool:
    return character.isprintable() or character.isspace()


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _integer(value: object) -> int | None:
    number = _number(value)
    if number is None or number != int(number):
        return None
    return int(number) if -(2**63) <= number < 2**63 else None


def _number(value: object) -> int | float | None:
    if isinstance(value, str):
        if re.fullmatch(r"[+-]?\d{1,18}", value, re.ASCII):
            return int(value)
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", value, re.ASCII):
            return None
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) else None


_TRUTH = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}


def _boolean(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return _TRUTH.get(value.lower()) if isinstance(value, str) else None


def _date(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        return None
    try:
        return PartialDate.parse(value).text
    except SchemaError:
        return None


def _url(value: object) -> str | None:
    if not isinstance(value, str) or re.search(r"\s", value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in {"http", "https"} and parts.hostname and not parts.username else None


def _choice(name: str, value: object, choices: Mapping[str, object]) -> str:
    if isinstance(value, str) and value in choices:
        return value
    raise SchemaError("values.choice", property=name, label=name, value=value, allowed=" · ".join(choices))


_CLEANERS: dict[ValueType, Callable[[object], Scalar | None]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "url": _url,
}

"""Dates in words: since, until and observed are three different things and never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from explorer.i18n import Words
from graph.values import Holds, holds

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment_text(iso: str) -> str:
    """A moment of the ledger by this machine's clock, to the minute; read the same in both languages."""
    return datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True)
class DateWord:
    """One thing said about time, and which of the three it is."""

    kind: str
    text: str


def date_text(words: Words, iso: str) -> str:
    """`2019`, `2019-08` or `2019-08-12` as a person writes it, as fine as it is known."""
    parts = [int(part) for part in iso.split("-")]
    if words.language == "zh":
        return " ".join(f"{part} {unit}" for part, unit in zip(parts, "年月日", strict=False))
    if len(parts) == 1:
        return str(parts[0])
    return " ".join([*(str(part) for part in parts[2:]), MONTHS[parts[1] - 1], str(parts[0])])


def date_words(words: Words, properties: Mapping[str, object]) -> list[DateWord]:
    """What is known of when a tie began, ended and was reported; one entry "undated" where nothing is."""
    known = [
        DateWord(kind, words(f"date.{kind}", date=date_text(words, str(properties[kind]))))
        for kind in ("since", "until")
        if properties.get(kind)
    ]
    known.extend(_observed(words, properties))
    if not known:
        return [DateWord("undated", words("date.undated"))]
    if properties.get("basis") == "推算":
        known.append(DateWord("computed", words("date.computed")))
    return known


def _observed(words: Words, properties: Mapping[str, object]) -> list[DateWord]:
    first, last = properties.get("observed_first"), properties.get("observed")
    if not last:
        return []
    last_text = date_text(words, str(last))
    if first and first != last:
        text = words("date.observed_between", first=date_text(words, str(first)), last=last_text)
    else:
        text = words("date.observed", date=last_text)
    return [DateWord("observed", text)]


def certainty(properties: Mapping[str, object], as_of: str | None) -> Holds:
    """Whether a tie held at `as_of`; without a date to ask for, "yes" or "undated"."""
    since, until, first, last = (
        str(properties[name]) if properties.get(name) else None
        for name in ("since", "until", "observed_first", "observed")
    )
    if as_of is None:
        return "yes" if since or until or first or last else "undated"
    return holds(since, until, first, last, as_of)

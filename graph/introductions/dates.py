"""When evidence held: what is known of beginning, end and last sighting, and what that means on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.values import PartialDate

YEAR = 365.25
INFERRED = "推算"
"""The basis of a date that was worked out from a batch and is no report's."""

State = Literal["open", "over", "not_yet"]
Begun = Literal["yes", "possibly", "no", "undated"]


@dataclass(frozen=True, slots=True)
class Span:
    """Dates as sources give them; `inferred` where beginning or end were worked out from a batch."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    observed: PartialDate | None = None
    inferred: bool = False

    @classmethod
    def of(cls, properties: Mapping[str, object], since: str = "since", until: str = "until") -> Span:
        """The dates among properties; a thing calls them `start` and `end`, a relationship `since` and `until`."""
        bases = [properties.get(name) for name in ("basis", f"{since}_basis", f"{until}_basis")]
        began, ended, observed = (_read(properties.get(name)) for name in (since, until, "observed"))
        return cls(began, ended, observed, INFERRED in bases)

    def state(self, day: PartialDate) -> State:
        """Whether it is certainly over, or certainly had not begun, on that day; anything else is open."""
        if self.since and self.since.earliest > day.latest:
            return "not_yet"
        return "over" if self.until and self.until.latest < day.earliest else "open"

    def begun(self, day: PartialDate) -> Begun:
        """Whether it had begun by that day: what brought two together does so for good, though its strength fades."""
        known = [each for each in (self.since, self.observed, self.until) if each]
        if not known:
            return "undated"
        if self.state(day) == "not_yet":
            return "no"
        return "yes" if any(each.latest <= day.latest for each in known) else "possibly"

    def age(self, day: PartialDate, undated: float) -> float:
        """Years from when it was last true or last seen to that day; `undated` where no date is known."""
        last = self.last()
        return undated if last is None else max(0.0, (day.latest - last.latest).days / YEAR)

    def last(self) -> PartialDate | None:
        """When it was last true or last seen; None where no date is known."""
        seen = (each for each in (self.since, self.observed) if each)
        return self.until or max(seen, key=lambda each: each.latest, default=None)

    def months(self) -> float | None:
        """How long it lasted, at most; None where beginning or end are unknown."""
        if self.since is None or self.until is None:
            return None
        return max(0.0, (self.until.earliest - self.since.earliest).days / YEAR * 12)


def common(spans: Iterable[Span], frame: Span = Span()) -> Span | None:
    """The time that several share; `frame` says what is known of the whole. None where they certainly share none."""
    each = list(spans)
    since = max((span.since for span in each if span.since), key=lambda day: day.earliest, default=frame.since)
    until = min((span.until for span in each if span.until), key=lambda day: day.latest, default=frame.until)
    if since and until and until.latest < since.earliest:
        return None
    seen = [span.observed for span in each if span.observed]
    observed = min(seen, key=lambda day: day.latest, default=frame.observed)
    framed = (since is not None and since is frame.since) or (until is not None and until is frame.until)
    return Span(since, until, observed, any(span.inferred for span in each) or (framed and frame.inferred))


def today() -> PartialDate:
    """The day from which ages are counted where no date is asked for."""
    return PartialDate.parse(date.today().isoformat())


def _read(value: object) -> PartialDate | None:
    return PartialDate.parse(value) if isinstance(value, str) and value else None

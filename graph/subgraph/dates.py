"""The day asked for, as conditions in the graph: what certainly did not hold is hidden, what has no date is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.values import Holds, PartialDate, holds

HELD = (
    "coalesce(r.since, '') <= $latest AND"
    " (coalesce(r.until, '~') >= $earliest OR r.until = $earliest_month OR r.until = $earliest_year)"
)
"""False where the relationship r certainly did not hold on the day: it began later or had ended.

Dates are text as fine as known: `2019` sorts before every day of that year, as its first day would; what ended in the
month or the year of the day may have ended after it. The same relationships for which `graph.values.holds` gives "no".
"""

UNDATED = "(coalesce(r.since, r.until, r.observed_first, r.observed) IS NULL)"
"""True where nothing is known of when."""


def condition(as_of: str | None) -> str:
    """What keeps the relationships to be shown."""
    return "true" if as_of is None else HELD


def parameters(as_of: str | None) -> dict[str, str]:
    """The parameters of the condition."""
    if as_of is None:
        return {}
    day = PartialDate.parse(as_of)
    earliest, latest = day.earliest.isoformat(), day.latest.isoformat()
    month, year = earliest[: len("2019-08")], earliest[: len("2019")]
    return {"earliest": earliest, "earliest_month": month, "earliest_year": year, "latest": latest}


def state(properties: Mapping[str, Any], as_of: str | None) -> Holds | None:
    """Whether a relationship held on the day, None where none was asked for."""
    if as_of is None:
        return None
    since, until = properties.get("since"), properties.get("until")
    return holds(since, until, properties.get("observed_first"), properties.get("observed"), as_of)

"""Activity: who is on file in many things brings others together more often than who is in few.

Of a tie counts `p · √(share of the one · share of the other)`, so that whoever stands between two ends counts once, and
the ends the same on every route. How strong a tie is called does not depend on it. The share is n / (n + half), n being
the relationships of the types that ties rest on which may have begun by the day; `half` stands in `evidence.yaml`, and
docs/introductions.md says from what it was fitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from graph.introductions.rules import Rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Numbers = TypeVar("Numbers", float, "NDArray[np.float64]")

UNKNOWN = 0
"""The day of a date that nobody knows, as an ordinal: it may have been any day."""


class Begun(NamedTuple):
    """Of an actor, how many relationships may have begun on a day (an ordinal, or `UNKNOWN`) at the earliest."""

    actor: str
    day: int
    many: int


def share(count: Numbers, rules: Rules) -> Numbers:
    """What an actor in so many things, one or more, carries of a route: half of it in as many as `half`."""
    return count / (count + rules.evidence.activity.half)


def counting(p: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """What of a tie of strength `p` counts between actors of these shares."""
    root: Numbers = (one * other) ** 0.5
    return p * root

"""What somebody asks of introductions beside the two ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.introductions.decided import NOTHING, Decided
from graph.values import PartialDate


@dataclass(frozen=True, slots=True)
class Asked:
    """`day` as of which ties count; ids and kinds left out; the most ties of a route; what staff decided.

    `officials`: they may stand between the ends (需领导出面). `busy`: who has how many introductions open, too many to
    be asked first.
    """

    day: PartialDate
    exclude: frozenset[str]
    exclude_kinds: frozenset[str]
    max_hops: int
    decided: Decided = NOTHING
    officials: bool = False
    busy: Mapping[str, int] = field(default_factory=dict)

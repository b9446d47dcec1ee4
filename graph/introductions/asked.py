"""What somebody asks of introductions beside the two ends."""

from __future__ import annotations

from dataclasses import dataclass

from graph.values import PartialDate


@dataclass(frozen=True, slots=True)
class Asked:
    """`day` as of which ties count; ids and kinds left out; the most ties of a route."""

    day: PartialDate
    exclude: frozenset[str]
    exclude_kinds: frozenset[str]
    max_hops: int

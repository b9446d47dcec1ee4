"""What staff decided about ties: that two know each other, or that they do not, which nobody else is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.introductions.dates import Span
from graph.introductions.grounds import Ground, Pair
from graph.introductions.rules import Rules
from graph.values import PartialDate

if TYPE_CHECKING:
    from graph.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That staff confirmed a tie: the number of the decision, its day (YYYY-MM-DD), and why."""

    pair: Pair
    decision: int
    day: str
    reason: str = ""

    def ground(self, rules: Rules) -> Ground:
        """The ground that it is: seen on its day, begun who knows when."""
        span = Span(observed=PartialDate.parse(self.day))
        return Ground(rules.confirmed, self.pair, None, (), span, 2, rules.ties[rules.confirmed].beta, self)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions in force, by pairs in order of ids; of several about one pair the last one counts."""

    confirmed: tuple[Confirmation, ...] = ()
    denied: frozenset[Pair] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.confirmed or self.denied)

    def partners(self, ids: Iterable[str]) -> set[str]:
        """To whom some were confirmed to be tied."""
        asked = set(ids)
        pairs = [each.pair for each in self.confirmed]
        return {other for pair in pairs for one, other in (pair, pair[::-1]) if one in asked}

    def apply(self, groups: Iterable[list[Ground]], rules: Rules) -> Iterator[list[Ground]]:
        """The same evidence without that of denied ties, and that of confirmed ones with it."""
        yield from (group for group in groups if group[0].pair not in self.denied)
        yield from ([each.ground(rules)] for each in self.confirmed)


NOTHING = Decided()
"""Where staff decided nothing."""


def decided_ties(ledger: Ledger) -> Decided:
    """The decisions of a ledger that are in force."""
    confirmed: dict[Pair, Confirmation] = {}
    denied: set[Pair] = set()
    for each in ledger.tie_decisions():
        confirmed.pop(each.pair, None)
        denied.discard(each.pair)
        if each.kind == "confirmed":
            confirmed[each.pair] = Confirmation(each.pair, each.decision, each.at[:10], each.reason)
        else:
            denied.add(each.pair)
    return Decided(tuple(confirmed.values()), frozenset(denied))

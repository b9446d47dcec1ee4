"""Evidence: a ground of a tie on a day, how much it says then, and what all the evidence of a pair makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from graph.introductions.dates import Begun, Span
from graph.introductions.grounds import Ground, Pair, sources_of
from graph.introductions.rules import Rules, TieRule
from graph.subgraph import Relationship
from graph.values import PartialDate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graph.introductions.decided import Confirmation

Years = TypeVar("Years", float, "NDArray[np.float64]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a tie on a day: its ground, what it weighs then, and whether it had begun."""

    ground: Ground
    weight: float
    begun: Begun

    @property
    def kind(self) -> str:
        return self.ground.kind

    @property
    def pair(self) -> Pair:
        return self.ground.pair

    @property
    def hub(self) -> str | None:
        return self.ground.hub

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        return self.ground.relationships

    @property
    def confirmed(self) -> Confirmation | None:
        return self.ground.confirmed

    @property
    def span(self) -> Span:
        return self.ground.span

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind it, each once."""
        return tuple(dict.fromkeys(id for each in self.relationships for id in sources_of(each.properties)))


def on_day(groups: Iterable[Iterable[Ground]], rules: Rules, day: PartialDate) -> Iterator[Evidence]:
    """The best of every group on that day; what had certainly not begun by then is none."""
    for group in groups:
        found = (_evidence(ground, rules, day) for ground in group if ground.span.state(day) != "not_yet")
        best = max(found, key=lambda each: each.weight, default=None)
        if best is not None:
            yield best


def fading(rule: TieRule, age: Years) -> Years:
    """The share of a weight that is left `age` years after it was last true or seen: half after every half-life."""
    return 2 ** (-age / rule.half_life)


def _evidence(ground: Ground, rules: Rules, day: PartialDate) -> Evidence:
    age = ground.span.age(day, rules.evidence.undated_age)
    weighs = ground.factor * fading(rules.ties[ground.kind], age)
    return Evidence(ground, weighs, ground.span.begun(day))

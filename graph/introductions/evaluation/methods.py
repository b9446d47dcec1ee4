"""Ways of ranking the common acquaintances of two: simple ones to compare with, and the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import prod

from graph.introductions.activity import share
from graph.introductions.dates import Span
from graph.introductions.evaluation.cases import Case, Meeting, Past
from graph.introductions.evidence import fading
from graph.introductions.grounds import factor
from graph.introductions.rules import Rules, Strength
from graph.introductions.ties import strength_of, weakest
from graph.values import PartialDate

Method = Callable[[Case, str, Past], float]
"""The score of a candidate of a case, from what was before it; only its order among the candidates counts."""


Rate = Callable[[Case, str, Past], tuple[float, Strength]]
"""The score of a candidate, and how strong the weaker of its two ties is called."""


def methods() -> Mapping[str, Method]:
    """The simple ones by name.

    `newman`: the product of Σ 1/(n − 1) over the events of either tie (Newman, Phys. Rev. E 64, 016132, 2001).
    """
    return {
        "random": lambda case, candidate, past: 0.0,
        "degree": lambda case, candidate, past: len(past.acquaintances[candidate]),
        "count_product": _product(len),
        "newman": _product(lambda meetings: sum(1 / (each.size - 1) for each in meetings)),
    }


def by_rules(rules: Rules, kind: str) -> Rate:
    """As routes are ranked: by both ties on the last day of the year of the case, and by the candidate's activity.

    An event is evidence of that kind.
    """
    rule = rules.ties[kind]

    @cache
    def age(year: int, now: int) -> float:
        return Span(since=PartialDate.parse(str(year))).age(PartialDate.parse(str(now)), rules.evidence.undated_age)

    @cache
    def one(year: int, size: int, now: int) -> float:
        return factor(rule, size) * fading(rule, age(year, now))

    def tie(met: list[Meeting], now: int) -> tuple[float, Strength]:
        return strength_of({kind: sum(one(each.year, each.size, now) for each in met)}, rules)

    def rate(case: Case, candidate: str, past: Past) -> tuple[float, Strength]:
        ties = [tie(past.between(end, candidate), case.year) for end in case.pair]
        product = prod(p for p, _ in ties) * share(float(past.events[candidate]), rules)
        return product, weakest(strength for _, strength in ties)

    return rate


def _product(of: Callable[[list[Meeting]], float]) -> Method:
    def score(case: Case, candidate: str, past: Past) -> float:
        one, other = case.pair
        return of(past.between(one, candidate)) * of(past.between(other, candidate))

    return score

"""Ways of ranking the common acquaintances of two: simple ones to compare with, and the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from graph.introductions.dates import Span
from graph.introductions.evaluation.cases import Case, Meeting, Past
from graph.introductions.evidence import fading
from graph.introductions.grounds import factor
from graph.introductions.rules import Rules
from graph.introductions.ties import strength_of
from graph.values import PartialDate

Method = Callable[[Case, str, Past], float]
"""The score of a candidate of a case, from what was before it; only its order among the candidates counts."""


def methods(rules: Rules, kind: str) -> Mapping[str, Method]:
    """Every method by name; for the rules an event is evidence of that kind.

    `newman`: the product of Σ 1/(n − 1) over the events of either tie (Newman, Phys. Rev. E 64, 016132, 2001).
    """
    return {
        "random": lambda case, candidate, past: 0.0,
        "degree": lambda case, candidate, past: len(past.acquaintances[candidate]),
        "count_product": _product(len),
        "newman": _product(lambda meetings: sum(1 / (each.size - 1) for each in meetings)),
        "rules": by_rules(rules, kind),
    }


def by_rules(rules: Rules, kind: str) -> Method:
    """As routes are ranked: the product of the strengths of both ties, on the last day of the year of the case."""
    rule = rules.ties[kind]

    @cache
    def age(year: int, now: int) -> float:
        return Span(since=PartialDate.parse(str(year))).age(PartialDate.parse(str(now)), rules.evidence.undated_age)

    @cache
    def one(year: int, size: int, now: int) -> float:
        return factor(rule, size) * fading(rule, age(year, now))

    def score(case: Case, candidate: str, past: Past) -> float:
        strength = 1.0
        for end in case.pair:
            met = past.between(end, candidate)
            strength *= strength_of({kind: sum(one(each.year, each.size, case.year) for each in met)}, rules)[0]
        return strength

    return score


def _product(of: Callable[[list[Meeting]], float]) -> Method:
    def score(case: Case, candidate: str, past: Past) -> float:
        one, other = case.pair
        return of(past.between(one, candidate)) * of(past.between(other, candidate))

    return score

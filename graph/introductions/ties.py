"""A tie: all the evidence between two actors, as one strength."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.introductions.evidence import Evidence
from graph.introductions.grounds import Pair
from graph.introductions.rules import Rules, Strength

_ORDER: tuple[Strength, ...] = ("weak", "medium", "strong")
_BELOW = 0.999
"""A capped tie stays this much under the level that it must not reach."""


@dataclass(frozen=True, slots=True)
class Tie:
    """`p` of its strength, the word for it, and its evidence, the heaviest first."""

    pair: Pair
    p: float
    strength: Strength
    evidence: tuple[Evidence, ...]


def ties(evidence: Iterable[Evidence], rules: Rules) -> dict[Pair, Tie]:
    """The tie of every pair for which there is evidence."""
    gathered: dict[Pair, list[Evidence]] = {}
    for each in evidence:
        gathered.setdefault(each.pair, []).append(each)
    return {pair: _tie(pair, _adding(found, rules), rules) for pair, found in gathered.items()}


def strength_of(weights: Mapping[str, float], rules: Rules) -> tuple[float, Strength]:
    """The strength of a tie, as p and in a word, from the weight W of each kind of its evidence.

    p = ceiling · (1 − e^−ΣW) never reaches the level above the best cap among the kinds, so that no number of joint
    events makes more than a weak tie.
    """
    cap = max((rules.ties[kind].cap for kind in weights), key=_ORDER.index)
    levels = rules.evidence.levels
    p = min(rules.evidence.ceiling * (1 - math.exp(-math.fsum(weights.values()))), most_of(cap, rules))
    return p, "strong" if p >= levels.strong else "medium" if p >= levels.medium else "weak"


def most_of(cap: Strength, rules: Rules) -> float:
    """The most that a tie of such a cap can be."""
    levels = rules.evidence.levels
    return {
        "strong": rules.evidence.ceiling,
        "medium": _BELOW * levels.strong,
        "weak": _BELOW * levels.medium,
    }[cap]


def weakest(strengths: Iterable[Strength]) -> Strength:
    """The least of several."""
    return min(strengths, key=_ORDER.index)


def neighbours(found: Mapping[Pair, Tie]) -> Iterator[tuple[str, str, Tie]]:
    """Every tie in both directions."""
    for (one, other), tie in found.items():
        yield one, other, tie
        yield other, one, tie


def _adding(found: list[Evidence], rules: Rules) -> list[Evidence]:
    """The evidence without what adds nothing beside the rest of it."""
    kinds = {each.kind for each in found}
    return [each for each in found if not kinds.intersection(rules.ties[each.kind].beside)]


def _tie(pair: Pair, found: list[Evidence], rules: Rules) -> Tie:
    weights: dict[str, float] = {}
    for each in found:
        weights[each.kind] = weights.get(each.kind, 0.0) + each.weight
    p, strength = strength_of(weights, rules)
    ordered = sorted(found, key=lambda each: (-each.weight, each.kind, each.hub or ""))
    return Tie(pair, p, strength, tuple(ordered))

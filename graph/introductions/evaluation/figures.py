"""Figures of rankings: hit@k and the mean reciprocal rank, equal scores in any order, with bootstrap intervals."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import comb
from typing import NamedTuple

SEED = 20201126
RESAMPLES = 1_000
TAIL = 0.025
"""Of each side: intervals are of 95 %."""

Interval = tuple[float, float]


class Figures(NamedTuple):
    """Of one case, or means of several: 1 at most."""

    hit1: float
    hit3: float
    mrr: float


def figures(scores: Mapping[str, float], true: frozenset[str]) -> Figures:
    """Of one ranking: what is to be expected where candidates of equal scores stand in any order."""
    ordered = sorted(scores, key=lambda each: -scores[each])
    ties = [list(group) for _, group in groupby(ordered, key=scores.__getitem__)]
    runs = [(len(tie), sum(each in true for each in tie)) for tie in ties]
    return Figures(_hit(runs, 1), _hit(runs, 3), _reciprocal(runs))


def _hit(runs: Sequence[tuple[int, int]], k: int) -> float:
    """The chance that one of the first k is true; a run of equal scores is its length and how many of it are true."""
    for length, true in runs:
        if true:
            taken = min(k, length)
            return 1 - comb(length - true, taken) / comb(length, taken)
        k -= length
        if k <= 0:
            break
    return 0.0


def _reciprocal(runs: Sequence[tuple[int, int]]) -> float:
    """The expected 1/rank of the first that is true."""
    before = 0
    for length, true in runs:
        if true:
            return sum(chance / (before + place) for place, chance in _first_at(length, true))
        before += length
    return 0.0


def _first_at(length: int, true: int) -> Iterator[tuple[int, float]]:
    """The chance that the first true one of a run stands at a place from 1."""
    left = 1.0
    for place in range(1, length - true + 2):
        chance = true / (length - place + 1)
        yield place, left * chance
        left *= 1 - chance


def mean(found: Sequence[Figures]) -> Figures:
    """The mean of each; at least one is needed."""
    return Figures(*(sum(each) / len(found) for each in zip(*found, strict=True)))


def intervals(found: Mapping[str, Sequence[Figures]], events: Sequence[str]) -> dict[str, tuple[Interval, ...]]:
    """For each method the interval of each figure: 95 %, from 1,000 resamples of events, the same for all methods.

    Cases of one event (`events` names that of each) stand or fall together: a resample takes them all or none.
    """
    sums = {name: _by_event(each, events) for name, each in found.items()}
    count = len(set(events))
    rng = random.Random(SEED)
    drawn: dict[str, list[Figures]] = {name: [] for name in found}
    for _ in range(RESAMPLES):
        taken = rng.choices(range(count), k=count)
        for name, of_events in sums.items():
            totals = [sum(each) for each in zip(*(of_events[at] for at in taken), strict=True)]
            drawn[name].append(Figures(*(total / totals[3] for total in totals[:3])))
    return {name: tuple(_middle(sorted(each)) for each in zip(*of, strict=True)) for name, of in drawn.items()}


def _by_event(found: Sequence[Figures], events: Sequence[str]) -> list[tuple[float, float, float, int]]:
    """Of each event the sums of its figures, and how many cases it has."""
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0])
    for each, event in zip(found, events, strict=True):
        for at, value in enumerate((*each, 1)):
            sums[event][at] += value
    return [(one, two, three, int(cases)) for one, two, three, cases in sums.values()]


def _middle(values: Sequence[float]) -> Interval:
    cut = round(len(values) * TAIL)
    return values[cut], values[-cut - 1]

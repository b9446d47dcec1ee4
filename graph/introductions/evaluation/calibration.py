"""Calibration: of candidates whom the rules put so high, how many did take part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.introductions.evaluation.figures import RESAMPLES, SEED, TAIL, Interval
from graph.introductions.rules import Strength

STRENGTHS: tuple[Strength, ...] = ("weak", "medium", "strong")
PARTS = 10


class Rated(NamedTuple):
    """A candidate of a case at an event: its score, the strength of its weaker tie, and whether it took part."""

    event: str
    score: float
    strength: Strength
    true: bool


class Share(NamedTuple):
    """Of so many candidates of a mean score, which share took part, with the interval of 95 %."""

    candidates: int
    score: float
    true: float
    interval: Interval


def by_strength(rated: Sequence[Rated]) -> dict[Strength, Share]:
    """The share of each strength that there is, the weakest first."""
    numbers = np.array([STRENGTHS.index(each.strength) for each in rated])
    return {STRENGTHS[number]: share for number, share in _shares(rated, numbers).items()}


def by_score(rated: Sequence[Rated]) -> list[Share]:
    """The shares of ten parts of equal size, the lowest scores first; equal scores stay together."""
    scores = np.array([each.score for each in rated])
    ends = np.quantile(scores, np.linspace(0, 1, PARTS + 1)[1:-1])
    return list(_shares(rated, np.searchsorted(ends, scores, side="left")).values())


def _shares(rated: Sequence[Rated], parts: NDArray[np.intp]) -> dict[int, Share]:
    """The share of each part. Candidates of one event stand or fall together in the resamples, as in `figures`."""
    _, events = np.unique([each.event for each in rated], return_inverse=True)
    true, scores = np.array([each.true for each in rated]), np.array([each.score for each in rated])
    count = int(events.max()) + 1
    drawn = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), RESAMPLES)
    found = {}
    for part in np.unique(parts):
        here = parts == part
        sizes, hits = (np.bincount(events[rows], minlength=count) for rows in (here, here & true))
        between = np.sort(drawn @ hits / np.maximum(drawn @ sizes, 1))
        cut = round(RESAMPLES * TAIL)
        ends = float(between[cut]), float(between[-cut - 1])
        found[int(part)] = Share(int(here.sum()), float(scores[here].mean()), float(true[here].mean()), ends)
    return found

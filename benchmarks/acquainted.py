"""People who took part in events together: a graph of ties with a heavy tail, of any size, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SEED = 20260612
MOST_AT_AN_EVENT = 30
EVENTS_A_PERSON = 0.43
"""Gives about 5.4 ties a person."""
ATTRITION = 0.7


class Acquainted(NamedTuple):
    """Ties between `ones` and `others`, each with its strength."""

    people: int
    ones: NDArray[np.int32]
    others: NDArray[np.int32]
    strengths: NDArray[np.float64]

    def keys(self) -> NDArray[np.int64]:
        """As `routes.tie_key`."""
        keys: NDArray[np.float64] = 8 * np.rint(-np.log(ATTRITION * self.strengths) * (1 << 20)) + 1
        return keys.astype(np.int64)


def acquainted(people: int, most: int) -> Acquainted:
    """Events of 2 to 30, their people chosen by a weight with a Pareto tail; who is met most has about `most` ties.

    A tie is as strong as its latest event made it: 0.95·(1 − e^−W), W = 1.5·(n − 1)^−1·2^(−age/4), ages to ten years.
    """
    parts = []
    for members, ages in _drawn(people, most):
        size = members.shape[1]
        weight = 1.5 / (size - 1) * 2.0 ** (-ages / 4)
        first, second = np.triu_indices(size, 1)
        low, high = np.minimum(members[:, first], members[:, second]), np.maximum(members[:, first], members[:, second])
        p = np.repeat(0.95 * (1 - np.exp(-weight))[:, None], len(first), axis=1)
        parts.append((low.ravel() * people + high.ravel(), p.ravel()))
    pairs, strengths = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return _strongest(people, pairs, strengths)


def gatherings(people: int, most: int) -> Iterator[tuple[list[int], float]]:
    """The events themselves: who took part (somebody may stand twice), and how many years ago."""
    for members, ages in _drawn(people, most):
        yield from zip(members.tolist(), ages.tolist(), strict=True)


def _drawn(people: int, most: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """For each size all its events, one a row, and their ages."""
    rng = np.random.default_rng(SEED)
    chosen = np.cumsum(np.minimum(rng.pareto(1.6, people) + 1, most / 4))
    sizes = np.arange(2, MOST_AT_AN_EVENT + 1)
    shares = sizes**-2.4
    counts = np.floor(shares / shares.sum() * people * EVENTS_A_PERSON).astype(int)
    for size, count in zip(sizes.tolist(), counts.tolist(), strict=True):
        members = np.searchsorted(chosen, rng.random((count, size)) * chosen[-1]).astype(np.int64)
        yield members, rng.random(count) * 10


def _strongest(people: int, pairs: NDArray[np.int64], strengths: NDArray[np.float64]) -> Acquainted:
    order = np.lexsort((-strengths, pairs))
    pairs, strengths = pairs[order], strengths[order]
    kept = np.concatenate([[True], np.diff(pairs) != 0]) & (pairs // people != pairs % people)
    pairs, strengths = pairs[kept], strengths[kept]
    return Acquainted(people, (pairs // people).astype(np.int32), (pairs % people).astype(np.int32), strengths)

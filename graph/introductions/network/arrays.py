"""The arrays that kernels work on: ties shared by all, and the scratch of one worker."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FAR = 1 << 60
"""A key beyond every route."""

MOST_IDS = 6
"""Actors on the longest route: five ties."""

EPOCH, FLAG, HEADS, COLUMNS = 0, 1, 2, 8
"""Columns of a scratch row: the question that wrote it, flags, and heads of lists: three levels of each side."""

EXCLUDED, END = 1, 2
"""Flags of an actor; one with either does not stand in between."""

NEIGHBOUR = 0xFFFFFFFF

POOL, ASKED, PER_INTRODUCER, FOUND, K, FULL = 0, 1, 2, 3, 4, 5
"""Counters of `Scratch.state`: half-routes, number of the question, mode, routes held, routes wanted, out of room."""


class Ties(NamedTuple):
    """Ties of n actors: `entries` holds key << 32 | neighbour, ascending within each actor's list.

    The list of an actor goes from `starts[actor]` to `starts[actor + 1]`. Who is `barred` never stands between ends.
    """

    entries: NDArray[np.int64]
    starts: NDArray[np.int64]
    barred: NDArray[np.bool_]


class Scratch(NamedTuple):
    """What one worker writes: `rows` (n × 8), a pool of half-routes as parallel arrays, the routes held so far."""

    rows: NDArray[np.int32]
    keys: NDArray[np.int64]
    nodes: NDArray[np.int32]
    parents: NDArray[np.int32]
    nexts: NDArray[np.int32]
    introducers: NDArray[np.int32]
    touched: NDArray[np.int32]
    counts: NDArray[np.int64]
    least: NDArray[np.int64]
    state: NDArray[np.int64]
    route: NDArray[np.int32]
    held_keys: NDArray[np.int64]
    held_ids: NDArray[np.int32]
    held_lengths: NDArray[np.int64]
    held_introducers: NDArray[np.int32]


def scratch(actors: int, pool: int, k: int) -> Scratch:
    """Empty scratch: 32 bytes an actor, 32 a half-route."""
    return Scratch(
        np.zeros((actors, COLUMNS), np.int32),
        np.empty(pool, np.int64),
        np.empty(pool, np.int32),
        np.empty(pool, np.int32),
        np.empty(pool, np.int32),
        np.empty(pool, np.int32),
        np.empty((2, pool), np.int32),
        np.zeros(2, np.int64),
        np.full((2, 3), FAR, np.int64),
        np.zeros(6, np.int64),
        np.empty(MOST_IDS, np.int32),
        np.empty(k, np.int64),
        np.empty((k, MOST_IDS), np.int32),
        np.empty(k, np.int64),
        np.empty(k, np.int32),
    )

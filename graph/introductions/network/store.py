"""Ties between numbered actors, as arrays that are never changed: who asks them goes on while others are made."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.introductions.network.arrays import NEIGHBOUR, Ties
from graph.introductions.network.compiled import kernel

MOST_KEY = (1 << 31) - 1
"""Keys are 31 bits wide in an entry: strengths above about 10⁻¹¹⁰ fit."""

Numbers = NDArray[np.integer[Any]]


def build(ones: Numbers, others: Numbers, keys: Numbers, barred: NDArray[np.bool_]) -> Ties:
    """Ties between `ones[m]` and `others[m]` with `keys[m]`, among as many actors as `barred` has.

    Raises ValueError for an actor that is not there, a tie to oneself, a key outside 1..2³¹-1, the same tie twice.
    """
    _check(len(barred), ones, others, keys)
    if keys.size and keys.min() < 1:
        raise ValueError(f"a key is outside 1..{MOST_KEY}")
    degrees = np.bincount(ones, minlength=len(barred)) + np.bincount(others, minlength=len(barred))
    starts = _starts(degrees)
    entries = np.empty(2 * len(ones), np.int64)
    ones, others, keys = (column.astype(np.int64, copy=False) for column in (ones, others, keys))
    _place(ones, others, keys, starts[:-1].copy(), entries)
    _sort(starts, entries)
    return Ties(entries, starts, barred)


def with_ties(ties: Ties, ones: Numbers, others: Numbers, keys: Numbers) -> Ties:
    """The same with these ties added, given another key or, with key 0, taken away. Raises ValueError as `build`."""
    _check(len(ties.barred), ones, others, keys)
    sources, targets = np.concatenate([ones, others]).astype(np.int64), np.concatenate([others, ones]).astype(np.int64)
    costs = np.concatenate([keys, keys]).astype(np.int64)
    actors = np.unique(sources)
    before = _slots(ties.starts, actors)
    rows = np.repeat(actors, np.diff(ties.starts)[actors])
    n = len(ties.barred)
    stay = ~np.isin(rows * n + (ties.entries[before] & NEIGHBOUR), sources * n + targets)
    made = costs > 0
    rows = np.concatenate([rows[stay], sources[made]])
    lists = np.concatenate([ties.entries[before][stay], (costs[made] << 32) | targets[made]])
    degrees = np.diff(ties.starts)
    degrees[actors] = np.bincount(rows, minlength=n)[actors]
    starts = _starts(degrees)
    entries, old, new = np.empty(starts[-1], np.int64), np.ones(len(ties.entries), bool), np.ones(starts[-1], bool)
    old[before] = new[_slots(starts, actors)] = False
    entries[new] = ties.entries[old]
    entries[~new] = lists[np.lexsort((lists, rows))]
    return Ties(entries, starts, ties.barred)


def moved(ties: Ties, numbers: Numbers, barred: NDArray[np.bool_]) -> Ties:
    """The same ties among more actors: `numbers[actor]`, ascending, is the new number of each."""
    neighbours = ties.entries & NEIGHBOUR
    degrees = np.zeros(len(barred), np.int64)
    degrees[numbers] = np.diff(ties.starts)
    return Ties(ties.entries + (numbers[neighbours] - neighbours), _starts(degrees), barred)


def save(ties: Ties, folder: Path) -> None:
    """Writes one .npy file an array."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in ties._asdict().items():
        np.save(folder / f"{name}.npy", array)


def open_saved(folder: Path) -> Ties:
    """The ties of a saved folder, memory-mapped and read-only. Raises OSError where a file is missing."""
    # A plain array over the map: kernels are compiled for those once, not again for numpy's subclass.
    return Ties(*(np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in Ties._fields))


def frozen(ties: Ties) -> Ties:
    """Read-only views of the same ties: kernels are compiled once for each kind of array."""
    views: list[NDArray[Any]] = [array.view() for array in ties]
    for view in views:
        view.flags.writeable = False
    return Ties(*views)


def _check(actors: int, ones: Numbers, others: Numbers, keys: Numbers) -> None:
    if not ones.size:
        return
    low, high = (way(ones, others).astype(np.int64, copy=False) for way in (np.minimum, np.maximum))
    if low.min() < 0 or high.max() >= actors:
        raise ValueError(f"an actor is outside 0..{actors - 1}")
    if (low == high).any():
        raise ValueError("a tie of an actor to itself")
    if keys.min() < 0 or keys.max() > MOST_KEY:
        raise ValueError(f"a key is outside 1..{MOST_KEY}")
    pairs = low * actors
    pairs += high
    if (pairs[1:] <= pairs[:-1]).any() and len(np.unique(pairs)) != len(pairs):
        raise ValueError("the same tie twice")


def _starts(degrees: Numbers) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(degrees)]).astype(np.int64)


def _slots(starts: NDArray[np.int64], actors: NDArray[np.int64]) -> NDArray[np.int64]:
    """The slots of the lists of these actors, list after list."""
    degrees = starts[actors + 1] - starts[actors]
    firsts = np.repeat(starts[actors] - np.concatenate([[0], np.cumsum(degrees)[:-1]]), degrees)
    return firsts + np.arange(len(firsts))


@kernel
def _place(
    ones: NDArray[np.int64],
    others: NDArray[np.int64],
    keys: NDArray[np.int64],
    free: NDArray[np.int64],
    entries: NDArray[np.int64],
) -> None:
    """Puts every tie into the lists of both; `free` is the next free slot of each list."""
    for at in range(len(ones)):
        one, other, key = ones[at], others[at], keys[at] << 32
        entries[free[one]] = key | other
        entries[free[other]] = key | one
        free[one] += 1
        free[other] += 1


def _sort(starts: NDArray[np.int64], entries: NDArray[np.int64]) -> None:
    """Sorts every list, as many parts of about equal size at once as there are processors."""
    parts = os.cpu_count() or 1
    ends = np.searchsorted(starts, np.linspace(0, len(entries), parts + 1)).tolist()
    with ThreadPoolExecutor(parts) as pool:
        done = [pool.submit(_sort_lists, starts, entries, *ends[at : at + 2]) for at in range(parts)]
        for each in done:
            each.result()


@kernel
def _sort_lists(starts: NDArray[np.int64], entries: NDArray[np.int64], first: int, last: int) -> None:
    for actor in range(first, min(last, len(starts) - 1)):
        entries[starts[actor] : starts[actor + 1]].sort()

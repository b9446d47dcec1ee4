"""A network of ties to ask the k best routes of, fast and exact; the same answers as `routes.best_routes`.

Actors are numbers; among equal keys the lesser numbers come first, so number them in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.introductions.network import store
from graph.introductions.network.arrays import FOUND, FULL, NEIGHBOUR, Scratch, Ties, scratch
from graph.introductions.network.search import search
from graph.introductions.routes import MOST_HOPS

POOL = 1 << 18
"""Half-routes that a worker has room for at first; four times as many whenever a question needs more."""


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """What is asked, as in `routes.Question`, about numbered actors and without the ties.

    `starts` and `ends` map contact points to the key of opening an end there; `own` are starts that speak for the end
    itself; `excluded` stand nowhere.
    """

    starts: Mapping[int, int]
    ends: Mapping[int, int]
    own: Collection[int] = ()
    excluded: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class NumberedRoute:
    """A simple route: `actors` from the contact at one end to the contact at the other."""

    key: int
    actors: tuple[int, ...]


class Network:
    """Ties of numbered actors. It never changes: what is to be otherwise makes another one."""

    def __init__(self, ties: Ties) -> None:
        self.arrays = store.frozen(ties)

    @classmethod
    def build(cls, ones: ArrayLike, others: ArrayLike, keys: ArrayLike, barred: ArrayLike) -> Self:
        """Ties between `ones[m]` and `others[m]` with `keys[m]` of `routes.tie_key`; ValueError as `store.build`.

        `barred` tells of every actor whether it may stand at an end only, never between.
        """
        return cls(store.build(_numbers(ones), _numbers(others), _numbers(keys), np.asarray(barred, bool)))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """A saved network, memory-mapped, so that processes share it; OSError where a file is missing."""
        return cls(store.open_saved(folder))

    def save(self, folder: Path) -> None:
        """Writes the network into a folder."""
        store.save(self.arrays, folder)

    def with_ties(self, ones: ArrayLike, others: ArrayLike, keys: ArrayLike) -> Network:
        """Another one in which these ties were added, have another key or, with key 0, are gone; ValueError as `build`.

        All of it is copied, which takes some tenths of a second for millions of ties.
        """
        return Network(store.with_ties(self.arrays, _numbers(ones), _numbers(others), _numbers(keys)))

    def moved(self, numbers: ArrayLike, barred: ArrayLike) -> Network:
        """The same among more actors: `numbers[actor]`, ascending, is the new number of each; `barred` as `build`."""
        return Network(store.moved(self.arrays, _numbers(numbers), np.asarray(barred, bool)))

    def barring(self, barred: ArrayLike) -> Network:
        """The same ties, others not to stand between; `barred` as `build`."""
        return Network(self.arrays._replace(barred=np.asarray(barred, bool)))

    @property
    def actors(self) -> int:
        """Actors are numbered from 0 to one less."""
        return len(self.arrays.barred)

    @property
    def ties(self) -> int:
        """How many ties there are."""
        return len(self.arrays.entries) // 2

    def degrees(self) -> NDArray[np.int64]:
        """How many ties each actor has."""
        return np.diff(self.arrays.starts)

    def neighbours(self, actor: int) -> Iterator[tuple[int, int]]:
        """The ties of an actor, the best first: key and neighbour."""
        begin, end = self.arrays.starts[actor : actor + 2]
        for entry in self.arrays.entries[begin:end]:
            yield int(entry) >> 32, int(entry) & NEIGHBOUR


class Worker:
    """Asks questions from one thread, of any network of so many actors; keep it, it holds 32 bytes for each."""

    def __init__(self, actors: int) -> None:
        self._actors, self._pool, self._k = actors, POOL, 8
        self._scratch = scratch(actors, self._pool, self._k)

    def routes(
        self, network: Network, question: NumberedQuestion, k: int, max_hops: int, *, per_introducer: bool = True
    ) -> list[NumberedRoute]:
        """The k best simple routes of at most `max_hops` ties (1 to 5), by key, then actors.

        `per_introducer`: the best of each first introducer only.
        ValueError for another cap, IndexError for an actor outside the network.
        """
        if not 1 <= max_hops <= MOST_HOPS:
            raise ValueError(f"max_hops must be between 1 and {MOST_HOPS}")
        if k < 1 or not question.starts or not question.ends:
            return []
        asked = _arrays(question, network.actors)
        if k > self._k or network.actors > self._actors:
            self._renew(max(network.actors, self._actors), self._pool, max(k, self._k))
        while not search(network.arrays, self._scratch, *asked, k, max_hops, per_introducer):
            if not self._scratch.state[FULL]:
                raise AssertionError("a search failed with room left")
            self._renew(self._actors, self._pool * 4, self._k)
        return _held(self._scratch)

    def _renew(self, actors: int, pool: int, k: int) -> None:
        self._actors, self._pool, self._k = actors, pool, k
        self._scratch = scratch(actors, pool, k)


class _Asked(NamedTuple):
    starts: NDArray[np.int32]
    start_keys: NDArray[np.int64]
    own: NDArray[np.bool_]
    ends: NDArray[np.int32]
    end_keys: NDArray[np.int64]
    excluded: NDArray[np.int32]


def _arrays(question: NumberedQuestion, actors: int) -> _Asked:
    starts, ends, excluded = (
        np.fromiter(each, np.int32) for each in (question.starts, question.ends, question.excluded)
    )
    for numbers in (starts, ends, excluded):
        if len(numbers) and (numbers.min() < 0 or numbers.max() >= actors):
            raise IndexError(f"an actor is outside 0..{actors - 1}")
    keys = [np.fromiter(each.values(), np.int64) for each in (question.starts, question.ends)]
    own = np.array([start in question.own for start in question.starts], bool)
    return _Asked(starts, keys[0], own, ends, keys[1], excluded)


def _held(work: Scratch) -> list[NumberedRoute]:
    found = []
    for row in range(int(work.state[FOUND])):
        actors = work.held_ids[row, : work.held_lengths[row]]
        found.append(NumberedRoute(int(work.held_keys[row]), tuple(actors.tolist())))
    return found


def _numbers(values: ArrayLike) -> NDArray[np.int64]:
    return np.asarray(values, np.int64)


def compile_kernels() -> None:
    """Compiles everything and keeps it; a set-up step calls this once.

    Takes some twenty seconds on a cold cache, under a second on a warm one.
    """
    network = Network.build([0, 1], [1, 2], [9, 9], [False] * 3).with_ties([0], [2], [17])
    Worker(3).routes(network, NumberedQuestion({0: 0}, {2: 0}, own={0}), 5, MOST_HOPS)

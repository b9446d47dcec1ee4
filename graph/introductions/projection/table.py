"""The grounds of a whole graph as arrays: what every tie rests on, for any day and whatever an asker leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

DIRECT = -1
"""The hub of a ground that is one relationship."""


class Table(NamedTuple):
    """One row a ground, in order of `one`, `other`, `kind`, `hub`.

    `one` < `other` are numbers of actors, `kind` a number of a tie rule, `hub` a number of a hub or `DIRECT`. `begins`
    is the first day on which it may have begun, `last` the last on which it was true or seen, as ordinals. `factor` is
    its weight while nothing has faded, from a hub of `size` people.
    """

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    kind: NDArray[np.uint8]
    hub: NDArray[np.int32]
    begins: NDArray[np.int32]
    last: NDArray[np.int32]
    size: NDArray[np.int32]
    factor: NDArray[np.float64]

    def take(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Table:
        """Some of the rows, by a mask or in the order of their numbers."""
        columns: list[NDArray[Any]] = [column[rows] for column in self]
        return Table(*columns)

    def pairs(self, actors: int) -> NDArray[np.int64]:
        """One number for each pair of so many actors, in the order of the rows."""
        return self.one.astype(np.int64) * actors + self.other

    def renumbered(self, actors: NDArray[np.intp], hubs: NDArray[np.intp]) -> Table:
        """The same rows with new numbers, in the order of the old ones, for actors and hubs."""
        hub = np.where(self.hub == DIRECT, DIRECT, np.append(hubs, 0)[self.hub])
        one, other = (actors[column].astype(np.int32) for column in (self.one, self.other))
        return self._replace(one=one, other=other, hub=hub.astype(np.int32))

    def rows_of(self, one: int, other: int) -> slice:
        """The rows of a pair, in whichever order its actors come."""
        low, high = sorted((one, other))
        # What is sought has the type of the column: numpy would else convert all of the column first.
        begin, end = np.searchsorted(self.one, np.array([low, low + 1], self.one.dtype))
        found = np.searchsorted(self.other[begin:end], np.array([high, high + 1], self.other.dtype))
        return slice(int(begin + found[0]), int(begin + found[1]))


def sort(table: Table) -> Table:
    """The same rows in order."""
    return table.take(np.lexsort((table.hub, table.kind, table.other, table.one)))


def join(tables: list[Table]) -> Table:
    """The rows of all, in order."""
    columns: list[NDArray[Any]] = [np.concatenate(each) for each in zip(*tables, strict=True)]
    return sort(Table(*columns))


def insert(table: Table, more: Table, actors: int) -> Table:
    """The rows of both, which have no pair of actors in common, in order: without sorting the larger one again."""
    places = np.searchsorted(table.pairs(actors), more.pairs(actors))
    pairs: Iterator[tuple[NDArray[Any], NDArray[Any]]] = zip(table, more, strict=True)
    return Table(*(np.insert(old, places, new) for old, new in pairs))

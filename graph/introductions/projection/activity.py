"""The activity of every actor as arrays: in how many things it is on file, by the day from which on."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.introductions.activity import Begun, share
from graph.introductions.projection.names import Names
from graph.introductions.rules import Rules


class Activity(NamedTuple):
    """Rows of `activity.Begun`, actors by number."""

    actor: NDArray[np.int32]
    day: NDArray[np.int32]
    many: NDArray[np.int32]

    @classmethod
    def of(cls, found: Iterable[Begun], actors: Names) -> Activity:
        """What was read of actors; not of those who have come into the graph since the names were read."""
        columns: list[array[Any]] = [array("i") for _ in cls._fields]
        for begun in found:
            number = actors.number(begun.actor)
            if number is not None:
                for column, value in zip(columns, (number, begun.day, begun.many), strict=True):
                    column.append(value)
        return cls(*(np.array(column, np.int32) for column in columns))

    def shares(self, actors: int, rules: Rules, day: int) -> NDArray[np.float64]:
        """What each of so many actors carries of a route on a day (an ordinal)."""
        begun = self.day <= day
        counts = np.bincount(self.actor[begun], weights=self.many[begun], minlength=actors)
        # Nobody has a tie without being in something; 1 keeps those without from a division by nothing.
        return share(np.maximum(counts, 1.0), rules)

    def renewed(self, numbers: NDArray[np.intp], again: Activity) -> Activity:
        """The same with new numbers for actors, and what was read again in place of what was known of these."""
        actor = numbers[self.actor].astype(np.int32)
        stay = ~np.isin(actor, again.actor)
        old = (column[stay] for column in (actor, self.day, self.many))
        return Activity(*(np.concatenate(each) for each in zip(old, again, strict=True)))

"""Makes the table of a whole graph."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from graph.database import Database
from graph.introductions.activity import UNKNOWN
from graph.introductions.grounds import Ground
from graph.introductions.projection.activity import Activity
from graph.introductions.projection.names import Names
from graph.introductions.projection.projection import Projection
from graph.introductions.projection.read import direct, read_actors, read_begun, read_hubs, through
from graph.introductions.projection.table import DIRECT, Table, sort
from graph.introductions.rules import Rules
from graph.progress import Progress

STEP = 1_000
"""After so many things read progress is told."""


def build(database: Database, rules: Rules, progress: Progress | None = None) -> Projection:
    """Reads all that ties are made of: minutes for a million people, told as stage "ties", counted in things read."""
    barred = dict(read_actors(database, rules))
    actors = Names.of(barred)
    hubs = Names.of(read_hubs(database, rules))
    rows = Rows(actors, hubs, rules)
    total = len(actors) + len(hubs)
    for names, read in ((hubs, through), (actors, direct)):
        for begin in range(0, len(names), STEP):
            ids = [names[number] for number in range(begin, min(begin + STEP, len(names)))]
            rows.add(read(database, rules, ids))
            if progress:
                progress("ties", len(ids), total)
    begun = Activity.of(read_begun(database, rules, barred), actors)
    flags = np.array([barred[actors[number]] for number in range(len(actors))], bool)
    return Projection(actors, flags, hubs, rows.table(), begun, rules)


class Rows:
    """Columns that grow: 33 bytes a ground."""

    def __init__(self, actors: Names, hubs: Names, rules: Rules) -> None:
        self._actor, self._hub = cache(actors.number), cache(hubs.number)
        self._kinds = {kind: number for number, kind in enumerate(rules.ties)}
        self._columns: list[array[Any]] = [array(code) for code in "iiBiiiid"]

    def add(self, groups: Iterable[list[Ground]]) -> None:
        """Adds every ground of the groups; not those of who has come into the graph since the names were read."""
        for group in groups:
            for ground in group:
                one, other = map(self._actor, ground.pair)
                hub = DIRECT if ground.hub is None else self._hub(ground.hub)
                if one is not None and other is not None and hub is not None:
                    self._append(one, other, hub, ground)

    def _append(self, one: int, other: int, hub: int, ground: Ground) -> None:
        since, last = ground.span.since, ground.span.last()
        begins = since.earliest.toordinal() if since else UNKNOWN
        seen = last.latest.toordinal() if last else UNKNOWN
        row = (one, other, self._kinds[ground.kind], hub, begins, seen, ground.size, ground.factor)
        for column, value in zip(self._columns, row, strict=True):
            column.append(value)

    def table(self) -> Table:
        """All rows, in order."""
        return sort(Table(*(np.array(column) for column in self._columns)))

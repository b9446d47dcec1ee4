"""Rows of a table as they are found."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from graph.introductions.activity import UNKNOWN
from graph.introductions.grounds import Ground
from graph.introductions.projection.names import Names
from graph.introductions.projection.table import DIRECT, Table, sort
from graph.introductions.rules import Rules


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

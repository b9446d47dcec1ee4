"""Brings a projection forward: what changed in the graph is read again, all else stays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.database import Database
from graph.introductions.projection.activity import Activity
from graph.introductions.projection.changes import Concerned
from graph.introductions.projection.keys import NO_TIE, Keys, keys_on
from graph.introductions.projection.names import Names
from graph.introductions.projection.projection import Projection, bars
from graph.introductions.projection.read import direct, read_begun, through
from graph.introductions.projection.rows import Rows
from graph.introductions.projection.table import DIRECT, Table, insert, join


def forward(projection: Projection, database: Database, changed: Concerned) -> Projection:
    """The projection of the graph as it is now; the old one stays as it is for who is asking it."""
    rules = projection.rules
    actors, moved = projection.actors.joined(changed.barred)
    hubs, hubs_moved = projection.hubs.joined(changed.hubs)
    rows = Rows(actors, hubs, rules)
    rows.add(through(database, rules, sorted(changed.hubs)))
    rows.add(direct(database, rules, sorted(changed.actors), both_ways=True))
    old = projection.table.renumbered(moved, hubs_moved)
    stale = np.isin(old.hub, hubs.numbers(changed.hubs)) | _direct_of(old, actors.numbers(changed.actors))
    again = Activity.of(read_begun(database, rules, sorted(changed.actors)), actors)
    begun = projection.activity.renewed(moved, again)
    parts = _part(old, stale, rows.table(), again.actor, len(actors))
    barred = _barred(projection.barred, moved, actors, changed)
    new = Projection(actors, barred, hubs, insert(parts.kept, parts.again, len(actors)), begun, rules)
    for day, network in projection.networks():
        new.keep(day, network.moved(moved, bars(barred)).with_ties(*_keys(parts, new, day)))
    return new


class _Parts(NamedTuple):
    """Rows that stay, all rows of every pair that something changed for, and these pairs."""

    kept: Table
    again: Table
    pairs: NDArray[np.int64]


def _part(old: Table, stale: NDArray[np.bool_], fresh: Table, active: NDArray[np.int32], actors: int) -> _Parts:
    """`active`: whose activity was read again, which counts in all their ties."""
    pairs = old.pairs(actors)
    counting = np.isin(old.one, active) | np.isin(old.other, active)
    changed = np.unique(np.concatenate([pairs[stale | counting], fresh.pairs(actors)]))
    inside = np.isin(pairs, changed)
    return _Parts(old.take(~inside), join([old.take(inside & ~stale), fresh]), changed)


def _direct_of(table: Table, actors: list[int]) -> NDArray[np.bool_]:
    direct: NDArray[np.bool_] = table.hub == DIRECT
    return direct & (np.isin(table.one, actors) | np.isin(table.other, actors))


def _barred(old: NDArray[np.int8], moved: NDArray[np.intp], actors: Names, changed: Concerned) -> NDArray[np.int8]:
    barred = np.zeros(len(actors), np.int8)
    barred[moved] = old
    for id, now in changed.barred.items():
        barred[actors.numbers([id])] = now
    return barred


def _keys(parts: _Parts, projection: Projection, day: int) -> Keys:
    """The keys of the pairs that changed; of those that have nothing in common any more, that they have no tie."""
    actors = len(projection.actors)
    keys = keys_on(parts.again, projection.shares(day), projection.rules, day)
    parted = np.setdiff1d(parts.pairs, parts.again.pairs(actors))
    ones, others = (parted // actors).astype(np.int32), (parted % actors).astype(np.int32)
    return Keys(
        np.concatenate([keys.ones, ones]),
        np.concatenate([keys.others, others]),
        np.concatenate([keys.keys, np.full(len(parted), NO_TIE, np.int64)]),
    )

"""The ties of a whole graph, ready to be asked on any day."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock, local

import numpy as np
from numpy.typing import NDArray

from graph.introductions.acquaintances import Contacts
from graph.introductions.asked import Asked
from graph.introductions.network import Network, Worker
from graph.introductions.projection.acquaintances import ProjectedAcquaintances
from graph.introductions.projection.activity import Activity
from graph.introductions.projection.keys import NO_TIE, keys_on
from graph.introductions.projection.names import Names
from graph.introductions.projection.table import Table
from graph.introductions.reader import Reader
from graph.introductions.rules import Rules

KEPT = 4
"""Networks that are held: of today, and of what was asked last as of other days or without some kinds of tie."""

Wanted = tuple[int, frozenset[str]]
"""A day, as an ordinal, and the kinds of tie that are left out."""


class Projection:
    """Actors by number, who of them never stands between two ends, the grounds of ties, the activity of all."""

    def __init__(
        self, actors: Names, barred: NDArray[np.bool_], hubs: Names, table: Table, begun: Activity, rules: Rules
    ) -> None:
        self.actors = actors
        self.barred = barred
        self.hubs = hubs
        self.table = table
        self.activity = begun
        self.rules = rules
        self._networks: OrderedDict[Wanted, Network] = OrderedDict()
        self._making = Lock()
        self._mine = local()

    def acquaintances(self, reader: Reader, asked: Asked, starts: Contacts, ends: Contacts) -> ProjectedAcquaintances:
        """The ties as one question between two opened ends sees them; `reader` reads what is told of those found."""
        return ProjectedAcquaintances(self, reader, asked, starts, ends)

    def network(self, day: int, without_kinds: frozenset[str] = frozenset()) -> Network:
        """The ties of a day; made when first asked for."""
        wanted = (day, without_kinds)
        with self._making:
            network = self._networks.pop(wanted, None) or self._make(wanted)
            self._networks[wanted] = network
            while len(self._networks) > KEPT:
                self._networks.popitem(last=False)
        return network

    def networks(self) -> list[tuple[int, Network]]:
        """Those at hand with every kind of tie, each with its day."""
        with self._making:
            return [(day, network) for (day, without_kinds), network in self._networks.items() if not without_kinds]

    def keep(self, day: int, network: Network) -> None:
        """Takes a network of that day that was made before."""
        with self._making:
            self._networks[day, frozenset()] = network

    def without(self, day: int, without_kinds: frozenset[str], hubs: Collection[int]) -> Network:
        """The ties of a day, as far as they do not rest on these hubs."""
        network = self.network(day, without_kinds)
        rows = np.flatnonzero(np.isin(self.table.hub, list(hubs)))
        if not len(rows):
            return network
        pairs = self.table.pairs(len(self.actors))
        concerned = self.table.take(np.isin(pairs, np.unique(pairs[rows])))
        keys = keys_on(concerned, self.shares(day), self.rules, day, without_kinds=without_kinds, without_hubs=hubs)
        return network.with_ties(*keys)

    def shares(self, day: int) -> NDArray[np.float64]:
        """What each actor carries of a route on a day, by its activity."""
        return self.activity.shares(len(self.actors), self.rules, day)

    def worker(self) -> Worker:
        """The one who asks for this thread."""
        if not hasattr(self._mine, "worker"):
            self._mine.worker = Worker(len(self.actors))
        worker: Worker = self._mine.worker
        return worker

    def _make(self, wanted: Wanted) -> Network:
        day, without_kinds = wanted
        keys = keys_on(self.table, self.shares(day), self.rules, day, without_kinds=without_kinds)
        tied = keys.keys != NO_TIE
        ones, others, costs = (column[tied] for column in keys)
        return Network.build(ones, others, costs, self.barred)

"""The ties of a whole graph, ready to be asked on any day."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from threading import RLock, local
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.introductions.acquaintances import Contacts
from graph.introductions.asked import Asked
from graph.introductions.barring import bars_from
from graph.introductions.decided import NOTHING, Decided
from graph.introductions.network import Network, Worker
from graph.introductions.projection.acquaintances import ProjectedAcquaintances
from graph.introductions.projection.activity import Activity
from graph.introductions.projection.keys import NO_TIE, Keys, keys_on
from graph.introductions.projection.names import Names
from graph.introductions.projection.rows import Rows
from graph.introductions.projection.table import Table, join
from graph.introductions.reader import Reader
from graph.introductions.rules import Rules

KEPT = 6
"""Networks that are held: of today, and of what was asked last: other days, without some kinds of tie, as decided."""


class Wanted(NamedTuple):
    """A day, as an ordinal, and what is left out; what staff decided; who is too busy to be asked first.

    `officials` may stand between the ends where that was chosen.
    """

    day: int
    without_kinds: frozenset[str] = frozenset()
    decided: Decided = NOTHING
    busy: frozenset[str] = frozenset()
    officials: bool = False


def bars(barred: NDArray[np.int8], *, officials: bool = False) -> NDArray[np.bool_]:
    """Who may not stand between two ends."""
    found: NDArray[np.bool_] = barred >= bars_from(officials)
    return found


class Projection:
    """Actors by number, what bars whom (`Barring`) from standing between, the grounds of ties, the activity of all."""

    def __init__(
        self, actors: Names, barred: NDArray[np.int8], hubs: Names, table: Table, begun: Activity, rules: Rules
    ) -> None:
        self.actors = actors
        self.barred = barred
        self.hubs = hubs
        self.table = table
        self.activity = begun
        self.rules = rules
        self._networks: OrderedDict[Wanted, Network] = OrderedDict()
        self._making = RLock()
        self._mine = local()

    def acquaintances(self, reader: Reader, asked: Asked, starts: Contacts, ends: Contacts) -> ProjectedAcquaintances:
        """The ties as one question between two opened ends sees them; `reader` reads what is told of those found."""
        return ProjectedAcquaintances(self, reader, asked, starts, ends)

    def network(self, day: int) -> Network:
        """The ties of a day; made when first asked for."""
        return self._network(Wanted(day))

    def networks(self) -> list[tuple[int, Network]]:
        """Those at hand of nothing but a day, each with it."""
        with self._making:
            found = list(self._networks.items())
        return [(wanted.day, network) for wanted, network in found if wanted == Wanted(wanted.day)]

    def keep(self, day: int, network: Network) -> None:
        """Takes a network of that day that was made before."""
        with self._making:
            self._networks[Wanted(day)] = network

    def seen(self, asked: Asked) -> Network:
        """The ties as one question sees them: of its day, without what it leaves out, as staff decided."""
        wanted = Wanted(
            asked.day.latest.toordinal(), asked.exclude_kinds, asked.decided, frozenset(asked.busy), asked.officials
        )
        network, hubs = self._network(wanted), self.hubs.numbers(asked.exclude)
        if not hubs:
            return network
        pairs = self._pairs(np.isin(self.table.hub, hubs))
        return network.with_ties(*self._keys(wanted, pairs, hubs)) if len(pairs) else network

    def shares(self, day: int, busy: Collection[str] = ()) -> NDArray[np.float64]:
        """What each actor carries of a route on a day, by its activity, and by whether it is busy."""
        found = self.activity.shares(len(self.actors), self.rules, day)
        found[self.actors.numbers(busy)] *= self.rules.evidence.open_requests.share
        return found

    def worker(self) -> Worker:
        """The one who asks for this thread."""
        if not hasattr(self._mine, "worker"):
            self._mine.worker = Worker(len(self.actors))
        worker: Worker = self._mine.worker
        return worker

    def _network(self, wanted: Wanted) -> Network:
        with self._making:
            network = self._networks.pop(wanted, None) or self._make(wanted)
            self._networks[wanted] = network
            while len(self._networks) > KEPT:
                self._networks.popitem(last=False)
        return network

    def _make(self, wanted: Wanted) -> Network:
        if wanted.officials:
            plain = self._network(wanted._replace(officials=False))
            return plain.barring(bars(self.barred, officials=True))
        if wanted.decided or wanted.busy:
            busy = self.actors.numbers(wanted.busy)
            sunk = self._pairs(np.isin(self.table.one, busy) | np.isin(self.table.other, busy))
            said = self._said(wanted.decided).pairs(len(self.actors))
            pairs = np.unique(np.concatenate([sunk, said, self._denied(wanted.decided)]))
            plain = self._network(Wanted(wanted.day, wanted.without_kinds))
            return plain.with_ties(*self._keys(wanted, pairs))
        keys = keys_on(self.table, self.shares(wanted.day), self.rules, wanted.day, without_kinds=wanted.without_kinds)
        tied = keys.keys != NO_TIE
        if not tied.all():
            keys = Keys(*(column[tied] for column in keys))
        return Network.build(*keys, bars(self.barred))

    def _pairs(self, rows: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The pairs of some rows, each once."""
        return np.unique(self.table.take(rows).pairs(len(self.actors)))

    def _keys(self, wanted: Wanted, pairs: NDArray[np.int64], hubs: Collection[int] = ()) -> Keys:
        """The keys of some pairs as they are wanted, some hubs left out."""
        said = self._said(wanted.decided)
        parts = [each.take(np.isin(each.pairs(len(self.actors)), pairs)) for each in (self.table, said)]
        shares = self.shares(wanted.day, wanted.busy)
        keys = keys_on(
            join(parts), shares, self.rules, wanted.day, without_kinds=wanted.without_kinds, without_hubs=hubs
        )
        of = keys.ones.astype(np.int64) * len(self.actors) + keys.others
        return keys._replace(keys=np.where(np.isin(of, self._denied(wanted.decided)), NO_TIE, keys.keys))

    def _said(self, decided: Decided) -> Table:
        """The rows of confirmed ties between actors that are here."""
        rows = Rows(self.actors, self.hubs, self.rules)
        rows.add([each.ground(self.rules)] for each in decided.confirmed)
        return rows.table()

    def _denied(self, decided: Decided) -> NDArray[np.int64]:
        """The pairs of denied ties, as `Table.pairs` has them."""
        numbers = [self.actors.numbers(pair) for pair in decided.denied]
        return np.array([one * len(self.actors) + other for one, other in _whole(numbers)], np.int64)


def _whole(pairs: Iterable[list[int]]) -> Iterator[list[int]]:
    return (sorted(pair) for pair in pairs if len(pair) == 2)

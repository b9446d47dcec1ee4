"""The ties of a projection as one question sees them; what they rest on is read from the graph for the routes found."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from graph.introductions.acquaintances import Contacts, openings
from graph.introductions.asked import Asked
from graph.introductions.evidence import on_day
from graph.introductions.grounds import Gathering, Pair
from graph.introductions.network import Network, NumberedQuestion
from graph.introductions.projection.table import DIRECT
from graph.introductions.reader import Reader
from graph.introductions.routes import Route
from graph.introductions.ties import Tie, ties

if TYPE_CHECKING:
    from graph.introductions.projection.projection import Projection

Place = tuple[int, str]
"""The number of a kind of tie and the id of the hub in which two met."""


class ProjectedAcquaintances:
    """Asks a projection."""

    def __init__(self, projection: Projection, reader: Reader, asked: Asked, starts: Contacts, ends: Contacts) -> None:
        self._projection, self._reader, self._asked = projection, reader, asked
        self._starts, self._ends = starts, ends

    def best(self, k: int, *, per_introducer: bool = True) -> list[Route]:
        question = NumberedQuestion(
            self._openings(self._starts),
            self._openings(self._ends),
            own=self._projection.actors.numbers(id for id, contact in self._starts.items() if contact.own),
            excluded=self._excluded,
        )
        worker = self._projection.worker()
        found = worker.routes(self._network, question, k, self._asked.max_hops, per_introducer=per_introducer)
        return self._known([self._route(route.key, route.actors) for route in found])

    def nearest(self, start: Contacts, count: int) -> list[Route]:
        begun, nearest = self._openings(start), []
        for key, actors in self._reached(begun):
            if actors[-1] not in begun and not self._network.arrays.barred[actors[-1]]:
                nearest.append(self._route(key, actors))
                if len(nearest) == count:
                    break
        return self._known(nearest)

    def ties(self, pairs: Collection[Pair]) -> Mapping[Pair, Tie]:
        sizes: dict[tuple[str, str], int] = {}
        places: dict[Pair, set[Place]] = {pair: set() for pair in pairs}
        straight: set[Pair] = set()
        kinds = list(self._projection.rules.ties)
        table = self._projection.table
        for pair in pairs:
            rows = table.rows_of(*self._projection.actors.numbers(pair))
            for kind, hub, size in zip(table.kind[rows], table.hub[rows], table.size[rows], strict=True):
                if hub == DIRECT:
                    straight.add(pair)
                    continue
                met = self._projection.hubs[hub]
                places[pair].add((int(kind), met))
                sizes[kinds[kind], met] = int(size)
        self._read(places, straight)
        gathering = Gathering(
            self._reader.facts, self._projection.rules, self._asked.exclude, self._asked.exclude_kinds, sizes
        )
        self._reader.facts.expanded |= {id for pair in pairs for id in pair}
        hubs = sorted({hub for each in places.values() for _, hub in each})
        groups = [group for hub in hubs for group in gathering.through(self._reader.facts.nodes[hub])]
        groups += gathering.direct(each for pair in pairs for each in self._reader.facts.around(pair[0]))
        decided = self._asked.decided.apply(groups, self._projection.rules)
        wanted = (
            group for group in decided if group[0].pair in places and group[0].kind not in self._asked.exclude_kinds
        )
        return ties(on_day(wanted, self._projection.rules, self._asked.day), self._projection.rules)

    def _read(self, places: Mapping[Pair, Collection[Place]], straight: Collection[Pair]) -> None:
        """What the ties rest on: all who take part where several sides meet, else what ties the two to the hub.

        From the hub, of which few are a part, to people, of whom some have a part in thousands.
        """
        rules = list(self._projection.rules.ties.values())
        several = {hub for each in places.values() for kind, hub in each if len(rules[kind].sides) > 1}
        self._reader.nodes({hub for each in places.values() for _, hub in each})
        self._reader.fill(several)
        self._reader.link(
            {(hub, id) for pair, each in places.items() for _, hub in each if hub not in several for id in pair}
            | {self._fewer_first(pair) for pair in straight}
        )
        self._reader.sources()

    def _fewer_first(self, pair: Pair) -> Pair:
        """The two of a pair, whoever has fewer ties first."""
        starts = self._network.arrays.starts
        one, other = (int(starts[at + 1] - starts[at]) for at in self._projection.actors.numbers(pair))
        return pair if one <= other else (pair[1], pair[0])

    def _known(self, routes: list[Route]) -> list[Route]:
        self._reader.nodes(id for route in routes for id in route.ids)
        return routes

    def _route(self, key: int, actors: tuple[int, ...]) -> Route:
        return Route(key, tuple(self._projection.actors[actor] for actor in actors))

    def _openings(self, contacts: Contacts) -> dict[int, int]:
        """Contact points that the graph has got since are not in the projection."""
        numbers = ((self._projection.actors.number(id), key) for id, key in openings(contacts).items())
        return {number: key for number, key in numbers if number is not None}

    @cached_property
    def _excluded(self) -> list[int]:
        return self._projection.actors.numbers(self._asked.exclude)

    @cached_property
    def _network(self) -> Network:
        return self._projection.seen(self._asked)

    def _reached(self, start: Mapping[int, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Every actor within the cap by its best route, the best reached first."""
        excluded, seen = set(self._excluded), set[int]()
        heap: list[tuple[int, tuple[int, ...]]] = [(key, (actor,)) for actor, key in start.items()]
        heapq.heapify(heap)
        fewest: dict[int, int] = {}
        while heap:
            key, actors = heapq.heappop(heap)
            last, hops = actors[-1], len(actors) - 1
            if last in excluded or fewest.get(last, hops + 1) <= hops:
                continue
            fewest[last] = hops
            if last not in seen:
                seen.add(last)
                yield key, actors
            if hops < self._asked.max_hops and (not hops or not self._network.arrays.barred[last]):
                for cost, other in self._network.neighbours(last):
                    if other not in actors:
                        heapq.heappush(heap, (key + cost, (*actors, other)))

"""Who is tied to whom as one question sees it: what is asked of any store of ties, and the one that reads the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from graph.introductions.activity import counting, share
from graph.introductions.asked import Asked
from graph.introductions.barring import is_barred
from graph.introductions.contacts import Contact
from graph.introductions.evidence import on_day
from graph.introductions.grounds import Gathering, Ground, Pair
from graph.introductions.reader import Reader
from graph.introductions.routes import Keys, Question, Route, best_routes, opening_key, reached, tie_key
from graph.introductions.rules import Rules
from graph.introductions.ties import Tie, neighbours, ties
from graph.subgraph import Node

Contacts = Mapping[str, Contact]


class Acquaintances(Protocol):
    """The ties that one question may use, between two opened ends."""

    def best(self, k: int, *, per_introducer: bool = True) -> list[Route]:
        """The k best routes from one end to the other; see `routes.best_routes`."""
        ...

    def nearest(self, start: Contacts, count: int) -> list[Route]:
        """The best routes from one end to the actors that are reached best from it, whatever the other end."""
        ...

    def ties(self, pairs: Collection[Pair]) -> Mapping[Pair, Tie]:
        """The ties of some pairs of the routes found, with their evidence."""
        ...


class ReadAcquaintances:
    """Reads the ties around both ends from the graph: half the hops from the one, half from the other."""

    def __init__(self, reader: Reader, rules: Rules, asked: Asked, starts: Contacts, ends: Contacts) -> None:
        self._reader, self._rules, self._asked = reader, rules, asked
        self._starts, self._ends = starts, ends
        self._found: Mapping[Pair, Tie] = {}

    def best(self, k: int, *, per_introducer: bool = True) -> list[Route]:
        hops = self._asked.max_hops
        self._reader.grow([(self._starts, (hops + 1) // 2), (self._ends, hops // 2)])
        question = self._question(openings(self._starts), openings(self._ends))
        return best_routes(question, k, hops, per_introducer=per_introducer)

    def nearest(self, start: Contacts, count: int) -> list[Route]:
        """Reads on from those only through whom somebody could still be reached better than the last of `count`."""
        least = tie_key(self._rules.evidence.ceiling, self._rules.evidence.attrition)
        while True:
            question = self._question(openings(start), {})
            routes = reached(question, self._asked.max_hops)
            others = (route for id, route in routes.items() if id not in start and id not in question.barred)
            best = sorted(others, key=lambda route: (route.key, route.ids))[:count]
            room = best[-1].key - least if len(best) == count else None
            further = {
                id
                for id, route in routes.items()
                if (id in start or id not in question.barred)
                and len(route.ids) <= self._asked.max_hops
                and (room is None or route.key <= room)
            }
            if not self._reader.expand(further):
                return best

    def ties(self, pairs: Collection[Pair]) -> Mapping[Pair, Tie]:
        return {pair: self._found[pair] for pair in pairs}

    def _question(self, starts: Keys, ends: Keys) -> Question:
        """What is asked, over all ties read by now."""
        self._reader.sources()
        gathering = Gathering(self._reader.facts, self._rules, self._asked.exclude, self._asked.exclude_kinds)
        groups = self._decided(gathering)
        self._found = ties(on_day(groups, self._rules, self._asked.day), self._rules)
        keys: dict[str, dict[str, int]] = {}
        shares = self._shares({id for pair in self._found for id in pair})
        for one, other, tie in neighbours(self._found):
            counts = counting(tie.p, shares[one], shares[other])
            keys.setdefault(one, {})[other] = tie_key(counts, self._rules.evidence.attrition)
        nodes = self._reader.facts.nodes
        return Question(
            keys,
            starts,
            ends,
            own={id for id, contact in self._starts.items() if contact.own},
            barred={id for id in keys if self._is_barred(nodes[id])},
        )

    def _is_barred(self, node: Node) -> bool:
        return is_barred(node, self._rules.evidence.introducers, officials=self._asked.officials)

    def _decided(self, gathering: Gathering) -> Iterator[list[Ground]]:
        """All evidence by what staff decided, as far as both are on file and the asker leaves neither out."""
        nodes, known = self._reader.facts.nodes, gathering.is_actor
        for group in self._asked.decided.apply(gathering.all(), self._rules):
            kept = group[0].kind not in self._asked.exclude_kinds
            if kept and all(id in nodes and known(nodes[id]) for id in group[0].pair):
                yield group

    def _shares(self, actors: Collection[str]) -> dict[str, float]:
        """The share of each by its activity."""
        counts, day = dict.fromkeys(actors, 0), self._asked.day.latest.toordinal()
        for begun in self._reader.begun(actors):
            counts[begun.actor] += begun.many if begun.day <= day else 0
        sunk = self._rules.evidence.open_requests.share
        return {
            id: share(float(max(count, 1)), self._rules) * (sunk if id in self._asked.busy else 1.0)
            for id, count in counts.items()
        }


def openings(contacts: Contacts) -> Keys:
    """The key of opening an end at each of its contact points."""
    return {id: opening_key(contact.weight) for id, contact in contacts.items()}

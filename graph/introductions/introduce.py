"""Who can introduce one to the other: together already, on record, the best routes, or how near one gets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.database import Database
from graph.errors import NotFound
from graph.introductions.acquaintances import Acquaintances, Contacts, ReadAcquaintances
from graph.introductions.answer import Answer, Code
from graph.introductions.asked import Asked
from graph.introductions.contacts import Contact, open_ends
from graph.introductions.dates import today
from graph.introductions.decided import NOTHING, Decided
from graph.introductions.grounds import Pair
from graph.introductions.path import Hop, Near, Path, Side
from graph.introductions.reader import Reader
from graph.introductions.recorded import Recorded, recorded
from graph.introductions.ring import Ring, read_rings
from graph.introductions.routes import Route, score
from graph.introductions.rules import Rules, load_rules
from graph.introductions.ties import Tie
from graph.introductions.together import Link, together
from graph.subgraph import Node
from graph.values import PartialDate

if TYPE_CHECKING:
    from graph.introductions.projection import Projection

NEAREST = 3
"""How many people are named on each side where no route is found."""


def introduce(
    database: Database,
    from_id: str,
    to_id: str,
    *,
    k: int = 5,
    further: int = 0,
    max_hops: int = 3,
    as_of: str | None = None,
    exclude: Collection[str] = (),
    exclude_kinds: Collection[str] = (),
    rules: Rules | None = None,
    officials: bool = False,
    decided: Decided = NOTHING,
    projection: Projection | None = None,
) -> Answer:
    """What links two ends, and the `k` best routes of at most `max_hops` ties, one per first introducer.

    `further` is how many more follow, the next best whoever comes first in them.
    `as_of` is a date as fine as known: evidence that had certainly not begun by then is left out; without one, age is
    counted from today. `exclude` are ids of people, bodies or events, `exclude_kinds` names of tie or contact rules.
    `officials` may stand between the ends only where that is chosen (需领导出面). `decided` is what staff said of ties.
    With a `projection` of the graph its ties are not read anew: the same answer, sooner, and from all of the graph.
    Raises NotFound for an unknown id or kind, SchemaError for a date that is none.
    """
    rules = projection.rules if projection else rules or load_rules()
    _check_kinds(exclude_kinds, rules)
    date = PartialDate.parse(as_of) if as_of else None
    asked = Asked(
        date or today(), frozenset(exclude) - {from_id, to_id}, frozenset(exclude_kinds), max_hops, decided, officials
    )
    search = _Search(database, rules, asked, projection, current=date is None)
    start, end = search.ends(from_id, to_id)
    if start.id == end.id:
        return search.answer(start, end, date, "same")
    return search.run(start, end, date, k, further)


@dataclass
class _Ends:
    """Both ends, opened."""

    start: Node
    end: Node
    starts: Contacts
    ends: Contacts

    def lacking(self) -> Node | None:
        """The end that nobody on file answers for."""
        return self.start if not self.starts else self.end if not self.ends else None


class _Search:
    def __init__(
        self, database: Database, rules: Rules, asked: Asked, projection: Projection | None, *, current: bool
    ) -> None:
        self.reader = Reader(database, rules, asked.decided, officials=asked.officials)
        self.rules = rules
        self.asked = replace(asked, busy=self.reader.busy()) if current else asked
        self.projection = projection

    def ends(self, *ids: str) -> list[Node]:
        self.reader.nodes(ids)
        for id in ids:
            if id not in self.reader.facts.nodes:
                raise NotFound("introductions.no_such_node", id=id)
        return [self.reader.facts.nodes[id] for id in ids]

    def run(self, start: Node, end: Node, as_of: PartialDate | None, k: int, further: int) -> Answer:
        opened = _Ends(start, end, *self._open(start, end))
        linked = together(self.reader, start, end, self.asked.day)
        on_record = recorded(self.reader, start, end, self.asked.day)
        known = self._acquaintances(opened)

        def new(routes: Sequence[Route]) -> list[Route]:
            return [route for route in routes if not (linked and _repeats(route, opened))]

        short = new(known.best(k + 1))[:k]
        longer = new(known.best(len(short) + 1 + further, per_introducer=False)) if further and short else []
        more = [route for route in longer if route not in short][:further]
        found = self._paths([*short, *more], opened, known)
        paths = [replace(path, further=number >= len(short)) for number, path in enumerate(found)]
        near = [] if paths or linked or on_record else self._near(opened, known)
        code: Code = "together" if linked else "recorded" if on_record else "found" if paths else "none_within_hops"
        lacking = opened.lacking()
        if code == "none_within_hops" and lacking:
            code = "no_contact_point"
        return self.answer(start, end, as_of, code, linked, on_record, paths, near, lacking)

    def answer(
        self,
        start: Node,
        end: Node,
        as_of: PartialDate | None,
        code: Code,
        linked: Sequence[Link] = (),
        on_record: Sequence[Recorded] = (),
        paths: Sequence[Path] = (),
        near: Sequence[Near] = (),
        lacking: Node | None = None,
    ) -> Answer:
        self.reader.sources()
        found = tuple(linked), tuple(on_record), tuple(paths), tuple(near)
        hops, complete = self.asked.max_hops, self.reader.complete
        return Answer(start, end, as_of, hops, code, *found, complete, lacking, self.reader.facts, self.rules)

    def _open(self, *ends: Node) -> list[dict[str, Contact]]:
        contacts = tuple(rule for rule in self.rules.contacts if rule.name not in self.asked.exclude_kinds)
        rules = Rules(self.rules.evidence, contacts)
        officials = self.asked.officials
        return open_ends(self.reader, ends, rules, self.asked.day, self.asked.exclude, officials=officials)

    def _acquaintances(self, opened: _Ends) -> Acquaintances:
        if self.projection:
            return self.projection.acquaintances(self.reader, self.asked, opened.starts, opened.ends)
        return ReadAcquaintances(self.reader, self.rules, self.asked, opened.starts, opened.ends)

    def _paths(self, routes: Sequence[Route], opened: _Ends, known: Acquaintances) -> list[Path]:
        found = known.ties({pair for route in routes for pair in _pairs(route)})
        nodes = self.reader.facts.nodes
        bodies = [nodes[id] for route in routes for id in route.ids if nodes[id].label != "Person"]
        rings = read_rings(self.reader, bodies, self.rules, self.asked.day)
        paths = [self._path(route, opened, found) for route in routes]
        told = (_rings(route, rings, self.asked.exclude) for route in routes)
        return [replace(path, rings=each) for path, each in zip(paths, told, strict=True)]

    def _path(self, route: Route, opened: _Ends, found: Mapping[Pair, Tie]) -> Path:
        first, last = opened.starts[route.ids[0]], opened.ends[route.ids[-1]]
        openings = [(end, contact) for end, contact in ((opened.start, first), (opened.end, last)) if contact.rule]
        hops = self._hops(route, found) if len(route.ids) > 1 else (_meeting(openings.pop(0), opened),)
        worth = score(route.key, self.rules.evidence.attrition)
        asked = {opened.start.id, opened.end.id}
        busy = [(self.reader.facts.nodes[id], self.asked.busy[id]) for id in route.ids if id in self.asked.busy]
        return Path(worth, hops, tuple(openings), tuple((node, many) for node, many in busy if node.id not in asked))

    def _hops(self, route: Route, found: Mapping[Pair, Tie]) -> tuple[Hop, ...]:
        nodes = self.reader.facts.nodes
        return tuple(
            Hop(nodes[one], nodes[other], found[min(one, other), max(one, other)]) for one, other in pairwise(route.ids)
        )

    def _near(self, opened: _Ends, known: Acquaintances) -> list[Near]:
        """Who is reached best from either end."""
        sides: tuple[tuple[Side, Contacts], ...] = (("from", opened.starts), ("to", opened.ends))
        routes = [(side, route) for side, contacts in sides for route in known.nearest(contacts, NEAREST)]
        found = known.ties({pair for _, route in routes for pair in _pairs(route)})
        hops = [(side, self._hops(route, found)) for side, route in routes]
        return [Near(each[-1].end, side, len(each), each[-1]) for side, each in hops]


def _rings(route: Route, rings: Mapping[str, Sequence[Ring]], exclude: Collection[str]) -> tuple[Ring, ...]:
    """Those of the bodies on a route who are not on it themselves."""
    out = {*route.ids, *exclude}
    return tuple(ring for id in route.ids for ring in rings.get(id, ()) if ring.person.id not in out)


def _pairs(route: Route) -> list[Pair]:
    return [(min(one, other), max(one, other)) for one, other in pairwise(route.ids)]


def _repeats(route: Route, opened: _Ends) -> bool:
    """True where a route without a tie ends at the other end itself: that stands under what links them already."""
    return len(route.ids) == 1 and route.ids[0] in {opened.start.id, opened.end.id}


def _meeting(opening: tuple[Node, Contact], opened: _Ends) -> Hop:
    """The hop of a route without a tie: a contact point of one end is the other end, or its contact point too."""
    end, contact = opening
    if end.id == opened.start.id:
        return Hop(end, contact.node, None, opening)
    return Hop(contact.node, end, None, opening)


def _check_kinds(kinds: Collection[str], rules: Rules) -> None:
    known = [*rules.ties, *(contact.name for contact in rules.contacts)]
    for kind in kinds:
        if kind not in known:
            raise NotFound("introductions.no_such_kind", kind=kind, known=" · ".join(known))

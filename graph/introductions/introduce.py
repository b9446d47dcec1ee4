"""Who can introduce one to the other: together already, on record, the best routes, or how near one gets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.database import Database
from graph.errors import NotFound
from graph.introductions.answer import Answer, Code
from graph.introductions.contacts import Contact, open_ends
from graph.introductions.dates import today
from graph.introductions.evidence import on_day
from graph.introductions.grounds import Gathering, Pair
from graph.introductions.path import Hop, Near, Path, Side
from graph.introductions.reader import Reader, is_barred
from graph.introductions.recorded import Recorded, recorded
from graph.introductions.routes import Question, Route, best_routes, opening_key, reached, score, tie_key
from graph.introductions.rules import Rules, load_rules
from graph.introductions.ties import Tie, neighbours, ties
from graph.introductions.together import Link, together
from graph.subgraph import Node
from graph.values import PartialDate

NEAREST = 3
"""How many people are named on each side where no route is found."""

Contacts = Mapping[str, Contact]


def introduce(
    database: Database,
    from_id: str,
    to_id: str,
    *,
    k: int = 5,
    max_hops: int = 3,
    as_of: str | None = None,
    exclude: Collection[str] = (),
    exclude_kinds: Collection[str] = (),
    rules: Rules | None = None,
) -> Answer:
    """What links two ends, and the `k` best routes of at most `max_hops` ties, one per first introducer.

    `as_of` is a date as fine as known: evidence that had certainly not begun by then is left out; without one, age is
    counted from today. `exclude` are ids of people, bodies or events, `exclude_kinds` names of tie or contact rules.
    Raises NotFound for an unknown id or kind, SchemaError for a date that is none.
    """
    rules = rules or load_rules()
    _check_kinds(exclude_kinds, rules)
    asked = PartialDate.parse(as_of) if as_of else None
    search = _Search(
        database, rules, asked or today(), frozenset(exclude) - {from_id, to_id}, frozenset(exclude_kinds), max_hops
    )
    start, end = search.ends(from_id, to_id)
    if start.id == end.id:
        return search.answer(start, end, asked, "same")
    return search.run(start, end, asked, k)


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
        self,
        database: Database,
        rules: Rules,
        day: PartialDate,
        exclude: frozenset[str],
        exclude_kinds: frozenset[str],
        max_hops: int,
    ) -> None:
        self.reader = Reader(database, rules)
        self.rules = rules
        self.day = day
        self.exclude = exclude
        self.exclude_kinds = exclude_kinds
        self.max_hops = max_hops

    def ends(self, *ids: str) -> list[Node]:
        self.reader.nodes(ids)
        for id in ids:
            if id not in self.reader.facts.nodes:
                raise NotFound("introductions.no_such_node", id=id)
        return [self.reader.facts.nodes[id] for id in ids]

    def run(self, start: Node, end: Node, asked: PartialDate | None, k: int) -> Answer:
        opened = _Ends(start, end, *self._open(start, end))
        linked = together(self.reader, start, end, self.day)
        on_record = recorded(self.reader, start, end, self.day)
        found = self._ties(opened)
        question = self._question(opened, found)
        routes = best_routes(question, k + 1, self.max_hops)
        paths = [self._path(route, opened, found) for route in routes if not (linked and _repeats(route, opened))][:k]
        near = [] if paths or linked or on_record else [*self._near(opened, found, question)]
        code: Code = "together" if linked else "recorded" if on_record else "found" if paths else "none_within_hops"
        lacking = opened.lacking()
        if code == "none_within_hops" and lacking:
            code = "no_contact_point"
        return self.answer(start, end, asked, code, linked, on_record, paths, near, lacking)

    def answer(
        self,
        start: Node,
        end: Node,
        asked: PartialDate | None,
        code: Code,
        linked: Sequence[Link] = (),
        on_record: Sequence[Recorded] = (),
        paths: Sequence[Path] = (),
        near: Sequence[Near] = (),
        lacking: Node | None = None,
    ) -> Answer:
        self.reader.sources()
        found = tuple(linked), tuple(on_record), tuple(paths), tuple(near)
        complete = self.reader.complete
        return Answer(start, end, asked, self.max_hops, code, *found, complete, lacking, self.reader.facts, self.rules)

    def _open(self, *ends: Node) -> list[dict[str, Contact]]:
        contacts = tuple(rule for rule in self.rules.contacts if rule.name not in self.exclude_kinds)
        return open_ends(self.reader, ends, Rules(self.rules.evidence, contacts), self.day, self.exclude)

    def _ties(self, opened: _Ends) -> dict[Pair, Tie]:
        """All ties on routes within the cap: read half the hops from one end, half from the other."""
        self.reader.grow([(opened.starts, (self.max_hops + 1) // 2), (opened.ends, self.max_hops // 2)])
        self.reader.sources()
        gathering = Gathering(self.reader.facts, self.rules, self.exclude, self.exclude_kinds)
        return ties(on_day(gathering.all(), self.rules, self.day), self.rules)

    def _question(self, opened: _Ends, found: Mapping[Pair, Tie]) -> Question:
        keys: dict[str, dict[str, int]] = {}
        for one, other, tie in neighbours(found):
            keys.setdefault(one, {})[other] = tie_key(tie.p, self.rules.evidence.attrition)
        introducers = self.rules.evidence.introducers
        return Question(
            keys,
            {id: opening_key(contact.weight) for id, contact in opened.starts.items()},
            {id: opening_key(contact.weight) for id, contact in opened.ends.items()},
            own={id for id, contact in opened.starts.items() if contact.own},
            barred={
                id
                for id in keys
                if is_barred(self.reader.facts.nodes[id], introducers.never_roles, introducers.never_status)
            },
        )

    def _path(self, route: Route, opened: _Ends, found: Mapping[Pair, Tie]) -> Path:
        first, last = opened.starts[route.ids[0]], opened.ends[route.ids[-1]]
        openings = [(end, contact) for end, contact in ((opened.start, first), (opened.end, last)) if contact.rule]
        hops = self._hops(route, found) if len(route.ids) > 1 else (_meeting(openings.pop(0), opened),)
        return Path(score(route.key, self.rules.evidence.attrition), hops, tuple(openings))

    def _hops(self, route: Route, found: Mapping[Pair, Tie]) -> tuple[Hop, ...]:
        nodes = self.reader.facts.nodes
        return tuple(
            Hop(nodes[one], nodes[other], found[min(one, other), max(one, other)]) for one, other in pairwise(route.ids)
        )

    def _near(self, opened: _Ends, found: Mapping[Pair, Tie], question: Question) -> Iterator[Near]:
        """Who is reached best from either end."""
        back = Question(question.ties, question.ends, question.starts, barred=question.barred)
        sides: tuple[tuple[Side, Question], ...] = (("from", question), ("to", back))
        for side, asked in sides:
            routes = reached(asked, self.max_hops)
            others = (id for id in routes if id not in asked.starts and id not in question.barred)
            for id in sorted(others, key=lambda id: (routes[id].key, id))[:NEAREST]:
                hops = self._hops(routes[id], found)
                yield Near(self.reader.facts.nodes[id], side, len(hops), hops[-1])


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

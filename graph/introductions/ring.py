"""Whom to ring: a body on a route does not pick up the phone, who heads or assists it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.introductions.barring import is_barred
from graph.introductions.dates import Span
from graph.introductions.reader import Reader, Request
from graph.introductions.rules import Rules
from graph.subgraph import Node
from graph.values import PartialDate

TYPES = ("LEADS", "ASSISTS")


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody who answers for a body, in which role; `over` where the term is over, `seen` the last day it was so."""

    body: Node
    person: Node
    role: str
    over: bool
    seen: PartialDate | None


def read_rings(reader: Reader, bodies: Iterable[Node], rules: Rules, day: PartialDate) -> dict[str, list[Ring]]:
    """Who answers for each body, those still in office first, then by id; nobody who is not to be asked any more."""
    known = {body.id: body for body in bodies}
    reader.fetch(Request(type, forward=False, ids=frozenset(known)) for type in TYPES)
    found = {id: list(_of(reader, body, rules, day)) for id, body in known.items()}
    return {id: sorted(each, key=lambda ring: (ring.over, ring.person.id)) for id, each in found.items()}


def _of(reader: Reader, body: Node, rules: Rules, day: PartialDate) -> Iterator[Ring]:
    told: set[str] = set()
    whole = Span.of(body.properties, "start", "end")
    for relationship in reader.facts.around(body.id):
        person = reader.facts.nodes.get(relationship.start)
        if relationship.type not in TYPES or relationship.end != body.id or person is None or person.id in told:
            continue
        span = Span.of(relationship.properties)
        if span.state(day) == "not_yet" or is_barred(person, rules.evidence.introducers, officials=True):
            continue
        told.add(person.id)
        over = "over" in {span.state(day), whole.state(day)}
        yield Ring(body, person, str(relationship.properties.get("role") or ""), over, span.last())

"""Evidence: one fact of the graph that says two actors know each other, and how much it says."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph.introductions.dates import Begun, Span, common
from graph.introductions.facts import Facts
from graph.introductions.rules import Rules, TieRule, fits
from graph.subgraph import Node, Relationship
from graph.values import PartialDate

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a tie: its `kind` (a rule's name), where the two met, when, and what it weighs.

    `pair` is in order of ids; `relationships` belong to the first and to the second of it, or are the one direct
    relationship.
    """

    kind: str
    pair: Pair
    hub: str | None
    relationships: tuple[Relationship, ...]
    span: Span
    weight: float
    begun: Begun

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind it, each once."""
        return tuple(dict.fromkeys(id for each in self.relationships for id in sources_of(each.properties)))


class Gathering:
    """Finds the evidence among facts as of a day, leaving out what the asker excludes."""

    def __init__(
        self, facts: Facts, rules: Rules, day: PartialDate, exclude: Collection[str], exclude_kinds: Collection[str]
    ) -> None:
        self.facts = facts
        self.rules = rules
        self.day = day
        self.exclude = exclude
        self.exclude_kinds = exclude_kinds

    def all(self) -> Iterator[Evidence]:
        """The best evidence of every kind and hub for every pair of which one was expanded."""
        for kind, rule in self.rules.ties.items():
            if kind in self.exclude_kinds:
                continue
            if rule.direct:
                yield from self._direct(kind, rule)
                continue
            for hub in list(self.facts.nodes.values()):
                if hub.label in rule.hub and self._meets(hub, rule):
                    yield from self._through(kind, rule, hub)

    def _actor(self, node: Node) -> bool:
        return node.id not in self.exclude and self.facts.is_actor(node)

    def _meets(self, hub: Node, rule: TieRule) -> bool:
        if hub.id in self.exclude or hub.id in self.facts.crowded or not self.facts.is_hub(hub):
            return False
        return fits(hub.properties, rule.where, rule.unless)

    def _direct(self, kind: str, rule: TieRule) -> Iterator[Evidence]:
        for id in self.facts.expanded:
            for relationship in self.facts.around(id):
                ends = [self.facts.nodes[end] for end in (relationship.start, relationship.end)]
                if relationship.type != rule.direct or not all(map(self._actor, ends)):
                    continue
                one, other = sorted((relationship.start, relationship.end))
                if one == other or (id == other and one in self.facts.expanded):
                    continue
                body = next((end for end in ends if end.label != "Person"), ends[1])
                size = _size(body, self.rules, len(ends))
                span = common([Span.of(relationship.properties)], Span.of(body.properties, "start", "end"))
                found = span and self._evidence(kind, rule, (one, other), None, (relationship,), span, size)
                if found:
                    yield found

    def _through(self, kind: str, rule: TieRule, hub: Node) -> Iterator[Evidence]:
        sides = [self._attached(hub, side) for side in rule.sides]
        size = _size(hub, self.rules, len({id for side in sides for id in side}))
        frame = Span.of(hub.properties, "start", "end") if hub.label != "Introduction" else _when(hub)
        for first, second in itertools.combinations(sides, 2) if len(sides) > 1 else [(sides[0], sides[0])]:
            for one, other in _pairs(first, second, self.facts.expanded):
                options = (
                    self._evidence(kind, rule, (one, other), hub, met, span, size)
                    for met in _met(first, second, one, other)
                    if (span := common((Span.of(each.properties) for each in met), frame)) is not None
                )
                best = max(filter(None, options), key=lambda each: each.weight, default=None)
                if best:
                    yield best

    def _attached(self, hub: Node, types: list[str]) -> dict[str, list[Relationship]]:
        found: dict[str, list[Relationship]] = {}
        for node, relationship in self.facts.attached(hub.id, types):
            if self._actor(node):
                found.setdefault(node.id, []).append(relationship)
        return found

    def _evidence(
        self,
        kind: str,
        rule: TieRule,
        pair: Pair,
        hub: Node | None,
        relationships: tuple[Relationship, ...],
        span: Span,
        size: int,
    ) -> Evidence | None:
        if span.state(self.day) == "not_yet":
            return None
        weighs = weight(
            rule,
            size,
            span.age(self.day, self.rules.evidence.undated_age),
            state=rule.states.get(str(hub.properties.get("state")), 1.0) if hub and rule.states else 1.0,
            confidence=self._confidence(relationships),
            overlap=_overlap(span) if rule.overlap else 1.0,
        )
        hub_id = hub.id if hub else None
        return Evidence(kind, pair, hub_id, relationships, span, weighs, span.begun(self.day))

    def _confidence(self, relationships: tuple[Relationship, ...]) -> float:
        """How far the best source behind it is trusted."""
        kinds = [
            str(self.facts.nodes[id].properties.get("kind"))
            for each in relationships
            for id in sources_of(each.properties)
            if id in self.facts.nodes
        ]
        return max((self.rules.evidence.confidence.get(kind, 1.0) for kind in kinds), default=1.0)


def weight(
    rule: TieRule, size: int, age: float, *, state: float = 1.0, confidence: float = 1.0, overlap: float = 1.0
) -> float:
    """What one piece of evidence adds to W of a tie, by the formula at the head of `evidence.yaml`.

    `size`: people in the body or event, two or more; `age`: years since it was last true or seen; the rest are shares.
    """
    crowd, fading = math.pow(size - 1, -rule.gamma), math.pow(2, -age / rule.half_life)
    return rule.beta * state * confidence * overlap * crowd * fading


def sources_of(properties: Mapping[str, object]) -> list[str]:
    """The ids of the sources among properties."""
    found = properties.get("sources")
    return [str(id) for id in found] if isinstance(found, list | tuple) else []


def _pairs(first: Collection[str], second: Collection[str], expanded: Collection[str]) -> list[Pair]:
    """Every two of different sides of which one was expanded, in order of ids."""
    pairs = {
        (min(one, other), max(one, other))
        for here, there in ((first, second), (second, first))
        for one in here
        if one in expanded
        for other in there
        if one != other
    }
    return sorted(pairs)


def _met(
    first: Mapping[str, list[Relationship]], second: Mapping[str, list[Relationship]], one: str, other: str
) -> Iterator[tuple[Relationship, Relationship]]:
    """Every way in which the two were there: the relationship of the one, that of the other."""
    yield from itertools.product(first.get(one, []), second.get(other, []))
    if first is not second:
        yield from itertools.product(second.get(one, []), first.get(other, []))


def _size(body: Node, rules: Rules, on_file: int) -> int:
    """People in a body: as stated, else as assumed of its type; never fewer than are on file, never fewer than two."""
    stated = body.properties.get("stated_size")
    named = body.properties.get("named_count")
    told = stated if isinstance(stated, int) else rules.evidence.assumed_size.get(body.label, 2)
    return max(2, on_file, told, named if isinstance(named, int) else 0)


def _when(introduction: Node) -> Span:
    """An introduction happened on its date; where only a report is dated, it had happened by then."""
    dated = Span.of({"since": introduction.properties.get("date")})
    seen = Span.of({"observed": introduction.properties.get("observed")})
    return Span(dated.since, None, seen.observed if dated.since is None else None)


def _overlap(span: Span) -> float:
    """The share of a year that two were there together; a whole year where it is not known."""
    months = span.months()
    return 1.0 if months is None else max(1.0, min(12.0, months)) / 12

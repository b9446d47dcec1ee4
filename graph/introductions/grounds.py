"""Grounds: what two actors have in common by the facts of a graph, whatever the day."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.introductions.dates import Span, common
from graph.introductions.facts import Facts
from graph.introductions.rules import Rules, TieRule, fits
from graph.subgraph import Node, Relationship

if TYPE_CHECKING:
    from graph.introductions.decided import Confirmation

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that two have in common: its `kind` (a rule's name), where the two met, when, and its `factor`.

    `pair` is in order of ids; `relationships` belong to the first and to the second of it, or are the one direct
    relationship, or there are none where staff confirmed the tie (`confirmed`); `size` are the people in the body or
    event; `factor` is its weight while nothing has faded.
    """

    kind: str
    pair: Pair
    hub: str | None
    relationships: tuple[Relationship, ...]
    span: Span
    size: int
    factor: float
    confirmed: Confirmation | None = None


class Gathering:
    """Finds the grounds among facts, leaving out what the asker excludes.

    `sizes` tells how many are in a hub where the facts hold only a part of it: by kind and hub.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Rules,
        exclude: Collection[str] = (),
        exclude_kinds: Collection[str] = (),
        sizes: Mapping[tuple[str, str], int] | None = None,
    ) -> None:
        self.facts = facts
        self.exclude = exclude
        self._rules = rules.evidence
        self._kinds = {kind: rule for kind, rule in rules.ties.items() if kind not in exclude_kinds}
        self._sizes = sizes or {}

    def all(self) -> Iterator[list[Ground]]:
        """Everything that every pair of which one was expanded has in common.

        One list a kind, pair and hub: they met there in each of these ways, and only the best of them counts.
        """
        for hub in list(self.facts.nodes.values()):
            yield from self.through(hub)
        yield from self.direct(relationship for id in self.facts.expanded for relationship in self.facts.around(id))

    def direct(self, relationships: Iterable[Relationship]) -> Iterator[list[Ground]]:
        """The grounds that are one relationship each; a relationship that comes twice counts once."""
        rules = {rule.direct: (kind, rule) for kind, rule in self._kinds.items() if rule.direct}
        seen: set[tuple[str, str]] = set()
        for relationship in relationships:
            found = (relationship.type, relationship.key)
            if relationship.type not in rules or found in seen:
                continue
            seen.add(found)
            yield from self._related(*rules[relationship.type], relationship)

    def through(self, hub: Node) -> Iterator[list[Ground]]:
        """The grounds of all who meet in a hub and of whom one was expanded."""
        for kind, rule in self._kinds.items():
            if hub.label in rule.hub and self._meets(hub, rule):
                yield from self._met_in(kind, rule, hub)

    def is_actor(self, node: Node) -> bool:
        """Whether somebody or a body may stand in a route that is asked for."""
        return node.id not in self.exclude and self.facts.is_actor(node)

    def _meets(self, hub: Node, rule: TieRule) -> bool:
        if hub.id in self.exclude or hub.id in self.facts.crowded or not self.facts.is_hub(hub):
            return False
        return fits(hub.properties, rule.where, rule.unless)

    def _related(self, kind: str, rule: TieRule, relationship: Relationship) -> Iterator[list[Ground]]:
        ends = [self.facts.nodes[end] for end in (relationship.start, relationship.end)]
        one, other = sorted((relationship.start, relationship.end))
        if one == other or not all(map(self.is_actor, ends)):
            return
        body = next((end for end in ends if end.label != "Person"), ends[1])
        span = common([Span.of(relationship.properties)], Span.of(body.properties, "start", "end"))
        if span is not None:
            size = self._size(kind, body, len(ends))
            yield [self._ground(kind, rule, (one, other), None, (relationship,), span, size)]

    def _met_in(self, kind: str, rule: TieRule, hub: Node) -> Iterator[list[Ground]]:
        sides = [self._attached(hub, side) for side in rule.sides]
        size = self._size(kind, hub, len({id for side in sides for id in side}))
        frame = Span.of(hub.properties, "start", "end") if hub.label != "Introduction" else _when(hub)
        for first, second in itertools.combinations(sides, 2) if len(sides) > 1 else [(sides[0], sides[0])]:
            for one, other in _pairs(first, second, self.facts.expanded):
                if one in self.exclude or other in self.exclude:
                    continue
                grounds = [
                    self._ground(kind, rule, (one, other), hub, met, span, size)
                    for met in _met(first, second, one, other)
                    if (span := common((Span.of(each.properties) for each in met), frame)) is not None
                ]
                if grounds:
                    yield grounds

    def _attached(self, hub: Node, types: list[str]) -> dict[str, list[Relationship]]:
        found: dict[str, list[Relationship]] = {}
        for node, relationship in self.facts.attached(hub.id, types):
            if self.facts.is_actor(node):
                found.setdefault(node.id, []).append(relationship)
        return found

    def _ground(
        self,
        kind: str,
        rule: TieRule,
        pair: Pair,
        hub: Node | None,
        relationships: tuple[Relationship, ...],
        span: Span,
        size: int,
    ) -> Ground:
        weighs = factor(
            rule,
            size,
            state=rule.states.get(str(hub.properties.get("state")), 1.0) if hub and rule.states else 1.0,
            confidence=self._confidence(relationships),
            overlap=_overlap(span) if rule.overlap else 1.0,
        )
        return Ground(kind, pair, hub.id if hub else None, relationships, span, size, weighs)

    def _confidence(self, relationships: tuple[Relationship, ...]) -> float:
        """How far the best source behind it is trusted."""
        kinds = [
            str(self.facts.nodes[id].properties.get("kind"))
            for each in relationships
            for id in sources_of(each.properties)
            if id in self.facts.nodes
        ]
        return max((self._rules.confidence.get(kind, 1.0) for kind in kinds), default=1.0)

    def _size(self, kind: str, body: Node, on_file: int) -> int:
        """People in a body: as stated, else as assumed of its type; never fewer than are on file, never under two."""
        known = self._sizes.get((kind, body.id))
        if known is not None:
            return known
        stated = body.properties.get("stated_size")
        named = body.properties.get("named_count")
        told = stated if isinstance(stated, int) else self._rules.assumed_size.get(body.label, 2)
        return max(2, on_file, told, named if isinstance(named, int) else 0)


def factor(rule: TieRule, size: int, *, state: float = 1.0, confidence: float = 1.0, overlap: float = 1.0) -> float:
    """The part of a weight that does not fade, by the formula at the head of `evidence.yaml`.

    `size`: people in the body or event, two or more; the rest are shares.
    """
    return rule.beta * state * confidence * overlap * math.pow(size - 1, -rule.gamma)


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


def _when(introduction: Node) -> Span:
    """An introduction happened on its date; where only a report is dated, it had happened by then."""
    dated = Span.of({"since": introduction.properties.get("date")})
    seen = Span.of({"observed": introduction.properties.get("observed")})
    return Span(dated.since, None, seen.observed if dated.since is None else None)


def _overlap(span: Span) -> float:
    """The share of a year that two were there together; a whole year where it is not known."""
    months = span.months()
    return 1.0 if months is None else max(1.0, min(12.0, months)) / 12

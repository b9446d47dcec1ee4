"""What links two ends directly: a relationship between them, or a project, demand or agreement they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from pydantic import Field, ValidationError

from graph.errors import SchemaError
from graph.introductions.dates import Span, common
from graph.introductions.grounds import sources_of
from graph.introductions.reader import Reader, Request
from graph.introductions.rules import Strict, fits
from graph.introductions.texts import Texts
from graph.quick_yaml import read_yaml
from graph.schema import Text, load_schema
from graph.subgraph import Node, Relationship
from graph.values import PartialDate


class Shared(Strict):
    """A thing that both ends have a part in."""

    hub: list[str]
    unless: dict[str, list[str]] = Field(default_factory=dict)
    sides: tuple[list[str], list[str]]
    text: Text
    text_states: dict[str, Text] = Field(default_factory=dict)


class TogetherRules(Strict):
    """The whole of `together.yaml`."""

    direct: list[str]
    through: dict[str, Shared]


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that already links the ends; `kind` is a rule's name or a relationship type."""

    kind: str
    ends: tuple[Node, Node]
    hub: Node | None
    relationships: tuple[Relationship, ...]
    span: Span
    rule: Shared | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id for each in self.relationships for id in sources_of(each.properties)))

    def text(self, texts: Texts) -> str:
        """What links them, in words."""
        if self.rule is None or self.hub is None:
            return _direct_text(self, texts)
        one, other = self.ends
        states = (str(each.properties.get("state")) for each in self.relationships)
        template = next(
            (self.rule.text_states[state] for state in states if state in self.rule.text_states), self.rule.text
        )
        return texts.of(template, a=one.name, b=other.name, hub=self.hub.name, status=texts.value(self.hub, "status"))


@cache
def load_together() -> TogetherRules:
    """The rules of `together.yaml`, read once a process."""
    try:
        text = resources.files("graph.introductions").joinpath("together.yaml").read_text("utf-8")
        return TogetherRules.model_validate(read_yaml(text))
    except (ValidationError, yaml.YAMLError) as error:
        raise SchemaError("introductions.rules", file="together.yaml", fault=str(error)) from error


def together(reader: Reader, one: Node, other: Node, day: PartialDate) -> list[Link]:
    """Everything that had begun by that day and links the two, shared work before other relationships."""
    rules = load_together()
    found = [*_through(reader, rules, one, other), *_direct(reader, rules, one, other)]
    return [link for link in found if link.span.state(day) != "not_yet"]


def _direct(reader: Reader, rules: TogetherRules, one: Node, other: Node) -> Iterator[Link]:
    ends = {one.id: one, other.id: other}
    for relationship in sorted(reader.between(one.id, other.id), key=lambda each: (each.type, each.key)):
        if relationship.type in rules.direct:
            pair = (ends[relationship.start], ends[relationship.end])
            yield Link(relationship.type, pair, None, (relationship,), Span.of(relationship.properties))


def _through(reader: Reader, rules: TogetherRules, one: Node, other: Node) -> Iterator[Link]:
    types = sorted({type for rule in rules.through.values() for side in rule.sides for type in side})
    both = frozenset({one.id, other.id})
    reader.fetch(Request(type, forward, ids=both) for type in types for forward in (True, False))
    for kind, rule in rules.through.items():
        first, second = rule.sides
        seen: set[str] = set()
        for here, there in ((one, other), (other, one)):
            ways = _ways(reader, here, first, rule)
            for hub, met in _ways(reader, there, second, rule).items():
                if hub not in ways or hub in seen:
                    continue
                span = common((Span.of(each.properties) for each in (ways[hub], met)), _frame(reader, hub))
                if span is not None:
                    seen.add(hub)
                    yield Link(kind, (here, there), reader.facts.nodes[hub], (ways[hub], met), span, rule)


def _ways(reader: Reader, end: Node, types: list[str], rule: Shared) -> dict[str, Relationship]:
    """The things of that rule that an end has a part in, by id."""
    found: dict[str, Relationship] = {}
    for relationship in reader.facts.around(end.id):
        hub = reader.facts.nodes[relationship.end if relationship.start == end.id else relationship.start]
        if relationship.type in types and hub.label in rule.hub and fits(hub.properties, {}, rule.unless):
            found.setdefault(hub.id, relationship)
    return found


def _frame(reader: Reader, hub: str) -> Span:
    return Span.of(reader.facts.nodes[hub].properties, "start", "end")


def _direct_text(link: Link, texts: Texts) -> str:
    relationship = link.relationships[0]
    words = load_schema().relationship(relationship.type).forward.get(texts.language)
    start, end = link.ends
    gap = "" if texts.language == "zh" else " "
    role = relationship.properties.get("role")
    said = f"{start.name}{gap}{words}{gap}{end.name}"
    return said + (f"（{role}）" if role and texts.language == "zh" else f" ({role})" if role else "")

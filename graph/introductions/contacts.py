"""Opens an end that is no actor into the people and bodies through which it is reached."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.introductions.dates import Span
from graph.introductions.reader import Reader, is_barred
from graph.introductions.rules import ContactRule, Rules, Step
from graph.subgraph import Node, Relationship
from graph.values import PartialDate


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for an end: by which rule, at what weight, and along which relationships.

    `via` is the thing between the end and the contact where there is one; `over` says that the contact's office there
    has ended. `rule` is None where the end is an actor and stands for itself.
    """

    node: Node
    rule: ContactRule | None = None
    weight: float = 1.0
    via: Node | None = None
    relationships: tuple[Relationship, ...] = ()
    over: bool = False
    states: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """True where the contact speaks for the end itself, and is no introducer."""
        return self.rule is None or self.rule.own


@dataclass(frozen=True, slots=True)
class _Trail:
    """A way walked from the end."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def open_end(reader: Reader, end: Node, rules: Rules, day: PartialDate, exclude: Collection[str]) -> dict[str, Contact]:
    """The contact points of an end by id, the best way to each; the end itself where it is an actor."""
    if reader.facts.is_actor(end):
        return {end.id: Contact(end)}
    best: dict[str, Contact] = {}
    for rule in rules.contacts:
        if end.label not in rule.of or reader.facts.schema.node(end.label).is_container(end.properties):
            continue
        for trail in _walk(reader, end, rule, exclude):
            contact = _contact(reader, trail, rule, rules, day)
            known = best.get(trail.nodes[-1].id)
            if contact and (known is None or contact.weight > known.weight):
                best[contact.node.id] = contact
    return best


def _walk(reader: Reader, end: Node, rule: ContactRule, exclude: Collection[str]) -> Iterator[_Trail]:
    trails = [_Trail((end,), ())]
    for number, step in enumerate(rule.steps):
        passing = rule.filter(number)
        trails = [
            trail
            for trail in _step(reader, trails, step)
            if trail.nodes[-1].id not in exclude and passing.passes(trail.nodes[-1].label, trail.nodes[-1].properties)
        ]
    yield from trails


def _step(reader: Reader, trails: list[_Trail], step: Step) -> list[_Trail]:
    done = list(trails) if step.repeated else []
    while trails:
        reader.along({trail.nodes[-1].id for trail in trails}, step.type, forward=step.forward)
        trails = [longer for trail in trails for longer in _longer(reader, trail, step)]
        done += trails
        if not step.repeated:
            break
    return done


def _longer(reader: Reader, trail: _Trail, step: Step) -> Iterator[_Trail]:
    here = trail.nodes[-1].id
    for relationship in reader.facts.around(here):
        near, far = (relationship.start, relationship.end) if step.forward else (relationship.end, relationship.start)
        if relationship.type == step.type and near == here and all(far != node.id for node in trail.nodes):
            yield _Trail((*trail.nodes, reader.facts.nodes[far]), (*trail.relationships, relationship))


def _contact(reader: Reader, trail: _Trail, rule: ContactRule, rules: Rules, day: PartialDate) -> Contact | None:
    node = trail.nodes[-1]
    introducers = rules.evidence.introducers
    never_roles = [] if rule.officials else introducers.never_roles
    if not reader.facts.is_actor(node) or is_barred(node, never_roles, introducers.never_status):
        return None
    states = {Span.of(each.properties).state(day) for each in trail.relationships}
    if node.label != "Person":
        states.add(Span.of(node.properties, "start", "end").state(day))
    over = "over" in states
    between = [str(node.properties.get("state")) for node in trail.nodes[1:-1]]
    between += [str(each.properties.get("state")) for each in trail.relationships]
    share = min((rule.states[state] for state in between if state in rule.states), default=1.0)
    weight = rule.weight * share * (rule.ended if over else 1.0)
    if "not_yet" in states or weight == 0:
        return None
    via = trail.nodes[-2] if len(trail.nodes) > 2 else None
    return Contact(node, rule, weight, via, trail.relationships, over, tuple(between))

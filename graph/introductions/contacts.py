"""Opens an end that is no actor into the people and bodies through which it is reached."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from graph.introductions.barring import is_barred
from graph.introductions.dates import Span
from graph.introductions.reader import Reader, Request
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
    relationships: tuple[Relationship, ...] = ()


@dataclass
class _Walk:
    """The ways of one rule from one end, step by step."""

    end: Node
    rule: ContactRule
    trails: list[_Trail]


def open_ends(
    reader: Reader,
    ends: Sequence[Node],
    rules: Rules,
    day: PartialDate,
    exclude: Collection[str],
    *,
    officials: bool = False,
) -> list[dict[str, Contact]]:
    """For each end its contact points by id, the best way to each; the end itself where it is an actor.

    `officials`: they are contact points by every rule, not only by those that name them.
    """
    walks = [
        _Walk(end, rule, [_Trail((end,))])
        for end in ends
        for rule in rules.contacts
        if end.label in rule.of and not _stands_for_itself(reader, end)
    ]
    _walk(reader, walks, exclude)
    opened: list[dict[str, Contact]] = []
    for end in ends:
        best = {end.id: Contact(end)} if reader.facts.is_actor(end) else {}
        for walk in (walk for walk in walks if walk.end is end):
            for trail in walk.trails:
                contact = _contact(reader, trail, walk.rule, rules, day, officials=officials or walk.rule.officials)
                known = best.get(trail.nodes[-1].id)
                if contact and (known is None or contact.weight > known.weight):
                    best[contact.node.id] = contact
        opened.append(best)
    return opened


def _stands_for_itself(reader: Reader, end: Node) -> bool:
    """True for an actor, and for a container: nobody answers for one."""
    return reader.facts.is_actor(end) or reader.facts.schema.node(end.label).is_container(end.properties)


def _walk(reader: Reader, walks: list[_Walk], exclude: Collection[str]) -> None:
    """Walks every rule to its end, all of them side by side: one round trip a step."""
    for number in range(max((len(walk.rule.path) for walk in walks), default=0)):
        going = [walk for walk in walks if number < len(walk.rule.path)]
        reader.fetch(_request(walk, number) for walk in going)
        for walk in going:
            passing = walk.rule.filter(number)
            walk.trails = [
                trail
                for trail in _step(reader, walk.trails, walk.rule.steps[number])
                if trail.nodes[-1].id not in exclude
                and passing.passes(trail.nodes[-1].label, trail.nodes[-1].properties)
            ]


def _request(walk: _Walk, number: int) -> Request:
    step = walk.rule.steps[number]
    labels = () if step.repeated else tuple(walk.rule.filter(number).labels)
    ids = frozenset(trail.nodes[-1].id for trail in walk.trails)
    return Request(step.type, step.forward, step.repeated, labels, ids)


def _step(reader: Reader, trails: list[_Trail], step: Step) -> list[_Trail]:
    done = list(trails) if step.repeated else []
    while trails:
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


def _contact(
    reader: Reader, trail: _Trail, rule: ContactRule, rules: Rules, day: PartialDate, *, officials: bool
) -> Contact | None:
    node = trail.nodes[-1]
    if not reader.facts.is_actor(node) or is_barred(node, rules.evidence.introducers, officials=officials):
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

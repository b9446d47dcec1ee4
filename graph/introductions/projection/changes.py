"""What of a projection a ledger's later revisions concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from graph.introductions.barring import Barring, barring
from graph.introductions.facts import Facts
from graph.introductions.projection.projection import Projection
from graph.introductions.projection.table import DIRECT
from graph.ledger import Ledger
from graph.subgraph import Node

MOST = 20_000
"""Actors and hubs concerned beyond which a projection is sooner made anew."""


@dataclass
class Concerned:
    """Actors whose direct ties are to be read again, hubs with all who meet there, and what bars whom now."""

    actors: set[str] = field(default_factory=set)
    hubs: set[str] = field(default_factory=set)
    barred: dict[str, Barring] = field(default_factory=dict)
    """Of every actor that is new or was changed."""


def concerned(projection: Projection, ledger: Ledger, since: int) -> Concerned | None:
    """What changed after a revision; None where it is so much that a new projection is made sooner."""
    changed = ledger.changed(since)
    if changed.nodes + changed.relationships > MOST:
        return None
    found, facts, rules = Concerned(), Facts(), projection.rules
    hub_labels = {label for rule in rules.ties.values() for label in rule.hub}
    introducers = rules.evidence.introducers
    for fact in ledger.nodes(since):
        node = Node(fact.id, fact.label, "", fact.properties)
        found.actors.add(node.id)
        if node.label in hub_labels:
            found.hubs.add(node.id)
        if facts.is_actor(node):
            found.barred[node.id] = barring(node, introducers)
    gone, cut = ledger.tombstones(since)
    found.actors |= {*gone, *(start for _, start, _ in cut)}
    ends = {id for each in ledger.relationships(since) for id in (each.start, each.end)}
    found.actors |= ends
    found.hubs |= {fact.id for fact in ledger.nodes_of(sorted(ends)) if fact.label in hub_labels}
    known = {id for id in found.actors if projection.hubs.number(id) is not None}
    found.hubs |= known | set(_hubs_of(projection, found.actors))
    return found if len(found.actors) + len(found.hubs) <= MOST else None


def _hubs_of(projection: Projection, actors: Iterable[str]) -> list[str]:
    """Where these actors meet others as yet."""
    table, numbers = projection.table, projection.actors.numbers(actors)
    rows = (np.isin(table.one, numbers) | np.isin(table.other, numbers)) & (table.hub != DIRECT)
    return [projection.hubs[number] for number in np.unique(table.hub[rows])]

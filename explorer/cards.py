"""What the details panel shows, gathered from the graph: a node or a tie with everything it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph import subgraph
from graph.database import Database
from graph.errors import NotFound
from graph.ledger import Evidence
from graph.schema import Schema
from graph.subgraph import Node, Relationship

TIES = 200
"""Ties a panel lists at most; the counts beside them are of all."""

Source = Mapping[str, Any]
Stated = Mapping[str, Sequence[Evidence]]
"""By the id of a node or the key of a tie, the claims that state it."""
Asked = Callable[[Sequence[str]], Stated]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship seen from one of its ends; `forward` where that end is its start."""

    relationship: Relationship
    other: Node
    forward: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Ties of one type and direction: those listed, and how many there are."""

    type: str
    forward: bool
    ties: tuple[Tie, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Card:
    """A node with its ties; `sources` and `stated` of all listed, `latest` the last day on which a tie was seen."""

    node: Node
    groups: tuple[Group, ...]
    total: int
    sources: Mapping[str, Source]
    stated: Stated
    latest: str | None


@dataclass(frozen=True, slots=True)
class TieCard:
    """A relationship with both ends, its sources and the claims that state it."""

    relationship: Relationship
    start: Node
    end: Node
    sources: Mapping[str, Source]
    stated: Sequence[Evidence]


def card(database: Database, schema: Schema, id: str, asked: Asked) -> Card | None:
    """The card of a node; None where there is no such node. `asked` gives the evidence of what is listed."""
    try:
        page = subgraph.neighbours(database, id, cap=TIES)
    except NotFound:
        return None
    by_id = {node.id: node for node in page.nodes}
    totals: Counter[tuple[str, bool]] = Counter()
    for count in subgraph.counts(database, id):
        totals[count.type, count.outgoing] += count.total
    ties = [_tie(each, id, by_id) for each in page.relationships]
    order = list(schema.relationships)
    groups = tuple(
        Group(
            type, forward, tuple(tie for tie in ties if (tie.relationship.type, tie.forward) == (type, forward)), total
        )
        for (type, forward), total in sorted(totals.items(), key=lambda item: (order.index(item[0][0]), not item[0][1]))
    )
    seen = [str(tie.relationship.properties["observed"]) for tie in ties if tie.relationship.properties.get("observed")]
    sources = _sources(database, [by_id[id].properties, *(tie.relationship.properties for tie in ties)])
    stated = asked([id, *(tie.relationship.key for tie in ties)])
    return Card(by_id[id], groups, page.omitted.total, sources, stated, max(seen, default=None))


def _tie(relationship: Relationship, id: str, by_id: Mapping[str, Node]) -> Tie:
    forward = relationship.start == id
    return Tie(relationship, by_id[relationship.end if forward else relationship.start], forward)


def tie_card(database: Database, type: str, key: str, start: str, end: str, asked: Asked) -> TieCard | None:
    """The card of a relationship; None where it is not, or no longer, there."""
    both = subgraph.between(database, [start, end])
    by_id = {node.id: node for node in both.nodes}
    for each in both.relationships:
        if (each.type, each.key) == (type, key):
            sources = _sources(database, [each.properties])
            return TieCard(each, by_id[each.start], by_id[each.end], sources, asked([key]).get(key, ()))
    return None


def _sources(database: Database, of: Iterable[Mapping[str, Any]]) -> dict[str, Source]:
    """The sources that these properties name, by id."""
    ids = dict.fromkeys(id for properties in of for id in properties.get("sources") or ())
    return {node.id: {**node.properties, "title": node.name} for node in subgraph.nodes(database, ids)}

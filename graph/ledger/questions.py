"""Who may be the same as whom: what sources ask, what evidence leaves open, and what it has joined unasked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, select

from graph.ledger import tables
from graph.ledger.bulk import among
from graph.ledger.clusters import decided_apart, members
from graph.messages import Language
from graph.resolution import Weighed


@dataclass(frozen=True, slots=True)
class Question:
    """Two entities that may be the same: ids, names, their type, what was weighed.

    Where a source asks, `reason` has its words and `sources` the ids of the sources.
    """

    first: str
    second: str
    names: tuple[str, str]
    label: str
    reason: str = ""
    sources: tuple[str, ...] = ()
    weighed: tuple[Weighed, ...] = ()

    def as_json(self, language: Language) -> dict[str, object]:
        """The fields as they stand, the evidence with its words in a language."""
        return {**asdict(self), "weighed": [each.as_json(language) for each in self.weighed]}


@dataclass(frozen=True, slots=True)
class _Asked:
    records: tuple[str, str]
    reason: str = ""
    sources: tuple[str, ...] = ()
    weighed: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Two records that evidence has made one entity."""

    entity: str
    records: tuple[str, str]
    names: tuple[str, str]
    label: str
    weighed: tuple[Weighed, ...]

    def as_json(self, language: Language) -> dict[str, object]:
        """The fields as they stand, the evidence with its words in a language."""
        return {**asdict(self), "weighed": [each.as_json(language) for each in self.weighed]}


def questions(connection: Connection) -> list[Question]:
    """What is asked, as long as no decision has merged the two or set them apart, in the order of ids."""
    entity = members(connection)
    decided = {frozenset(entity.get(each, each) for each in pair) for pair in decided_apart(connection)}
    found: dict[tuple[str, str], _Asked] = {}
    for asked in (*_stated(connection), *_open(connection)):
        one, other = sorted(entity.get(record, record) for record in asked.records)
        if one != other and frozenset((one, other)) not in decided:
            before = found.get((one, other))
            found[one, other] = replace(before, weighed=before.weighed or asked.weighed) if before else asked
    nodes = _nodes(connection, {id for pair in found for id in pair})
    return [
        Question(
            *pair, (nodes[pair[0]][1], nodes[pair[1]][1]), nodes[pair[0]][0], each.reason, each.sources, each.weighed
        )
        for pair, each in sorted(found.items(), key=lambda item: item[0])
        if pair[0] in nodes and pair[1] in nodes
    ]


def joined(connection: Connection) -> list[Joined]:
    """The pairs of records that are one entity by evidence, in the order of entities."""
    entity = members(connection)
    pairs = [
        (one, other, weighed)
        for one, other, weighed in _compared(connection, "same")
        if one in entity and entity[one] == entity.get(other)
    ]
    labels = _nodes(connection, {entity[one] for one, _, _ in pairs})
    return sorted(
        (
            Joined(entity[one], (one, other), (weighed[0].first, weighed[0].second), labels[entity[one]][0], weighed)
            for one, other, weighed in pairs
            if entity[one] in labels
        ),
        key=lambda each: (each.entity, each.records),
    )


def _stated(connection: Connection) -> Iterator[_Asked]:
    """Pairs that sources ask about."""
    fact = tables.relationship_fact
    query = select(fact.c.start, fact.c.end, fact.c.body).where(fact.c.type == "POSSIBLY_SAME_AS")
    for start, end, body in connection.execute(query.order_by(fact.c.start, fact.c.end)):
        stated = json.loads(body)
        yield _Asked((start, end), stated.get("note", ""), tuple(stated.get("sources", ())))


def _open(connection: Connection) -> Iterator[_Asked]:
    """Pairs that evidence leaves open, and those that it would join if that contradicted nobody."""
    for verdict in ("ask", "same"):
        for one, other, weighed in _compared(connection, verdict):
            yield _Asked((one, other), weighed=weighed)


def _compared(connection: Connection, verdict: str) -> Iterator[tuple[str, str, tuple[Weighed, ...]]]:
    table = tables.alike
    query = select(table.c.one, table.c.other, table.c.weighed).where(table.c.verdict == verdict)
    for one, other, weighed in connection.execute(query.order_by(table.c.one, table.c.other)):
        yield one, other, tuple(Weighed(**each) for each in json.loads(weighed))


def _nodes(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Type and name of the nodes of those ids."""
    found = among(connection, "SELECT id, label, body FROM node_fact WHERE id IN", sorted(ids))
    return {id: (label, str(json.loads(body).get("name", id))) for id, label, body in found}

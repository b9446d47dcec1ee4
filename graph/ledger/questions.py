"""Who may be the same as whom: what sources ask, and what evidence leaves open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, select, text

from graph.ledger import tables
from graph.ledger.bulk import among
from graph.ledger.clusters import decided_apart
from graph.messages import Language
from graph.resolution import Weighed

_OPEN = """
SELECT a.one, a.other, a.weighed FROM alike a
LEFT JOIN member m ON m.record = a.one LEFT JOIN member o ON o.record = a.other
WHERE m.entity IS NULL OR o.entity IS NULL OR m.entity <> o.entity
ORDER BY a.verdict, a.one, a.other
"""
"""Of what was joined, which may be most of all, nothing is read."""


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


def questions(connection: Connection) -> list[Question]:
    """What is asked, as long as no decision has merged the two or set them apart, in the order of ids."""
    every = [*_stated(connection), *_open(connection)]
    apart = decided_apart(connection)
    entity = _entities(connection, {record for pair in (*(each.records for each in every), *apart) for record in pair})
    decided = {frozenset(entity.get(each, each) for each in pair) for pair in apart}
    found: dict[tuple[str, str], _Asked] = {}
    for asked in every:
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


def _stated(connection: Connection) -> Iterator[_Asked]:
    """Pairs that sources ask about."""
    fact = tables.relationship_fact
    query = select(fact.c.start, fact.c.end, fact.c.body).where(fact.c.type == "POSSIBLY_SAME_AS")
    for start, end, body in connection.execute(query.order_by(fact.c.start, fact.c.end)):
        stated = json.loads(body)
        yield _Asked((start, end), stated.get("note", ""), tuple(stated.get("sources", ())))


def _open(connection: Connection) -> Iterator[_Asked]:
    """Pairs that evidence leaves open, then those that it would join if that contradicted nobody."""
    for one, other, weighed in connection.execute(text(_OPEN)):
        yield _Asked((one, other), weighed=tuple(Weighed(**each) for each in json.loads(weighed)))


def _entities(connection: Connection, records: Iterable[str]) -> dict[str, str]:
    """Record → entity, for those of the records that are not alone."""
    found = among(connection, "SELECT record, entity FROM member WHERE record IN", sorted(records))
    return {row[0]: row[1] for row in found}


def _nodes(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Type and name of the nodes of those ids."""
    found = among(connection, "SELECT id, label, body FROM node_fact WHERE id IN", sorted(ids))
    return {id: (label, str(json.loads(body).get("name", id))) for id, label, body in found}

"""Who may be the same as whom: what sources ask and staff has not decided."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from graph.ledger import tables
from graph.ledger.clusters import decided_apart, members


@dataclass(frozen=True, slots=True)
class Question:
    """Two entities that a source thinks may be the same: ids, names, its reason in words, ids of the sources, type."""

    first: str
    second: str
    names: tuple[str, str]
    reason: str
    sources: tuple[str, ...]
    label: str

    def as_json(self) -> dict[str, object]:
        """The fields as they stand."""
        return asdict(self)


def questions(connection: Connection) -> list[Question]:
    """What is asked, as long as no decision has merged the two or set them apart, in the order of ids."""
    fact = tables.relationship_fact
    first, second = aliased(tables.node_fact), aliased(tables.node_fact)
    query = (
        select(
            fact.c.start,
            fact.c.end,
            fact.c.body,
            first.c.label,
            first.c.body.label("one"),
            second.c.body.label("other"),
        )
        .join(first, first.c.id == fact.c.start)
        .join(second, second.c.id == fact.c.end)
        .where(fact.c.type == "POSSIBLY_SAME_AS")
        .order_by(fact.c.start, fact.c.end)
    )
    entity = members(connection)
    decided = {frozenset(entity.get(each, each) for each in pair) for pair in decided_apart(connection)}
    found: dict[frozenset[str], Question] = {}
    for row in connection.execute(query):
        pair = frozenset((row.start, row.end))
        if pair not in decided and pair not in found:
            body = json.loads(row.body)
            names = (_name(row.one, row.start), _name(row.other, row.end))
            sources = tuple(body.get("sources", ()))
            found[pair] = Question(row.start, row.end, names, body.get("note", ""), sources, row.label)
    return list(found.values())


def _name(body: str, id: str) -> str:
    return str(json.loads(body).get("name", id))

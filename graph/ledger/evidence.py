"""What stands behind a fact: the live claims, with the file, sheet and line that state them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, text

from graph.ledger import projection, tables
from graph.ledger.claims import Claim, NodeClaim, Origin, RelationshipClaim
from graph.ledger.facts import statement
from graph.schema import Schema


@dataclass(frozen=True, slots=True)
class Evidence:
    """One live claim: which load of which source states it, where, and what it says, in its own words where kept."""

    load: int
    source: str
    record: str
    properties: dict[str, Any]
    sources: tuple[str, ...]
    since: str | None
    until: str | None
    observed: str | None
    origin: Origin
    original: dict[str, str]


def evidence(connection: Connection, schema: Schema, id: str) -> list[Evidence]:
    """The live claims about the entity of that id, or behind the relationship of that key; empty for neither."""
    fact = tables.relationship_fact
    row = connection.execute(select(fact).where(fact.c.key == id)).first()
    if row is None:
        return [_of(each) for each in _claims(connection, _records(connection, id), [""])]
    pairs = _claims(connection, _records(connection, row.start), _records(connection, row.end), row.type)
    return [_of(each) for each in pairs if _states(schema, row, pairs, each)]


def _records(connection: Connection, entity: str) -> list[str]:
    table = tables.member
    return [
        entity,
        *connection.execute(select(table.c.record).where(table.c.entity == entity, table.c.record != entity)).scalars(),
    ]


def _claims(connection: Connection, starts: list[str], ends: list[str], type: str | None = None) -> list[Row[Any]]:
    query = text(
        'SELECT * FROM claim WHERE start IN :starts AND "end" IN :ends AND retired IS NULL'
        + (" AND type = :type" if type else "")
        + " ORDER BY id"
    ).bindparams(bindparam("starts", expanding=True), bindparam("ends", expanding=True))
    return list(connection.execute(query, {"starts": starts, "ends": ends, **({"type": type} if type else {})}).all())


def _states(schema: Schema, fact: Row[Any], claims: list[Row[Any]], claim: Row[Any]) -> bool:
    """Whether a claim is one of those that came to the fact: the fact would be another, or none, without its kind."""
    facts = projection.relationships(
        schema, fact.type, fact.start, fact.end, [statement(each.statement) for each in claims]
    )
    wanted = next((each for each in facts if each.key == fact.key), None)
    if wanted is None:
        return False
    kind = schema.relationship(fact.type)
    own = statement(claim.statement)
    same = all(own.properties.get(name) == wanted.properties.get(name) for name in kind.key)
    if not same or not kind.term:
        return same
    term = (wanted.properties.get("since"), wanted.properties.get("until"))
    rivals = [(each.properties.get("since"), each.properties.get("until")) for each in facts]
    meant = [each for each in rivals if projection.covers((own.since, own.until), each)]
    return term in meant and ((own.since, own.until) == term or len(meant) == 1)


def _of(row: Row[Any]) -> Evidence:
    stated, origin = statement(row.statement), json.loads(row.origin)
    return Evidence(
        row.load,
        row.source,
        row.start,
        dict(stated.properties),
        tuple(stated.sources),
        stated.since,
        stated.until,
        stated.observed,
        Origin(origin.get("file", ""), origin.get("sheet", ""), origin.get("line", 0)),
        origin.get("original", {}),
    )


def live(connection: Connection) -> list[tuple[str, Claim]]:
    """Every live claim with its source, nodes before ties, the oldest records first."""
    query = (
        "SELECT c.*, COALESCE(r.born, 0) AS born FROM claim c LEFT JOIN record r ON r.id = c.start AND c.\"end\" = '' "
        "WHERE c.retired IS NULL ORDER BY c.\"end\" <> '', born, c.id"
    )
    return [(row.source, _claim(row)) for row in connection.execute(text(query))]


def _claim(row: Row[Any]) -> Claim:
    stated, origin = statement(row.statement), json.loads(row.origin)
    place = Origin(origin.get("file", ""), origin.get("sheet", ""), origin.get("line", 0))
    original, sources = origin.get("original", {}), tuple(stated.sources)
    if not row.end:
        key = origin.get("key", "")
        return NodeClaim(row.start, row.type, stated.properties, sources, stated.observed, place, original, key)
    term = (stated.since, stated.until, stated.observed)
    return RelationshipClaim(row.type, row.start, row.end, stated.properties, *term, sources, place, original)

"""What stands behind a fact: the live claims, with the file, sheet and line that state them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, text

from graph.ledger import projection
from graph.ledger.bulk import Found, among, beside
from graph.ledger.claims import Claim, NodeClaim, Origin, RelationshipClaim
from graph.ledger.facts import statement
from graph.ledger.projection import RelationshipFact, Statement
from graph.schema import RelationshipType, Schema

Subject: TypeAlias = tuple[str, ...]
"""What a claim is about: a record and nothing, or start, end and type."""

_FACTS = 'SELECT key, type, start, "end" FROM relationship_fact WHERE key IN'
_MEMBERS = "SELECT entity, record FROM member WHERE entity IN"
_NODES = "SELECT * FROM claim WHERE \"end\" = '' AND retired IS NULL AND start IN"
_TIES = (
    'SELECT c.* FROM wanted w CROSS JOIN claim c WHERE c.start = w.a AND c."end" = w.b AND c.type = w.c '
    "AND c.retired IS NULL"
)


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

    def as_json(self) -> dict[str, object]:
        """Where it stands: the load and its source, file, sheet and line, the wording that cleaning changed."""
        return {"load": self.load, "source": self.source, **self.origin._asdict(), "original": self.original}


def evidence(connection: Connection, schema: Schema, ids: Sequence[str]) -> dict[str, list[Evidence]]:
    """The live claims about the entities of those ids and behind the relationships of those keys, the oldest first.

    Everything is asked for at once, and ties by both their ends: a hub of ten thousand costs what is asked about.
    """
    facts = {row.key: row for row in among(connection, _FACTS, ids)}
    entities = [id for id in dict.fromkeys(ids) if id not in facts]
    records = _records(connection, {*entities, *(end for fact in facts.values() for end in (fact.start, fact.end))})
    told = _by_subject(among(connection, _NODES, [record for id in entities for record in records[id]]))
    pairs = {key: _pairs(fact, records) for key, fact in facts.items()}
    wanted = list(dict.fromkeys(pair for each in pairs.values() for pair in each))
    stated = _by_subject(beside(connection, _TIES, wanted))
    nodes = {id: _told(told, ((record, "") for record in records[id])) for id in entities}
    ties = {key: _behind(schema, facts[key], _told(stated, pairs[key])) for key in facts}
    return {id: [_of(each) for each in claims] for id, claims in (nodes | ties).items() if claims}


def _records(connection: Connection, entities: set[str]) -> dict[str, list[str]]:
    """The records of each entity: the one it is called by, and those merged into it."""
    records = {entity: [entity] for entity in entities}
    for entity, record in among(connection, _MEMBERS, sorted(entities)):
        if record != entity:
            records[entity].append(record)
    return records


def _pairs(fact: Found, records: Mapping[str, list[str]]) -> list[Subject]:
    return [(start, end, fact.type) for start in records[fact.start] for end in records[fact.end]]


def _by_subject(claims: Iterable[Found]) -> dict[Subject, list[Found]]:
    found: dict[Subject, list[Found]] = {}
    for each in claims:
        subject = (each.start, each.end, each.type) if each.end else (each.start, "")
        found.setdefault(subject, []).append(each)
    return found


def _told(claims: Mapping[Subject, list[Found]], subjects: Iterable[Subject]) -> list[Found]:
    return sorted((each for subject in subjects for each in claims.get(subject, ())), key=lambda each: each.id)


def _behind(schema: Schema, fact: Found, claims: list[Found]) -> list[Found]:
    """Those of the claims between two entities that came to the fact: it would be another, or none, without them."""
    statements = [statement(each.statement) for each in claims]
    facts = projection.relationships(schema, fact.type, fact.start, fact.end, statements)
    wanted = next((each for each in facts if each.key == fact.key), None)
    if wanted is None or len(facts) == 1:
        return claims if wanted else []
    kind = schema.relationship(fact.type)
    return [each for each, own in zip(claims, statements, strict=True) if _states(kind, wanted, facts, own)]


def _states(
    kind: RelationshipType, wanted: RelationshipFact, facts: Sequence[RelationshipFact], own: Statement
) -> bool:
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

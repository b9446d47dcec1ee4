"""Keeping the facts: what a change of claims or clusters touched is projected anew, the rest is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, text

from graph.ledger import projection, touched
from graph.ledger.bulk import stream
from graph.ledger.changes import Changes
from graph.ledger.projection import NodeFact, RelationshipFact, Statement
from graph.progress import Progress
from graph.schema import Schema

# Records that nobody merged come in the order of an index, however many; only those of clusters are sorted.
_NODES = """
SELECT c.start AS id, c.type, c.statement, 0 AS born FROM {claims}
WHERE {joined} c."end" = '' AND c.retired IS NULL {unmerged_start} ORDER BY c.start
"""
_MERGED_NODES = """
SELECT m.entity AS id, c.type, c.statement, r.born FROM {claims}
JOIN member m ON m.record = c.start JOIN record r ON r.id = c.start
WHERE {joined} c."end" = '' AND c.retired IS NULL ORDER BY m.entity
"""
# A relationship is one only between nodes that there are.
_RELATIONSHIPS = """
SELECT c.start AS s, c."end" AS e, c.type, c.statement, 0 AS born FROM {claims}
WHERE {joined} c."end" <> '' AND c.retired IS NULL AND c.start <> c."end"
{unmerged_start} {unmerged_end}
AND EXISTS (SELECT 1 FROM node_fact n WHERE n.id = c.start) AND EXISTS (SELECT 1 FROM node_fact n WHERE n.id = c."end")
ORDER BY c.start, c."end", c.type
"""
_MERGED_RELATIONSHIPS = """
SELECT ns.id AS s, ne.id AS e, c.type, c.statement, 0 AS born FROM {claims}
LEFT JOIN member ms ON ms.record = c.start LEFT JOIN member me ON me.record = c."end"
JOIN node_fact ns ON ns.id = COALESCE(ms.entity, c.start) JOIN node_fact ne ON ne.id = COALESCE(me.entity, c."end")
WHERE {joined} c."end" <> '' AND c.retired IS NULL AND ns.id <> ne.id
AND (ms.record IS NOT NULL OR me.record IS NOT NULL) ORDER BY ns.id, ne.id, c.type
"""
_UNMERGED = {
    f"unmerged_{end}": f'AND NOT EXISTS (SELECT 1 FROM member m WHERE m.record = c."{end}")' for end in ("start", "end")
}
_ALL = {"claims": "claim c", "joined": ""}
# CROSS JOIN: SQLite knows no sizes of temporary tables and would walk through all claims instead.
_OF_RECORDS = {"claims": "touched_record t CROSS JOIN claim c", "joined": "c.start = t.record AND"}
_OF_PAIRS = {
    "claims": "touched_pair t CROSS JOIN claim c",
    "joined": 'c.start = t.start AND c."end" = t."end" AND c.type = t.type AND',
}


def refresh(
    connection: Connection,
    schema: Schema,
    revision: int,
    clusters: tuple[Mapping[str, str], Mapping[str, str]],
    progress: Progress | None = None,
) -> int:
    """Brings the facts to the live claims after the `touched_…` tables have been filled; gives how many changed.

    `clusters` are the members before and after, of the clusters that may have changed. Facts that changed carry
    `revision`; those that are gone leave a tombstone; the digest moves by their difference.
    """
    first = touched.everything(connection)
    changes = Changes(connection, revision, first=first)
    merged = connection.execute(text("SELECT 1 FROM member LIMIT 1")).first() is not None
    if not first:
        touched.clusters(connection, *clusters)
    changes.nodes(_nodes(connection, schema, _ALL if first else _OF_RECORDS, merged=merged), progress)
    if not first:
        touched.neighbours(connection)
    found = _relationships(connection, schema, _ALL if first else _OF_PAIRS, merged=merged)
    changes.relationships(found, progress)
    changes.finish()
    return changes.count


def _nodes(connection: Connection, schema: Schema, which: Mapping[str, str], *, merged: bool) -> Iterator[NodeFact]:
    for query in _queries(which, _NODES, _MERGED_NODES, merged=merged):
        rows = stream(connection, query)
        for (id, label), group in groupby(rows, key=lambda row: (row[0], row[1])):
            yield projection.node(schema, id, label, [statement(row[2], row[3]) for row in group])


def _relationships(
    connection: Connection, schema: Schema, which: Mapping[str, str], *, merged: bool
) -> Iterator[RelationshipFact]:
    for query in _queries(which, _RELATIONSHIPS, _MERGED_RELATIONSHIPS, merged=merged):
        rows = stream(connection, query)
        for (start, end, type), group in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
            yield from projection.relationships(schema, type, start, end, [statement(row[3], row[4]) for row in group])


def _queries(which: Mapping[str, str], plain: str, clusters: str, *, merged: bool) -> list[str]:
    if merged:
        return [plain.format(**which, **_UNMERGED), clusters.format(**which)]
    return [plain.format(**which, **dict.fromkeys(_UNMERGED, ""))]


def statement(kept: str, born: int = 0) -> Statement:
    """What a claim states, from the text that is kept of it."""
    fields: dict[str, Any] = from_json(kept)
    return Statement(
        fields.get("properties", {}),
        fields.get("sources", ()),
        fields.get("since"),
        fields.get("until"),
        fields.get("observed"),
        born,
    )

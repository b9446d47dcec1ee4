"""Keeping the facts: what a change of claims or clusters touched is projected anew, the rest is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, text

from graph.ledger import projection
from graph.ledger.changes import Changes
from graph.ledger.projection import NodeFact, RelationshipFact, Statement
from graph.schema import Schema

Progress = Callable[[str, int], None]
"""Told the stage and how many facts are done."""

_ENTITY = "COALESCE({0}.entity, {1})"
_BORN = "COALESCE((SELECT r.born FROM record r WHERE r.id = c.start), 0)"

_NODES = f"""
SELECT COALESCE(m.entity, c.start) AS entity, c.type AS label, c.statement, {_BORN} AS born
FROM {{claims}} LEFT JOIN member m ON m.record = c.start
WHERE c."end" = '' AND c.retired IS NULL ORDER BY 1, born, c.statement
"""
_RELATIONSHIPS = f"""
SELECT COALESCE(ms.entity, c.start) AS s, COALESCE(me.entity, c."end") AS e, c.type, c.statement, {_BORN} AS born
FROM {{claims}} LEFT JOIN member ms ON ms.record = c.start LEFT JOIN member me ON me.record = c."end"
WHERE c."end" <> '' AND c.retired IS NULL ORDER BY 1, 2, c.type
"""
_TOUCHED_NODES = "touched_record t JOIN claim c ON c.start = t.record"
_TOUCHED_PAIRS = 'touched_pair t JOIN claim c ON c.start = t.start AND c."end" = t."end" AND c.type = t.type'


def refresh(
    connection: Connection,
    schema: Schema,
    revision: int,
    clusters: tuple[Mapping[str, str], Mapping[str, str]],
    progress: Progress | None = None,
) -> int:
    """Brings the facts to the live claims after the `touched_…` tables have been filled; gives how many changed.

    `clusters` are the members before and after. Facts that changed carry `revision`; those that are gone leave a
    tombstone; the digest moves by their difference.
    """
    changes = Changes(connection, revision)
    first = not connection.execute(text("SELECT 1 FROM node_fact LIMIT 1")).first()
    regrouped = _regrouped(*clusters)
    if not first:
        _touch_clusters(connection, regrouped)
    nodes = _facts_of_nodes(connection, schema, everything=first)
    changes.nodes(nodes, set() if first else _touched_entities(connection) | regrouped, progress)
    if not first:
        _touch_neighbours(connection, changes.came_or_went)
        _widen_pairs(connection)
    found = _facts_of_relationships(connection, schema, everything=first)
    changes.relationships(found, set() if first else _touched_groups(connection), regrouped, progress)
    changes.finish()
    return changes.count


def touch_load(connection: Connection, load: int) -> None:
    """Fills the tables of what is touched by claims that a load stated or retired."""
    _make_tables(connection)
    which = "(load = :load OR retired = :load)"
    _touch(connection, which, {"load": load})


def touch_identities(connection: Connection, load: int) -> None:
    """As `touch_load`, for every claim of the rows that a load spoke of or retired."""
    _make_tables(connection)
    _touch(
        connection,
        "(source, identity) IN (SELECT source, identity FROM claim WHERE load = :load OR retired = :load UNION "
        "SELECT c.source, c.identity FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load)",
        {"load": load},
    )


def touch_nothing(connection: Connection) -> None:
    """Empty tables: only clusters changed."""
    _make_tables(connection)


def _make_tables(connection: Connection) -> None:
    for table, columns, key in (
        ("touched_record", "record TEXT NOT NULL", "record"),
        ("touched_pair", 'type TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL', 'start, "end", type'),
    ):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        connection.execute(text(f"CREATE TEMPORARY TABLE {table} ({columns}, PRIMARY KEY ({key}))"))


def _touch(connection: Connection, which: str, names: Mapping[str, object]) -> None:
    if not connection.execute(text("SELECT 1 FROM node_fact LIMIT 1")).first():
        return  # nothing is published yet: everything is projected, and nothing need be remembered
    nodes = (
        f"INSERT INTO touched_record SELECT DISTINCT start FROM claim WHERE {which} AND \"end\" = '' "
        "ON CONFLICT DO NOTHING"
    )
    connection.execute(text(nodes), names)
    pairs = (
        f'INSERT INTO touched_pair SELECT DISTINCT type, start, "end" FROM claim WHERE {which} AND "end" <> \'\' '
        "ON CONFLICT DO NOTHING"
    )
    connection.execute(text(pairs), names)


def _regrouped(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The entity ids, old and new, of records that changed cluster."""
    changed = {record for record in {*before, *after} if before.get(record, record) != after.get(record, record)}
    return {side.get(record, record) for record in changed for side in (before, after)} | changed


def _touch_clusters(connection: Connection, regrouped: Iterable[str]) -> None:
    _insert(connection, "touched_record", regrouped)
    # Every record of a touched entity speaks of it.
    connection.execute(
        text(
            "INSERT INTO touched_record SELECT other.record FROM touched_record t JOIN member m ON m.record = t.record "
            "JOIN member other ON other.entity = m.entity WHERE true ON CONFLICT DO NOTHING"
        )
    )
    for end in ("start", "end"):
        connection.execute(
            text(
                'INSERT INTO touched_pair SELECT DISTINCT c.type, c.start, c."end" FROM claim c '
                f'JOIN member m ON m.record = c."{end}" JOIN touched_record t ON t.record = m.record '
                "WHERE c.\"end\" <> '' ON CONFLICT DO NOTHING"
            )
        )
    for end in ("start", "end"):
        for record in regrouped:
            connection.execute(
                text(
                    'INSERT INTO touched_pair SELECT DISTINCT type, start, "end" FROM claim '
                    f'WHERE "{end}" = :record AND "end" <> \'\' ON CONFLICT DO NOTHING'
                ),
                {"record": record},
            )


def _touch_neighbours(connection: Connection, entities: Iterable[str]) -> None:
    """Relationships of nodes that came or went come and go with them."""
    connection.execute(text("DROP TABLE IF EXISTS moved"))
    connection.execute(text("CREATE TEMPORARY TABLE moved (record TEXT PRIMARY KEY)"))
    _insert(connection, "moved", entities)
    connection.execute(
        text(
            "INSERT INTO moved SELECT m.record FROM member m JOIN moved o ON o.record = m.entity WHERE true "
            "ON CONFLICT DO NOTHING"
        )
    )
    for end in ("start", "end"):
        connection.execute(
            text(
                'INSERT INTO touched_pair SELECT DISTINCT c.type, c.start, c."end" FROM moved o JOIN claim c '
                f'ON c."{end}" = o.record WHERE c."end" <> \'\' ON CONFLICT DO NOTHING'
            )
        )


def _widen_pairs(connection: Connection) -> None:
    """Two records of one entity speak of one relationship: their pairs are projected together."""
    connection.execute(
        text(
            "INSERT INTO touched_pair SELECT DISTINCT t.type, COALESCE(os.record, t.start), "
            'COALESCE(oe.record, t."end") '
            "FROM touched_pair t LEFT JOIN member ms ON ms.record = t.start "
            "LEFT JOIN member os ON os.entity = ms.entity "
            'LEFT JOIN member me ON me.record = t."end" LEFT JOIN member oe ON oe.entity = me.entity '
            "WHERE ms.record IS NOT NULL OR me.record IS NOT NULL ON CONFLICT DO NOTHING"
        )
    )


def _insert(connection: Connection, table: str, records: Iterable[str]) -> None:
    rows = [{"record": record} for record in records]
    if rows:
        connection.execute(text(f"INSERT INTO {table} (record) VALUES (:record) ON CONFLICT DO NOTHING"), rows)


def _touched_entities(connection: Connection) -> set[str]:
    query = "SELECT COALESCE(m.entity, t.record) FROM touched_record t LEFT JOIN member m ON m.record = t.record"
    return set(connection.execute(text(query)).scalars())


def _touched_groups(connection: Connection) -> set[tuple[str, str, str]]:
    query = (
        'SELECT DISTINCT t.type, COALESCE(ms.entity, t.start), COALESCE(me.entity, t."end") FROM touched_pair t '
        'LEFT JOIN member ms ON ms.record = t.start LEFT JOIN member me ON me.record = t."end"'
    )
    return {(type, start, end) for type, start, end in connection.execute(text(query))}


def _facts_of_nodes(connection: Connection, schema: Schema, *, everything: bool) -> Iterator[NodeFact]:
    rows = _stream(connection, _NODES.format(claims="claim c" if everything else _TOUCHED_NODES))
    for entity, group in groupby(rows, key=lambda row: row.entity):
        claims = list(group)
        yield projection.node(schema, entity, claims[0].label, [_statement(each) for each in claims])


def _facts_of_relationships(connection: Connection, schema: Schema, *, everything: bool) -> Iterator[RelationshipFact]:
    rows = _stream(connection, _RELATIONSHIPS.format(claims="claim c" if everything else _TOUCHED_PAIRS))
    for (start, end, type), group in groupby(rows, key=lambda row: (row.s, row.e, row.type)):
        if start != end:
            yield from projection.relationships(schema, type, start, end, [_statement(each) for each in group])


def _stream(connection: Connection, query: str) -> Iterator[Row[Any]]:
    return iter(connection.execute(text(query), execution_options={"yield_per": 5_000}))


def _statement(row: Row[Any]) -> Statement:
    fields = json.loads(row.statement)
    return Statement(
        fields.get("properties", {}),
        fields.get("sources", ()),
        fields.get("since"),
        fields.get("until"),
        fields.get("observed"),
        row.born,
    )

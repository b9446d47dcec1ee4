"""Which records are one entity: what staff decided, and nothing else."""

from __future__ import annotations

import json
from collections import defaultdict

from sqlalchemy import Connection, delete, insert, select

from graph.ledger import tables


def decided_same(connection: Connection) -> list[list[str]]:
    """The records of every decision 同一 that still counts."""
    table = tables.decision
    query = select(table.c.records).where(table.c.kind == "same", table.c.undone_at.is_(None)).order_by(table.c.id)
    return [json.loads(records) for (records,) in connection.execute(query)]


def decided_apart(connection: Connection) -> list[tuple[str, ...]]:
    """The pairs of records of every decision 不是同一 that still counts."""
    table = tables.decision
    query = select(table.c.records).where(table.c.kind == "apart", table.c.undone_at.is_(None))
    return [tuple(json.loads(records)) for (records,) in connection.execute(query)]


def united(groups: list[list[str]]) -> list[list[str]]:
    """Groups that share a record, made one."""
    root: dict[str, str] = {}

    def find(record: str) -> str:
        while root.setdefault(record, record) != record:
            root[record] = root[root[record]]
            record = root[record]
        return record

    for group in groups:
        for each in group[1:]:
            root[find(each)] = find(group[0])
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    for record in root:
        clusters[find(record)].append(record)
    return [sorted(cluster) for cluster in clusters.values() if len(cluster) > 1]


def members(connection: Connection) -> dict[str, str]:
    """Record → entity, for the records of clusters of more than one."""
    query = select(tables.member.c.record, tables.member.c.entity)
    return {row.record: row.entity for row in connection.execute(query)}


def regroup(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Works the clusters out anew from the decisions and the records that have live claims; gives what was and what is.

    The entity of a cluster is its oldest live record; its dead records lead to it too.
    """
    before = members(connection)
    clusters = united(decided_same(connection))
    named = sorted({record for cluster in clusters for record in cluster})
    born = _living(connection, named)
    after: dict[str, str] = {}
    for cluster in clusters:
        alive = sorted((record for record in cluster if record in born), key=lambda record: (born[record], record))
        if alive:
            after |= dict.fromkeys(cluster, alive[0])
    if after != before:
        connection.execute(delete(tables.member))
        if after:
            connection.execute(
                insert(tables.member), [{"record": one, "entity": other} for one, other in after.items()]
            )
    return before, after


def _living(connection: Connection, records: list[str]) -> dict[str, int]:
    """The age of those of the records that have a live claim."""
    born: dict[str, int] = {}
    claim, record = tables.claim, tables.record
    for at in range(0, len(records), 500):
        query = (
            select(record.c.id, record.c.born)
            .where(record.c.id.in_(records[at : at + 500]))
            .where(
                select(claim.c.id)
                .where(claim.c.start == record.c.id, claim.c.end == "", claim.c.retired.is_(None))
                .exists()
            )
        )
        born |= {row.id: row.born for row in connection.execute(query)}
    return born

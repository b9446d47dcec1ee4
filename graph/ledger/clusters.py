"""Which records are one entity: what staff decided, and what evidence shows where that contradicts nobody."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from graph.ledger import tables
from graph.ledger.bulk import among, listed, many
from graph.resolution import load_rules


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


def found_same(connection: Connection, among_records: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """The pairs of records that evidence shows to be one: all, or those with one of these records as their first."""
    query = "SELECT one, other FROM alike WHERE verdict = 'same'"
    rows = (
        connection.execute(text(query))
        if among_records is None
        else among(connection, f"{query} AND one IN", sorted(among_records))
    )
    return [(one, other) for one, other in rows]


def clusters(connection: Connection, among_records: Iterable[str] | None = None) -> list[list[str]]:
    """The records of every entity that has several; with `among_records` of those that evidence joins these into.

    Evidence joins records unless that would join what staff set apart, or two people whom one source tells apart: then
    nobody knows which of them is meant, and of all that hang together there only what staff decided counts.
    """
    decided = decided_same(connection)
    found = found_same(connection, among_records)
    sure = united(decided)
    settled = {record: number for number, group in enumerate(sure) for record in group}
    joined = united([*decided, *map(list, found)])
    of = {record: number for number, cluster in enumerate(joined) for record in cluster}
    doubtful = {of[one] for one, other in decided_apart(connection) if one in of and of[one] == of.get(other)}
    # A pair is never of one source; larger clusters may be.
    large = {number: cluster for number, cluster in enumerate(joined) if len(cluster) > 2}
    own = _own_sources(connection, {record for cluster in large.values() for record in cluster})
    doubtful |= {number for number, cluster in large.items() if _contradicts(cluster, own, settled)}
    return [
        *(cluster for number, cluster in enumerate(joined) if number not in doubtful),
        *(group for group in sure if of[group[0]] in doubtful),
    ]


def _contradicts(cluster: list[str], own: dict[str, set[str]], settled: dict[str, int]) -> bool:
    """Whether one source has two of the records, and staff did not say that they are one."""
    who: dict[str, object] = {}
    for record in cluster:
        one = settled.get(record, record)
        if any(who.setdefault(source, one) != one for source in own.get(record, ())):
            return True
    return False


def _own_sources(connection: Connection, records: set[str]) -> dict[str, set[str]]:
    """The sources of those of the records that a source tells apart by itself."""
    labels = listed(load_rules().own)
    query = (
        f"SELECT start, source FROM claim WHERE \"end\" = '' AND retired IS NULL AND type IN ({labels}) AND start IN"
    )
    found: dict[str, set[str]] = {}
    for record, source in among(connection, query, sorted(records)):
        found.setdefault(record, set()).add(source)
    return found


def members(connection: Connection) -> dict[str, str]:
    """Record → entity, for the records of clusters of more than one."""
    query = select(tables.member.c.record, tables.member.c.entity)
    return {row.record: row.entity for row in connection.execute(query)}


def regroup(connection: Connection, regarded: Iterable[str] | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """Works clusters out anew from decisions, evidence and the records that have live claims; gives what was and is.

    All of them, or only those that hang together with a regarded record or with what staff ever decided on. The entity
    of a cluster is its oldest live record; its dead records lead to it too. A record that came back as another kind of
    thing, after the load that made it was taken back, is no longer what the decision spoke of.
    """
    if regarded is None:
        before, found = members(connection), clusters(connection)
    else:
        reached = _hanging_together(connection, {*regarded, *_ever_decided(connection)})
        rows = among(connection, "SELECT record, entity FROM member WHERE record IN", sorted(reached))
        before, found = {row[0]: row[1] for row in rows}, clusters(connection, reached)
    known = _known(connection, sorted({record for cluster in found for record in cluster}))
    after: dict[str, str] = {}
    for cluster in found:
        alive = sorted((record for record in cluster if record in known and known[record].alive), key=known.__getitem__)
        if alive:
            label = known[alive[0]].label
            same = [record for record in cluster if record not in known or known[record].label == label]
            after |= dict.fromkeys(same, alive[0])
    if after != before:
        many(connection, "DELETE FROM member WHERE record = ?", [(record,) for record in before])
        many(connection, "INSERT INTO member (record, entity) VALUES (?, ?)", list(after.items()))
    return before, after


def _ever_decided(connection: Connection) -> set[str]:
    """The records of every decision, also of those taken back."""
    rows = connection.execute(select(tables.decision.c.records))
    return {record for (records,) in rows for record in json.loads(records)}


_LINKED = (
    "SELECT other FROM alike WHERE verdict = 'same' AND one IN",
    "SELECT one FROM alike WHERE verdict = 'same' AND other IN",
    "SELECT entity FROM member WHERE record IN",
    "SELECT record FROM member WHERE entity IN",
)


def _hanging_together(connection: Connection, records: set[str]) -> set[str]:
    """The records, and all that evidence or an entity of before links to them at whatever remove."""
    reached, fresh = set(records), records
    while fresh:
        linked = {row[0] for query in _LINKED for row in among(connection, query, sorted(fresh))}
        fresh = linked - reached
        reached |= fresh
    return reached


class _Known(NamedTuple):
    born: int
    id: str
    label: str
    alive: bool


def _known(connection: Connection, records: list[str]) -> dict[str, _Known]:
    """What is known of those of the records that a load in force speaks of."""
    query = (
        "SELECT r.born, r.id, r.label, EXISTS (SELECT 1 FROM claim c WHERE c.start = r.id AND c.\"end\" = '' "
        "AND c.retired IS NULL) FROM record r WHERE r.id IN"
    )
    return {row[1]: _Known(row[0], row[1], row[2], bool(row[3])) for row in among(connection, query, records)}

"""What loads, rollbacks and decisions did, read back: the list of them, the nodes of one."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, or_, select, text

from graph.ledger import tables
from graph.ledger.loads import LoadRecord
from graph.ledger.stating import BORN_SHIFT

_NODES = f"""
SELECT c.start, c.type, c.statement, COALESCE(m.entity, c.start) AS entity,
  COALESCE(r.born >> {BORN_SHIFT}, c.load) = c.load AS fresh,
  EXISTS (SELECT 1 FROM node_fact n WHERE n.id = COALESCE(m.entity, c.start)) AS here
FROM claim c LEFT JOIN record r ON r.id = c.start LEFT JOIN member m ON m.record = c.start
WHERE c.load = :load AND c."end" = '' AND (:label = '' OR c.type = :label)
  AND NOT EXISTS (SELECT 1 FROM claim e WHERE e.start = c.start AND e."end" = '' AND e.load = c.load AND e.id < c.id)
ORDER BY c.id LIMIT :cap OFFSET :skip
"""
"""Once a record, by its first claim of the load; `restated` claims are no news and are left out."""


@dataclass(frozen=True, slots=True)
class LoadedNode:
    """A node that a load made (`fresh`) or said something new of; `entity` is its id now, None where it is gone."""

    record: str
    label: str
    name: str
    fresh: bool
    entity: str | None


def loads(connection: Connection) -> list[LoadRecord]:
    """Every load, rollback and decision, the latest first."""
    rows = connection.execute(select(tables.load).order_by(tables.load.c.id)).all()
    undoes = {row.undone_by: row.id for row in rows if row.undone_by is not None}
    found, until = [], dict[str, float]()
    for row in rows:
        known = until.get(row.source, 0)
        found.append(_record(row, first=row.kind == "load" and known < row.id, undoes=undoes.get(row.id)))
        if row.kind == "load":
            until[row.source] = max(known, math.inf if row.undone_by is None else row.undone_by)
    return found[::-1]


def latest(connection: Connection, source: str) -> LoadRecord | None:
    """The latest load in force of a source."""
    table = tables.load.c
    spoken = select(tables.load).where(table.source == source, table.kind == "load")
    row = connection.execute(spoken.where(table.undone_by.is_(None)).order_by(table.id.desc()).limit(1)).first()
    if row is None:
        return None
    before = spoken.where(table.id < row.id, or_(table.undone_by.is_(None), table.undone_by >= row.id))
    return _record(row, first=connection.execute(before.limit(1)).first() is None, undoes=None)


def _record(row: Row[Any], *, first: bool, undoes: int | None) -> LoadRecord:
    state = "undone" if row.undone_by is not None else "in force"
    told = (row.id, row.kind, row.source, row.title, row.at, state, json.loads(row.counts))
    return LoadRecord(*told, tuple(json.loads(row.files)), bool(row.complete), first, row.undone_by, undoes)


def nodes_of(connection: Connection, load: int, label: str, skip: int, cap: int) -> list[LoadedNode]:
    """The nodes that a load made or changed, in the order of its rows; of one label where one is given."""
    names = {"load": load, "label": label, "skip": skip, "cap": cap}
    return [
        LoadedNode(
            row.start,
            row.type,
            str(json.loads(row.statement).get("properties", {}).get("name", row.start)),
            bool(row.fresh),
            row.entity if row.here else None,
        )
        for row in connection.execute(text(_NODES), names)
    ]

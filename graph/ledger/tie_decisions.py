"""What staff decided about ties, by the entities that records are today."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, select

from graph.errors import LedgerError
from graph.ledger import tables
from graph.ledger.bulk import among

TieKind = Literal["confirmed", "denied"]
TIE_KINDS: tuple[TieKind, ...] = get_args(TieKind)


@dataclass(frozen=True, slots=True)
class TieDecision:
    """That two actors know each other ("confirmed") or do not ("denied"); `pair` are their ids in order."""

    pair: tuple[str, str]
    decision: int
    kind: str
    reason: str
    at: str


def tie_decisions(connection: Connection) -> list[TieDecision]:
    """Those in force, the first first; not those about two that have been found to be one since."""
    table = tables.decision
    query = select(table).where(table.c.kind.in_(TIE_KINDS), table.c.undone_at.is_(None)).order_by(table.c.id)
    rows = [(row, json.loads(row.records)) for row in connection.execute(query)]
    entities = entities_of(connection, [record for _, records in rows for record in records])
    found = []
    for row, records in rows:
        one, other = sorted(entities.get(record, record) for record in records)
        if one != other:
            found.append(TieDecision((one, other), row.id, row.kind, row.reason, row.at))
    return found


def check_two(connection: Connection, records: list[str]) -> None:
    """What is one has no tie to itself: LedgerError."""
    entities = entities_of(connection, records)
    if len({entities.get(record, record) for record in records}) < 2:
        raise LedgerError("ledger.tie_to_itself", one=records[0], other=records[-1])


def entities_of(connection: Connection, records: list[str]) -> dict[str, str]:
    """The entity of each record that was merged into one."""
    rows = among(connection, "SELECT record, entity FROM member WHERE record IN", sorted(set(records)))
    return {str(row.record): str(row.entity) for row in rows}

"""What staff decided about who is who; every decision can be taken back exactly."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update

from graph import contacts
from graph.errors import LedgerError, NotFound
from graph.ledger import tables
from graph.ledger.clusters import clusters, decided_apart, decided_same, found_same, united
from graph.ledger.lock import Waiting, writer
from graph.ledger.store import Store
from graph.ledger.tie_decisions import TIE_KINDS, TieKind, check_two

Commit = Callable[[Connection, str], None]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of which records, why, when; `undone` once taken back.

    `kind`: 同一 ("same") or 不是同一 ("apart"); 相识 ("confirmed") or 不相识 ("denied").
    """

    decision: int
    kind: str
    records: tuple[str, ...]
    reason: str
    at: str
    undone: bool

    def as_json(self) -> dict[str, object]:
        """The fields as they stand."""
        return asdict(self)


class Decisions:
    """The decisions of one ledger; `waiting` is told what another writer does, and may raise so as not to wait."""

    def __init__(self, store: Store, commit: Commit) -> None:
        self._store = store
        self._commit = commit

    def all(self) -> list[Decision]:
        """All of them, the latest first."""
        table = tables.decision
        with self._store.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.id.desc())).all()
        return [
            Decision(row.id, row.kind, tuple(json.loads(row.records)), row.reason, row.at, row.undone_at is not None)
            for row in rows
        ]

    def merge(self, records: Sequence[str], reason: str = "", waiting: Waiting | None = None) -> int:
        """Says that the records are one; gives the decision's id.

        Raises NotFound for an unknown record; LedgerError where they are of different kinds or two of them were decided
        to be apart.
        """
        return self._decide("same", records, reason, waiting)

    def apart(self, one: str, other: str, reason: str = "", waiting: Waiting | None = None) -> int:
        """Says that two records are not the same, so that nobody is asked again; LedgerError where they are merged."""
        return self._decide("apart", (one, other), reason, waiting)

    def split(self, record: str, reason: str = "", waiting: Waiting | None = None) -> list[int]:
        """Takes apart the entity that a record is in: its merges are taken back, what evidence joined is set apart.

        Gives the ids of the decisions taken back and of those made. NotFound where it is one record.
        """
        with self._store.reading() as connection:
            groups = united(decided_same(connection))
            cluster = next((set(each) for each in clusters(connection) if record in each), set())
            found = [pair for pair in found_same(connection) if cluster.issuperset(pair)]
        merged = next((set(each) for each in groups if record in each), set())
        resting = [
            each.decision
            for each in self.all()
            if each.kind == "same" and not each.undone and (merged | cluster) & set(each.records)
        ]
        if not resting and not found:
            raise NotFound("ledger.not_merged", id=record)
        for each in resting:
            self.undo(each, waiting)
        return [*resting, *(self.apart(*pair, reason, waiting) for pair in found)]

    def tie(self, kind: TieKind, one: str, other: str, reason: str = "", waiting: Waiting | None = None) -> int:
        """Says of two that they know each other or not; NotFound and LedgerError as `merge`, or where they are one."""
        return self._decide(kind, (one, other), reason, waiting)

    def undo(self, decision: int, waiting: Waiting | None = None) -> None:
        """Takes one decision back."""
        table = tables.decision
        with writer(self._store, f"undo {decision}", waiting=waiting), self._store.writing() as connection:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            query = update(table).where(table.c.id == decision, table.c.undone_at.is_(None)).values(undone_at=now)
            if not connection.execute(query).rowcount:
                raise NotFound("ledger.no_such_decision", decision=decision)
            self._commit(connection, f"undo {decision}")

    def _decide(self, kind: str, records: Sequence[str], reason: str, waiting: Waiting | None) -> int:
        """A contact detail in the reason is cut out, whoever wrote it."""
        wanted, why = list(dict.fromkeys(records)), contacts.without(reason.strip())
        table = tables.decision
        with writer(self._store, " = ".join(wanted), waiting=waiting), self._store.writing() as connection:
            _check(connection, kind, wanted)
            id = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(insert(table).values(id=id, kind=kind, records=json.dumps(wanted), reason=why, at=now))
            self._commit(connection, f"{kind}: {', '.join(wanted)}")
            return id


def _check(connection: Connection, kind: str, records: list[str]) -> None:
    table = tables.record
    labels = {
        row.id: row.label
        for row in connection.execute(select(table.c.id, table.c.label).where(table.c.id.in_(records)))
    }
    for each in records:
        if each not in labels:
            raise NotFound("ledger.no_such_record", id=each)
    if kind in TIE_KINDS:
        check_two(connection, records)
        return
    if len(records) < 2:
        raise LedgerError("ledger.one_record", id=records[0] if records else "")
    if len(set(labels.values())) > 1:
        raise LedgerError(
            "ledger.different_kinds", ids=", ".join(records), kinds=" · ".join(sorted(set(labels.values())))
        )
    groups = decided_same(connection)
    merged = united([*groups, records]) if kind == "same" else united(groups)
    for one, other in [tuple(records)] if kind == "apart" else decided_apart(connection):
        if any(one in cluster and other in cluster for cluster in merged):
            code = "ledger.decided_apart" if kind == "same" else "ledger.merged_already"
            raise LedgerError(code, one=one, other=other)

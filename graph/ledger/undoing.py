"""Taking a load back: claims become what they would be had it never been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select, text

from graph.errors import LedgerError, NotFound
from graph.ledger import tables
from graph.ledger.bulk import chunks, stream
from graph.ledger.stating import BORN_SHIFT

UNDECIDED = 0
"""Stands for the rollback that is only thought of; no load has this number."""

_SAID = "SELECT id AS claim, load, seq FROM claim UNION ALL SELECT claim, load, seq FROM restated"
_SPOKEN = (
    "SELECT identity FROM claim WHERE load = :load UNION SELECT identity FROM claim WHERE retired = :load UNION "
    "SELECT c.identity FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load"
)
_STATEMENTS = f"""
SELECT c.identity, c.id, c.content, c.type, s.load, c.retired FROM ({_SAID}) s JOIN claim c ON c.id = s.claim
WHERE c.identity IN ({_SPOKEN}) ORDER BY c.identity
"""
_RECORDS = (
    "SELECT start FROM claim WHERE load = :load AND \"end\" = '' UNION "
    "SELECT c.start FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load AND c.\"end\" = ''"
)
_COUNTS = f"l.undone_by IS NULL AND c.\"end\" = '' AND c.start IN ({_RECORDS})"
_REBORN = f"""
INSERT INTO record (id, label, born) SELECT start, min(type), min((CAST(load AS BIGINT) << {BORN_SHIFT}) + seq) FROM (
  SELECT c.start, c.type, c.load, c.seq FROM claim c JOIN load l ON l.id = c.load WHERE {_COUNTS} UNION ALL
  SELECT c.start, c.type, r.load, r.seq FROM claim c JOIN restated r ON r.claim = c.id JOIN load l ON l.id = r.load
  WHERE {_COUNTS}) AS stated GROUP BY start
"""


@dataclass(slots=True)
class Reversal:
    """How many claims of one type taking a load back retires, and how many it brings back into force."""

    retired: int = 0
    restored: int = 0


def standing(connection: Connection, load: int) -> Row[Any]:
    """The load's row; NotFound where there is none of that number, LedgerError where it was taken back already."""
    row = connection.execute(select(tables.load).where(tables.load.c.id == load)).first()
    if row is None or row.kind != "load":
        raise NotFound("ledger.no_such_load", load=load)
    if row.undone_by is not None:
        raise LedgerError("ledger.undone_already", load=load, by=row.undone_by)
    return row


def foreseen(connection: Connection, load: int) -> dict[str, Reversal]:
    """By type, what taking the load back would do to claims; nothing is written."""
    counts: dict[str, Reversal] = {}
    for each in _changes(connection, load, UNDECIDED):
        _count(counts, each)
    return counts


def replay(connection: Connection, load: int, by: int) -> dict[str, Reversal]:
    """Lets every row of the source that a load spoke of say what it would say had that load never been.

    For each such row the loads that still count are played again in order. `by` is the load id of the rollback, which
    retires what nothing states any more. Gives what was retired and restored by type.
    """
    counts: dict[str, Reversal] = {}
    connection.execute(text("DROP TABLE IF EXISTS replayed"))
    connection.execute(text("CREATE TEMPORARY TABLE replayed (claim BIGINT PRIMARY KEY, gone INTEGER)"))
    for chunk in chunks(_changes(connection, load, by)):
        for each in chunk:
            _count(counts, each)
        rows = [{"claim": each.claim, "gone": each.gone} for each in chunk]
        connection.execute(text("INSERT INTO replayed (claim, gone) VALUES (:claim, :gone)"), rows)
    connection.execute(
        text(
            "UPDATE claim SET retired = (SELECT p.gone FROM replayed p WHERE p.claim = claim.id) "
            "WHERE id IN (SELECT claim FROM replayed)"
        )
    )
    return counts


class _Change(NamedTuple):
    """A claim, which load retired it so far and which one does now (None: it is live)."""

    claim: int
    type: str
    was: int | None
    gone: int | None


def _count(counts: dict[str, Reversal], change: _Change) -> None:
    if change.was is None or change.gone is None:
        reversal = counts.setdefault(change.type, Reversal())
        reversal.retired += change.was is None
        reversal.restored += change.gone is None


def _changes(connection: Connection, load: int, by: int) -> Iterator[_Change]:
    """Which claims of the rows that the load spoke of change when the loads in force but this one are played again."""
    source = connection.execute(text("SELECT source FROM load WHERE id = :load"), {"load": load}).scalar_one()
    query = text("SELECT id, complete FROM load WHERE source = :source AND kind = 'load' AND undone_by IS NULL")
    rows = connection.execute(query, {"source": source})
    counting = {each.id: bool(each.complete) for each in rows if each.id != load}
    complete = [id for id, whole in counting.items() if whole]
    for _, group in groupby(stream(connection, _STATEMENTS, {"load": load}), key=lambda row: bytes(row.identity)):
        found = list(group)
        now = _replayed(found, counting, complete, by)
        for claim, row in {each.id: each for each in found}.items():
            if now[claim] != row.retired:
                yield _Change(claim, row.type, row.retired, now[claim])


def _replayed(group: list[Any], counting: Mapping[int, bool], complete: list[int], by: int) -> dict[int, int | None]:
    """Which load retires each claim of one row (None: none) when only the loads in `counting` count.

    As when a load is stated: what it says and was not live becomes live, and retires as many of the others, by their
    content, or all of them where the load is complete.
    """
    stated: dict[int, dict[bytes, int]] = {}
    for each in group:
        stated.setdefault(each.load, {})[bytes(each.content)] = each.id
    now: dict[int, int | None] = {}
    live: dict[bytes, int] = {}
    for load in sorted({*complete, *(load for load in stated if load in counting)}):
        says = stated.get(load, {})
        fresh = [content for content in says if content not in live]
        old = sorted(content for content in live if content not in says)
        for content in old if counting[load] else old[: len(fresh)]:
            now[live.pop(content)] = load
        live.update((content, says[content]) for content in fresh)
    now |= dict.fromkeys(live.values(), None)
    for each in group:
        now.setdefault(each.id, by if each.retired is None else each.retired)
    return now


def reborn(connection: Connection, load: int) -> None:
    """Gives the records that an undone load spoke of their age anew, from the loads that still count."""
    connection.execute(text(f"DELETE FROM record WHERE id IN ({_RECORDS})"), {"load": load})
    connection.execute(text(_REBORN), {"load": load})

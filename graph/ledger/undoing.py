"""Taking a load back: claims become what they would be had it never been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, text

from graph.ledger.bulk import chunks, stream
from graph.ledger.stating import BORN_SHIFT

_SAID = "SELECT id AS claim, load, seq FROM claim UNION ALL SELECT claim, load, seq FROM restated"
_SPOKEN = (
    "SELECT identity FROM claim WHERE load = :load UNION SELECT identity FROM claim WHERE retired = :load UNION "
    "SELECT c.identity FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load"
)
_STATEMENTS = f"""
SELECT c.identity, c.id, c.content, s.load, c.retired FROM ({_SAID}) s JOIN claim c ON c.id = s.claim
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


def replay(connection: Connection, load: int, by: int) -> None:
    """Lets every row of the source that a load spoke of say what it would say had that load never been.

    For each such row the loads that still count are played again in order. `by` is the load id of the rollback, which
    retires what nothing states any more.
    """
    source = connection.execute(text("SELECT source FROM load WHERE id = :load"), {"load": load}).scalar_one()
    query = text("SELECT id, complete FROM load WHERE source = :source AND kind = 'load' AND undone_by IS NULL")
    counting = {each.id: bool(each.complete) for each in connection.execute(query, {"source": source})}
    connection.execute(text("DROP TABLE IF EXISTS replayed"))
    connection.execute(text("CREATE TEMPORARY TABLE replayed (claim BIGINT PRIMARY KEY, gone INTEGER)"))
    rows = stream(connection, _STATEMENTS, {"load": load})
    for chunk in chunks(_changes(rows, counting, by)):
        connection.execute(text("INSERT INTO replayed (claim, gone) VALUES (:claim, :gone)"), chunk)
    connection.execute(
        text(
            "UPDATE claim SET retired = (SELECT p.gone FROM replayed p WHERE p.claim = claim.id) "
            "WHERE id IN (SELECT claim FROM replayed)"
        )
    )


def _changes(rows: Iterable[Any], counting: Mapping[int, bool], by: int) -> Iterator[dict[str, Any]]:
    complete = [load for load, whole in counting.items() if whole]
    for _, group in groupby(rows, key=lambda row: bytes(row.identity)):
        found = list(group)
        now = _replayed(found, counting, complete, by)
        yield from (
            {"claim": claim, "gone": now[claim]}
            for claim, was in {each.id: each.retired for each in found}.items()
            if now[claim] != was
        )


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

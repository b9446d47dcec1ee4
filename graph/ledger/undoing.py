"""Taking a load back: claims become what they would be had it never been."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, text

from graph.ledger import tables
from graph.ledger.stating import BORN_SHIFT


def replay(connection: Connection, load: int, by: int) -> None:
    """Takes a load back: claims of every row it spoke of are live again as if it had never been.

    For each row of its source the loads that still count are played again in order. `by` is the load id of the
    rollback, which retires what nothing states any more.
    """
    source = connection.execute(text("SELECT source FROM load WHERE id = :load"), {"load": load}).scalar_one()
    counting = {
        each.id: each.complete
        for each in connection.execute(
            text("SELECT id, complete FROM load WHERE source = :source AND kind = 'load' AND undone_by IS NULL"),
            {"source": source},
        )
    }
    spoken = (
        "SELECT identity FROM claim WHERE load = :load UNION SELECT identity FROM claim WHERE retired = :load UNION "
        "SELECT c.identity FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load"
    )
    statements = connection.execute(
        text(
            "SELECT c.identity, c.id, c.content, s.load, c.retired FROM (SELECT id AS claim, load FROM claim "
            "UNION ALL SELECT claim, load FROM restated) s JOIN claim c ON c.id = s.claim "
            f"WHERE c.source = :source AND c.identity IN ({spoken}) ORDER BY c.identity, s.load, c.id"
        ),
        {"source": source, "load": load},
    )
    changes: list[dict[str, Any]] = []
    for _, group in groupby(statements.all(), key=lambda each: bytes(each.identity)):
        changes += _replayed(list(group), counting, by)
    if changes:
        connection.execute(
            tables.claim.update().where(tables.claim.c.id == bindparam("claim")).values(retired=bindparam("gone")),
            changes,
        )


def _replayed(group: list[Any], counting: Mapping[int, bool], by: int) -> list[dict[str, Any]]:
    """What changes about the claims of one row when only the loads in `counting` count; true: the load was complete."""
    was = {each.id: each.retired for each in group}
    now: dict[int, int | None] = dict.fromkeys(was, by)
    live: list[int] = []
    for load in sorted(counting):
        stated = sorted(each.id for each in group if each.load == load)
        if not stated and not counting[load]:
            continue
        old = [claim for claim in live if claim not in stated]
        fresh = [claim for claim in stated if claim not in live]
        gone = old if counting[load] else old[: len(fresh)]
        for claim in gone:
            now[claim] = load
        live = sorted({*live, *stated} - set(gone))
        for claim in live:
            now[claim] = None
    return [
        {"claim": claim, "gone": gone}
        for claim, gone in now.items()
        if gone != was[claim] and not (gone is not None and was[claim] is not None)
    ]


def reborn(connection: Connection, load: int) -> None:
    """Gives the records that an undone load spoke of their age anew, from the loads that still count."""
    connection.execute(
        text(
            "DELETE FROM record WHERE id IN (SELECT start FROM claim WHERE load = :load UNION "
            "SELECT c.start FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load)"
        ),
        {"load": load},
    )
    connection.execute(
        text(
            "INSERT INTO record (id, label, born) SELECT c.start, c.type, "
            f"min((CAST(s.load AS BIGINT) << {BORN_SHIFT}) + s.seq) FROM "
            "(SELECT id AS claim, load, seq FROM claim UNION ALL SELECT claim, load, seq FROM restated) s "
            "JOIN load l ON l.id = s.load AND l.undone_by IS NULL JOIN claim c ON c.id = s.claim WHERE c.\"end\" = '' "
            "AND c.start IN (SELECT start FROM claim WHERE load = :load UNION SELECT c.start FROM restated r "
            "JOIN claim c ON c.id = r.claim WHERE r.load = :load) GROUP BY c.start, c.type"
        ),
        {"load": load},
    )

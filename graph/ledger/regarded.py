"""Which records a change makes worth comparing anew, and which share a name with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from pydantic_core import from_json
from sqlalchemy import Connection, text

from graph.ledger.bulk import chunks, listed, many, stream
from graph.resolution import keys, load_rules

_STATED = "SELECT start, type, statement FROM claim WHERE \"end\" = ''"
_CALL = "INSERT INTO called (key, record) VALUES (?, ?) ON CONFLICT DO NOTHING"
_SHARED = """
SELECT c.key, c.record, {which} AS regarded, r.label FROM called c JOIN record r ON r.id = c.record
WHERE c.key IN (SELECT key FROM called{among} GROUP BY key HAVING count(*) > 1) ORDER BY c.key
"""
ALL = _SHARED.format(which="1", among="")
"""Key, record, 1, type of all records that share a key, by key."""
REGARDED = _SHARED.format(
    which="EXISTS (SELECT 1 FROM regarded d WHERE d.record = c.record)",
    among=" WHERE key IN (SELECT k.key FROM regarded d CROSS JOIN called k WHERE k.record = d.record)",
)
"""As `ALL`, for the keys of regarded records; 1 for those that are regarded."""

_SAID = """
SELECT t.record, c.load = :load, c.retired IS NULL, c.statement FROM touched_record t CROSS JOIN claim c
WHERE c.start = t.record AND c."end" = '' AND c.type NOT IN ({own}) AND (c.retired IS NULL OR c.retired = :load)
ORDER BY t.record
"""
_WITHIN = """
INSERT INTO regarded WITH RECURSIVE wider(record) AS (
  SELECT record FROM renamed UNION SELECT start FROM touched_pair WHERE type = 'PART_OF' UNION
  SELECT c.start FROM wider w CROSS JOIN claim c WHERE c."end" = w.record AND c.type = 'PART_OF')
SELECT record FROM touched_record UNION SELECT start FROM touched_pair UNION
SELECT c.start FROM wider w CROSS JOIN claim c WHERE c."end" = w.record AND c.type IN ({types})
"""


def note_names(connection: Connection, load: int | None) -> None:
    """Notes by which keys the records of a load, or of all, may be found alike; also of claims that are not live now.

    Those may come back. A key too many costs a comparison and nothing else.
    """
    if load is None:
        connection.execute(text("DELETE FROM called"))
        _call(connection, stream(connection, _STATED))
    else:
        _call(connection, stream(connection, f"{_STATED} AND load = :load", {"load": load}))


def _call(connection: Connection, stated: Iterable[tuple[str, str, str]]) -> None:
    labels = load_rules().types.keys()
    for chunk in chunks((row for row in stated if row[1] in labels), 20_000):
        rows: dict[tuple[int, str], None] = {}
        for record, label, statement in chunk:
            for name in _names(statement):
                if key := keys(label, name):
                    rows[_number(label, key), record] = None
        many(connection, _CALL, list(rows))


def _names(statement: str) -> Iterator[str]:
    """The names that a claim gives its record."""
    said = from_json(statement).get("properties", {})
    yield from filter(None, (said.get("name"), said.get("short_name"), *said.get("alias", ())))


def _number(label: str, key: str) -> int:
    return int.from_bytes(blake2b(f"{label}\0{key}".encode(), digest_size=8).digest(), "big", signed=True)


def regard(connection: Connection, load: int, *, undone: bool) -> None:
    """Fills `regarded` with the records whose comparison may come out otherwise, and forgets what was found of them.

    They are those touched, and those tied to something that goes by other names than before or is part of something
    else, at whatever remove. `undone`: `load` is a rollback, and whatever it touched may go by other names.
    """
    for statement in (
        "DROP TABLE IF EXISTS renamed",
        "DROP TABLE IF EXISTS regarded",
        "CREATE TEMPORARY TABLE renamed (record TEXT PRIMARY KEY)",
        "CREATE TEMPORARY TABLE regarded (record TEXT PRIMARY KEY)",
    ):
        connection.execute(text(statement))
    said = stream(connection, _SAID.format(own=listed(load_rules().own)), {"load": load})
    for chunk in chunks(_renamed(said, undone=undone)):
        many(connection, "INSERT INTO renamed VALUES (?) ON CONFLICT DO NOTHING", [(each,) for each in chunk])
    for statement in (
        _WITHIN.format(types=listed(load_rules().ties)),
        "DELETE FROM alike WHERE one IN (SELECT record FROM regarded)",
        "DELETE FROM alike WHERE other IN (SELECT record FROM regarded)",
    ):
        connection.execute(text(statement))


def records(connection: Connection) -> list[str]:
    """The regarded records."""
    return [record for (record,) in connection.execute(text("SELECT record FROM regarded"))]


def _renamed(said: Iterable[tuple[str, bool, bool, str]], *, undone: bool) -> Iterator[str]:
    """The records whose live claims give them other names than before the load; after a rollback all of them."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    after: defaultdict[str, set[str]] = defaultdict(set)
    for record, fresh, live, statement in said:
        names = set(_names(statement))
        if not fresh:
            before[record] |= names
        if live:
            after[record] |= names
    for record in before.keys() | after.keys():
        if undone or before[record] != after[record]:
            yield record

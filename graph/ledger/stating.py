"""Writing what a load states: new claims appended, corrected and missing ones retired, the same ones left alone."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pydantic_core import to_json
from sqlalchemy import Connection, text

from graph.errors import LedgerError
from graph.ledger.bulk import among, chunks, many, stream
from graph.ledger.claims import Claim, NodeClaim

BORN_SHIFT = 32

_APPEND = (
    'INSERT INTO claim (load, seq, source, identity, content, type, start, "end", statement, origin) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_RESTATE = "INSERT INTO restated (claim, load, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_REGISTER = "INSERT INTO record (id, label, born) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_KNOWN = "SELECT id, content, load FROM claim WHERE retired IS NULL AND identity IN"
OF_SOURCE = "load IN (SELECT id FROM load WHERE source = :source AND kind = 'load')"
"""Holds for the claims that loads of `:source` appended."""
_SPOKE_BEFORE = f"SELECT 1 FROM claim WHERE {OF_SOURCE} AND retired IS NULL LIMIT 1"
_OTHER_LABEL = """
SELECT c.start, c.type, r.label FROM claim c JOIN record r ON r.id = c.start
WHERE c.load = :load AND c."end" = '' AND r.label <> c.type ORDER BY c.seq LIMIT 1
"""
_SAID_AGAIN = "EXISTS (SELECT 1 FROM restated r WHERE r.claim = c.id AND r.load = :load)"
_CORRECT = f"""
UPDATE claim SET retired = :load WHERE id IN (
  SELECT old.id FROM (
    SELECT c.id, c.identity, row_number() OVER (PARTITION BY c.identity ORDER BY c.content) AS place FROM claim c
    WHERE c.retired IS NULL AND c.load <> :load
      AND c.identity IN (SELECT identity FROM claim WHERE load = :load) AND NOT {_SAID_AGAIN}) AS old
  JOIN (SELECT identity, count(*) AS fresh FROM claim WHERE load = :load GROUP BY identity) AS new
    ON new.identity = old.identity AND old.place <= new.fresh)
"""
_RETIRE_MISSING = f"""
UPDATE claim SET retired = :load WHERE id IN (
  SELECT c.id FROM claim c WHERE c.{OF_SOURCE} AND c.retired IS NULL AND c.load <> :load AND NOT {_SAID_AGAIN})
"""
_COUNTED = {
    "stated": "SELECT type FROM claim WHERE load = :load",
    "retired": "SELECT type FROM claim WHERE retired = :load",
    "unchanged": "SELECT c.type FROM restated r JOIN claim c ON c.id = r.claim WHERE r.load = :load",
}
_CHANGED = """
SELECT n.type, sum(CASE WHEN n.fresh < o.gone THEN n.fresh ELSE o.gone END) FROM
  (SELECT identity, count(*) AS gone FROM claim WHERE retired = :load GROUP BY identity) AS o JOIN
  (SELECT identity, type, count(*) AS fresh FROM claim WHERE load = :load
    AND identity IN (SELECT identity FROM claim WHERE retired = :load) GROUP BY identity, type) AS n
  ON n.identity = o.identity GROUP BY n.type
"""


class Row(NamedTuple):
    """A claim as it is kept; identity (which row of its source it is) and content are 16 bytes of SHA-256."""

    load: int
    seq: int
    source: str
    identity: bytes
    content: bytes
    type: str
    start: str
    end: str
    statement: str
    origin: str


def state(
    connection: Connection, load: int, source: str, claims: Iterable[Claim], *, complete: bool
) -> dict[str, dict[str, int]]:
    """Writes a load's claims in the caller's transaction; counts by type: made, changed, unchanged, retired."""
    names = {"load": load, "source": source}
    known = connection.execute(text(_SPOKE_BEFORE), names).first() is not None
    rows = (row(load, seq, source, claim) for seq, claim in enumerate(claims, 1))
    for number, chunk in enumerate(chunks(rows)):
        _write(connection, load, chunk, look_up=known or number > 0)
    clash = connection.execute(text(_OTHER_LABEL), {"load": load}).first()
    if clash:
        raise LedgerError("ledger.other_label", id=clash[0], label=clash[1], known=clash[2])
    if known:
        connection.execute(text(_CORRECT), {"load": load})
        if complete:
            connection.execute(text(_RETIRE_MISSING), names)
    return _counted(connection, load)


def _write(connection: Connection, load: int, rows: list[Row], *, look_up: bool) -> None:
    """Appends those of the rows that the source does not say yet, and notes which of the others it says again."""
    fresh = {each.content: each for each in reversed(rows)}
    again: list[tuple[int, int, int]] = []
    for id, content, since in among(connection, _KNOWN, [each.identity for each in rows] if look_up else []):
        same = fresh.pop(bytes(content), None)
        if same is not None and since != load:
            again.append((id, load, same.seq))
    many(connection, _RESTATE, again)
    appended = sorted(fresh.values())
    many(connection, _APPEND, appended)
    born = load << BORN_SHIFT
    many(connection, _REGISTER, [(row.start, row.type, born + row.seq) for row in appended if not row.end])


def row(load: int, seq: int, source: str, claim: Claim) -> Row:
    """A claim as a row of the claim table."""
    if isinstance(claim, NodeClaim):
        type, start, end, told_apart = claim.label, claim.record, "", claim.key
        since = until = None
    else:
        type, start, end, told_apart = claim.type, claim.start, claim.end, claim.slot or claim.end
        since, until = claim.since, claim.until
    stated = {
        "observed": claim.observed,
        "properties": dict(sorted(claim.properties.items())),
        "since": since,
        "sources": sorted(set(claim.sources)) if len(claim.sources) > 1 else claim.sources,
        "until": until,
    }
    statement = to_json({name: value for name, value in stated.items() if value})
    sum = hashlib.sha256(f"{source}\0{type}\0{start}\0{told_apart}".encode())
    identity = sum.digest()[:16]
    sum.update(statement)
    return Row(load, seq, source, identity, sum.digest()[:16], type, start, end, statement.decode(), _origin(claim))


def _origin(claim: Claim) -> str:
    place = claim.origin
    key = claim.key if isinstance(claim, NodeClaim) else ""
    fields = (("file", place.file), ("sheet", place.sheet), ("line", place.line), ("key", key))
    kept: dict[str, object] = {name: value for name, value in fields if value}
    if claim.original:
        kept["original"] = dict(claim.original)
    return to_json(kept).decode() if kept else "{}"


def _counted(connection: Connection, load: int) -> dict[str, dict[str, int]]:
    # Counted here and not there: SQLite would sort every row to put its types together.
    found = {
        what: Counter(row[0] for row in stream(connection, query, {"load": load})) for what, query in _COUNTED.items()
    }
    changed = {type: int(count) for type, count in connection.execute(text(_CHANGED), {"load": load})}
    return {
        type: {
            "made": found["stated"][type] - changed.get(type, 0),
            "changed": changed.get(type, 0),
            "unchanged": found["unchanged"][type],
            "retired": found["retired"][type] - changed.get(type, 0),
        }
        for type in set[str]().union(*found.values())
    }

"""Writing what a load states: new claims appended, corrected and missing ones retired, the same ones left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, text

from graph.errors import LedgerError
from graph.ledger.claims import Claim, NodeClaim

CHUNK = 5_000
BORN_SHIFT = 32

_STAGED = """
CREATE TEMPORARY TABLE staged (
  seq INTEGER NOT NULL, identity {bytes} NOT NULL, content {bytes} NOT NULL, type TEXT NOT NULL, start TEXT NOT NULL,
  "end" TEXT NOT NULL, statement TEXT NOT NULL, origin TEXT NOT NULL, claim BIGINT, PRIMARY KEY (identity, content))
"""
_STAGE = text(
    'INSERT INTO staged (seq, identity, content, type, start, "end", statement, origin) '
    "VALUES (:seq, :identity, :content, :type, :start, :end, :statement, :origin) ON CONFLICT DO NOTHING"
)
_MATCH = """
UPDATE staged SET claim = (SELECT c.id FROM claim c WHERE c.source = :source AND c.identity = staged.identity
  AND c.content = staged.content AND c.retired IS NULL)
"""
_RESTATE = "INSERT INTO restated (claim, load, seq) SELECT claim, :load, seq FROM staged WHERE claim IS NOT NULL"
_CORRECT = """
UPDATE claim SET retired = :load WHERE id IN (
  SELECT old.id FROM (
    SELECT c.id, c.identity, row_number() OVER (PARTITION BY c.identity ORDER BY c.id) AS place FROM claim c
    WHERE c.source = :source AND c.retired IS NULL
      AND c.identity IN (SELECT identity FROM staged WHERE claim IS NULL)
      AND NOT EXISTS (SELECT 1 FROM staged s WHERE s.claim = c.id)) AS old
  JOIN (SELECT identity, count(*) AS fresh FROM staged WHERE claim IS NULL GROUP BY identity) AS new
    ON new.identity = old.identity AND old.place <= new.fresh)
"""
_RETIRE_MISSING = """
UPDATE claim SET retired = :load WHERE source = :source AND retired IS NULL AND load <> :load
  AND NOT EXISTS (SELECT 1 FROM staged s WHERE s.claim = claim.id)
"""
_APPEND = """
INSERT INTO claim (load, seq, source, identity, content, type, start, "end", statement, origin)
SELECT :load, seq, :source, identity, content, type, start, "end", statement, origin FROM staged
WHERE claim IS NULL ORDER BY seq
"""
_OTHER_LABEL = """
SELECT s.start, s.type, r.label FROM staged s JOIN record r ON r.id = s.start WHERE s."end" = '' AND r.label <> s.type
UNION ALL
SELECT a.start, a.type, b.type FROM staged a JOIN staged b ON b.start = a.start AND b."end" = '' AND b.type > a.type
WHERE a."end" = '' LIMIT 1
"""
_COUNTS = """
SELECT type, 'stated' AS what, count(*) FROM claim WHERE load = :load GROUP BY type
UNION ALL SELECT type, 'retired', count(*) FROM claim WHERE retired = :load GROUP BY type
UNION ALL SELECT type, 'unchanged', count(*) FROM staged WHERE claim IS NOT NULL GROUP BY type
UNION ALL SELECT n.type, 'changed', count(*) FROM claim n WHERE n.load = :load AND EXISTS (
  SELECT 1 FROM claim o WHERE o.source = :source AND o.identity = n.identity AND o.retired = :load) GROUP BY n.type
"""


def state(
    connection: Connection, load: int, source: str, claims: Iterable[Claim], *, complete: bool
) -> dict[str, dict[str, int]]:
    """Writes a load's claims in the caller's transaction; counts by type: made, changed, unchanged, retired."""
    bytes_type = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    connection.execute(text("DROP TABLE IF EXISTS staged"))
    connection.execute(text(_STAGED.format(bytes=bytes_type)))
    rows = (row(seq, claim) for seq, claim in enumerate(claims, 1))
    while chunk := list(islice(rows, CHUNK)):
        connection.execute(_STAGE, chunk)
    clash = connection.execute(text(_OTHER_LABEL)).first()
    if clash:
        raise LedgerError("ledger.other_label", id=clash[0], label=clash[1], known=clash[2])
    names = {"load": load, "source": source}
    known = connection.execute(
        text("SELECT 1 FROM claim WHERE source = :source AND retired IS NULL LIMIT 1"), {"source": source}
    ).first()
    if known:
        connection.execute(text(_MATCH), {"source": source})
        connection.execute(text(_RESTATE), {"load": load})
        connection.execute(text(_CORRECT), names)
        if complete:
            connection.execute(text(_RETIRE_MISSING), names)
    connection.execute(text(_APPEND), names)
    _register(connection, load)
    return _counted(connection, names)


def row(seq: int, claim: Claim) -> dict[str, Any]:
    """A claim as a row of the claim table; identity and content as 16 bytes of SHA-256."""
    statement = _compact(
        {
            "properties": dict(claim.properties),
            "sources": sorted(set(claim.sources)),
            "since": getattr(claim, "since", None),
            "until": getattr(claim, "until", None),
            "observed": claim.observed,
        }
    )
    if isinstance(claim, NodeClaim):
        type, start, end = claim.label, claim.record, ""
        identity = [type, start, claim.key]
    else:
        type, start, end = claim.type, claim.start, claim.end
        identity = [type, start, end]
    text = json.dumps(statement, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    origin = {
        "key": getattr(claim, "key", ""),
        "file": claim.origin.file,
        "sheet": claim.origin.sheet,
        "line": claim.origin.line,
        "original": dict(claim.original),
    }
    return {
        "seq": seq,
        "identity": _sum("\x00".join(identity)),
        "content": _sum(f"{type}\x00{start}\x00{end}\x00{text}"),
        "type": type,
        "start": start,
        "end": end,
        "statement": text,
        "origin": json.dumps(_compact(origin), ensure_ascii=False, separators=(",", ":")),
    }


def _sum(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


def _compact(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(each) if isinstance(each, tuple) else each for name, each in fields.items() if each}


def _register(connection: Connection, load: int) -> None:
    """Gives every new record its age: the first place at which a load that still counts states it."""
    connection.execute(
        text(
            "INSERT INTO record (id, label, born) SELECT start, type, "
            f"(CAST(:load AS BIGINT) << {BORN_SHIFT}) + min(seq) FROM staged "
            "WHERE \"end\" = '' GROUP BY start, type ON CONFLICT DO NOTHING"
        ),
        {"load": load},
    )


def _counted(connection: Connection, names: Mapping[str, object]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for type, what, count in connection.execute(text(_COUNTS), names):
        counts.setdefault(type, {})[what] = count
    return {
        type: {
            "made": found.get("stated", 0) - found.get("changed", 0),
            "changed": found.get("changed", 0),
            "unchanged": found.get("unchanged", 0),
            "retired": found.get("retired", 0) - found.get("changed", 0),
        }
        for type, found in counts.items()
    }

"""Writing the facts that changed, their tombstones, and the digest's difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from graph.ledger.bulk import Found, among, chunks, many, stream
from graph.ledger.digest import MODULUS, body, node_hash, relationship_hash
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.ledger.store import get, put
from graph.progress import Progress

_NODE = (
    "INSERT INTO node_fact (id, label, body, hash, revision) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET label = excluded.label, body = excluded.body, hash = excluded.hash, "
    "revision = excluded.revision"
)
_RELATIONSHIP = (
    'INSERT INTO relationship_fact (key, type, start, "end", body, hash, revision) VALUES (?, ?, ?, ?, ?, ?, ?) '
    "ON CONFLICT (key) DO UPDATE SET body = excluded.body, hash = excluded.hash, revision = excluded.revision"
)
_TOMBSTONE = (
    "INSERT INTO tombstone (kind, key, type, start, revision) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (kind, key) DO UPDATE SET type = excluded.type, start = excluded.start, revision = excluded.revision"
)
_MOVED = "INSERT INTO moved VALUES (?) ON CONFLICT DO NOTHING"
_GONE_NODES = """
SELECT f.id AS key, f.label, '' AS start, f.hash FROM touched_node t CROSS JOIN node_fact f WHERE f.id = t.id
AND NOT EXISTS (SELECT 1 FROM seen_node s WHERE s.id = f.id)
"""
_GONE_RELATIONSHIPS = """
SELECT f.key, f.type, f.start, f.hash FROM touched_group t CROSS JOIN relationship_fact f
WHERE f.start = t.start AND f."end" = t."end" AND f.type = t.type
AND NOT EXISTS (SELECT 1 FROM seen_relationship s WHERE s.key = f.key)
"""


class Changes:
    """Collects what one revision changes, next to the tables of `graph.ledger.touched`."""

    def __init__(self, connection: Connection, revision: int, *, first: bool) -> None:
        self._connection = connection
        self._revision = revision
        self._first = first
        self._had_tombstones = bool(connection.execute(text("SELECT 1 FROM tombstone LIMIT 1")).first())
        self._moved = 0
        self.count = 0

    def nodes(self, facts: Iterable[NodeFact], progress: Progress | None) -> None:
        """Writes the nodes that differ; of those in `touched_node` that no fact speaks of, tombstones.

        Those that came or went are put into `moved`.
        """
        for chunk in chunks(facts):
            old = self._old("SELECT id, hash FROM node_fact WHERE id IN", [fact.id for fact in chunk])
            rows = []
            for fact in chunk:
                content = body(fact.properties)
                hash = node_hash(fact.label, content)
                if self._differs(old.get(fact.id), hash):
                    rows.append((fact.id, fact.label, content, _bytes(hash), self._revision))
            self._write(_NODE, rows)
            if not self._first:
                many(self._connection, "INSERT INTO seen_node VALUES (?)", [(fact.id,) for fact in chunk])
                many(self._connection, _MOVED, [(row[0],) for row in rows if row[0] not in old])
            if progress:
                progress("facts", len(chunk), None)
        if not self._first:
            for gone in chunks(stream(self._connection, _GONE_NODES)):
                self._bury("node", gone)
                many(self._connection, _MOVED, [(row.key,) for row in gone])

    def relationships(self, facts: Iterable[RelationshipFact], progress: Progress | None) -> None:
        """Writes the relationships that differ; of those in `touched_group` that no fact speaks of, tombstones."""
        for chunk in chunks(facts):
            old = self._old("SELECT key, hash FROM relationship_fact WHERE key IN", [fact.key for fact in chunk])
            rows = []
            for fact in chunk:
                content = body(fact.properties)
                hash = relationship_hash(fact.type, fact.start, fact.end, content)
                if self._differs(old.get(fact.key), hash):
                    rows.append((fact.key, fact.type, fact.start, fact.end, content, _bytes(hash), self._revision))
            self._write(_RELATIONSHIP, rows)
            if not self._first:
                many(self._connection, "INSERT INTO seen_relationship VALUES (?)", [(fact.key,) for fact in chunk])
            if self._had_tombstones:
                query = "DELETE FROM tombstone WHERE kind = 'relationship' AND key = ?"
                many(self._connection, query, [(row[0],) for row in rows])
            if progress:
                progress("facts", len(chunk), None)
        if not self._first:
            for gone in chunks(stream(self._connection, _GONE_RELATIONSHIPS)):
                self._bury("relationship", gone)

    def finish(self) -> None:
        """Moves the digest."""
        digest = int(get(self._connection, "digest") or "0", 16)
        put(self._connection, "digest", f"{(digest + self._moved) % MODULUS:x}")

    def _old(self, query: str, keys: list[str]) -> dict[str, int]:
        """The hashes of the facts that there were, by key."""
        found = among(self._connection, query, [] if self._first else keys)
        return {key: int.from_bytes(hash, "big") for key, hash in found}

    def _differs(self, old: int | None, new: int) -> bool:
        """Moves the digest from an old hash to a new one; False where they are the same."""
        self._moved += new - (old or 0)
        return old != new

    def _write(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        self.count += len(rows)
        many(self._connection, statement, rows)

    def _bury(self, kind: str, gone: Sequence[Found]) -> None:
        """Deletes facts (key, type, start, hash) and notes that they went."""
        self.count += len(gone)
        self._moved -= sum(int.from_bytes(each.hash, "big") for each in gone)
        table, key = ("node_fact", "id") if kind == "node" else ("relationship_fact", "key")
        many(self._connection, f"DELETE FROM {table} WHERE {key} = ?", [(each[0],) for each in gone])
        many(self._connection, _TOMBSTONE, [(kind, *each[:3], self._revision) for each in gone])


def _bytes(hash: int) -> bytes:
    return hash.to_bytes(32, "big")

"""Writing the facts that changed, their tombstones, and the digest's difference."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, TextClause, bindparam, select, text

from graph.ledger import tables
from graph.ledger.digest import MODULUS
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.ledger.store import get, put

T = TypeVar("T")
CHUNK = 2_000

_NODE = text(
    "INSERT INTO node_fact (id, label, body, hash, revision) VALUES (:id, :label, :body, :hash, :revision) "
    "ON CONFLICT (id) DO UPDATE SET label = excluded.label, body = excluded.body, hash = excluded.hash, "
    "revision = excluded.revision"
)
_RELATIONSHIP = text(
    'INSERT INTO relationship_fact (key, type, start, "end", body, hash, revision) '
    "VALUES (:key, :type, :start, :end, :body, :hash, :revision) "
    "ON CONFLICT (key) DO UPDATE SET body = excluded.body, hash = excluded.hash, revision = excluded.revision"
)
_TOMBSTONE = text(
    "INSERT INTO tombstone (kind, key, type, start, revision) VALUES (:kind, :key, :type, :start, :revision) "
    "ON CONFLICT (kind, key) DO UPDATE SET type = excluded.type, start = excluded.start, revision = excluded.revision"
)


class Changes:
    """Collects what one revision changes; `came_or_went` are the nodes that are new or gone."""

    def __init__(self, connection: Connection, revision: int) -> None:
        self._connection = connection
        self._revision = revision
        self._moved = 0
        self._first = not connection.execute(text("SELECT 1 FROM node_fact LIMIT 1")).first()
        self._had_tombstones = bool(connection.execute(text("SELECT 1 FROM tombstone LIMIT 1")).first())
        self.came_or_went: set[str] = set()
        self.count = 0

    def nodes(self, facts: Iterable[NodeFact], touched: set[str], progress: Callable[[str, int], None] | None) -> None:
        """Writes the nodes that differ; of the touched ones that no fact speaks of any more, tombstones."""
        seen: set[str] = set()
        for chunk in _chunks(facts):
            ids = [fact.id for fact in chunk]
            seen.update(() if self._first else ids)
            old = {} if self._first else self._hashes(tables.node_fact.c.id, ids)
            rows = []
            for fact in chunk:
                hash = fact.hash()
                known = old.get(fact.id)
                if known == hash:
                    continue
                if known is None and not self._first:
                    self.came_or_went.add(fact.id)
                self._moved += hash - (known or 0)
                body = _json(fact.properties)
                rows.append(
                    {"id": fact.id, "label": fact.label, "body": body, "hash": _bytes(hash), "revision": self._revision}
                )
            self._write(_NODE, rows, "node", "id")
            if progress:
                progress("nodes", len(chunk))
        self._bury_nodes(touched - seen)

    def _bury_nodes(self, ids: set[str]) -> None:
        for chunk in _chunks(sorted(ids)):
            table = tables.node_fact
            query = select(table.c.id, table.c.label, table.c.hash).where(table.c.id.in_(chunk))
            gone = self._connection.execute(query).all()
            self.came_or_went.update(each.id for each in gone)
            self._bury("node", [(each.id, each.label, "", each.hash) for each in gone])

    def relationships(
        self,
        facts: Iterable[RelationshipFact],
        touched: set[tuple[str, str, str]],
        regrouped: set[str],
        progress: Callable[[str, int], None] | None,
    ) -> None:
        """Writes the relationships that differ and whose ends exist; tombstones for those gone from touched groups."""
        old = {} if self._first else self._known(touched, regrouped)
        for chunk in _chunks(facts):
            alive = self._alive({id for fact in chunk for id in (fact.start, fact.end)})
            rows = []
            for fact in chunk:
                if fact.start not in alive or fact.end not in alive:
                    continue
                hash = fact.hash()
                known = old.pop(fact.key, None)
                if known and int.from_bytes(known[3], "big") == hash:
                    continue
                self._moved += hash - (int.from_bytes(known[3], "big") if known else 0)
                rows.append(
                    {
                        "key": fact.key,
                        "type": fact.type,
                        "start": fact.start,
                        "end": fact.end,
                        "body": _json(fact.properties),
                        "hash": _bytes(hash),
                        "revision": self._revision,
                    }
                )
            self._write(_RELATIONSHIP, rows, "relationship", "key")
            if progress:
                progress("relationships", len(chunk))
        self._bury("relationship", list(old.values()))

    def finish(self) -> None:
        """Moves the digest."""
        digest = int(get(self._connection, "digest") or "0", 16)
        put(self._connection, "digest", f"{(digest + self._moved) % MODULUS:x}")

    def _hashes(self, column: Column[Any], ids: list[str]) -> dict[str, int]:
        query = select(column, column.table.c.hash).where(column.in_(ids))
        return {id: int.from_bytes(hash, "big") for id, hash in self._connection.execute(query)}

    def _alive(self, ids: set[str]) -> set[str]:
        found: set[str] = set()
        for chunk in _chunks(ids):
            query = select(tables.node_fact.c.id).where(tables.node_fact.c.id.in_(chunk))
            found.update(self._connection.execute(query).scalars())
        return found

    def _known(self, touched: set[tuple[str, str, str]], regrouped: set[str]) -> dict[str, tuple[str, str, str, bytes]]:
        """The facts of the touched groups and of the regrouped entities, by key: (key, type, start, hash)."""
        known: dict[str, tuple[str, str, str, bytes]] = {}
        fields = "SELECT f.key, f.type, f.start, f.hash FROM relationship_fact f"
        connection = self._connection
        connection.execute(text("DROP TABLE IF EXISTS touched_group"))
        columns = 'type TEXT, start TEXT, "end" TEXT'
        connection.execute(text(f"CREATE TEMPORARY TABLE touched_group ({columns})"))
        for chunk in _chunks(touched):
            rows = [{"type": type, "start": start, "end": end} for type, start, end in chunk]
            connection.execute(text("INSERT INTO touched_group VALUES (:type, :start, :end)"), rows)
        join = ' JOIN touched_group g ON g.start = f.start AND g."end" = f."end" AND g.type = f.type'
        for row in connection.execute(text(fields + join)):
            known[row.key] = (row.key, row.type, row.start, row.hash)
        for ids in _chunks(sorted(regrouped)):
            query = text(f'{fields} WHERE f.start IN :ids OR f."end" IN :ids').bindparams(
                bindparam("ids", expanding=True)
            )
            for row in connection.execute(query, {"ids": ids}):
                known[row.key] = (row.key, row.type, row.start, row.hash)
        return known

    def _write(self, statement: TextClause, rows: list[dict[str, Any]], kind: str, key: str) -> None:
        if not rows:
            return
        self.count += len(rows)
        self._connection.execute(statement, rows)
        if self._had_tombstones:
            query = text("DELETE FROM tombstone WHERE kind = :kind AND key = :key")
            self._connection.execute(query, [{"kind": kind, "key": each[key]} for each in rows])

    def _bury(self, kind: str, gone: list[tuple[str, str, str, bytes]]) -> None:
        if not gone:
            return
        self.count += len(gone)
        self._moved -= sum(int.from_bytes(hash, "big") for _, _, _, hash in gone)
        table, key = (tables.node_fact, "id") if kind == "node" else (tables.relationship_fact, "key")
        self._connection.execute(
            text(f"DELETE FROM {table.name} WHERE {key} = :key"), [{"key": each[0]} for each in gone]
        )
        self._connection.execute(
            _TOMBSTONE,
            [
                {"kind": kind, "key": key, "type": type, "start": start, "revision": self._revision}
                for key, type, start, _ in gone
            ],
        )


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _json(properties: dict[str, Any]) -> str:
    return json.dumps(properties, ensure_ascii=False, separators=(",", ":"))


def _bytes(hash: int) -> bytes:
    return hash.to_bytes(32, "big")

"""The ledger: what every source says, what staff decided, and what that comes to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, text, update

from graph.errors import LedgerError, NotFound
from graph.ledger import tables
from graph.ledger.claims import Claim
from graph.ledger.clusters import regroup
from graph.ledger.decisions import Decision, Decisions
from graph.ledger.digest import MODULUS, as_text, node_hash, relationship_hash
from graph.ledger.evidence import Evidence, evidence, live
from graph.ledger.facts import refresh, touch_identities, touch_load, touch_nothing
from graph.ledger.lock import Waiting, writer
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.ledger.questions import Question, questions
from graph.ledger.stating import state
from graph.ledger.store import Store, get, put
from graph.ledger.undoing import reborn, replay
from graph.schema import Schema, load_schema

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a load did to the rows of one type."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    refused: int = 0
    queued: int = 0


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What a load did; `load` is 0 for a dry run, `facts` counts the nodes and relationships that differ for it."""

    load: int
    revision: int
    counts: dict[str, Counts]
    facts: int


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """One entry of the list of loads."""

    load: int
    kind: str
    source: str
    title: str
    at: str
    state: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The fields as they stand."""
        return asdict(self)


class _DryRun(Exception):
    """Ends the transaction of a dry run without a trace."""


class Ledger:
    """One ledger; several processes may have it open, one at a time writes."""

    def __init__(self, url: str, schema: Schema | None = None) -> None:
        self.schema = schema or load_schema()
        self._store = Store(url)
        self._decisions = Decisions(self._store, self._commit_decision)

    def close(self) -> None:
        """Gives the connections back."""
        self._store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- what it is -------------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The ledger's own id, which the marker of its graphs carries."""
        return self._meta("ledger")

    @property
    def url(self) -> str:
        """The address, without a password."""
        return self._store.url.render_as_string()

    @property
    def file(self) -> Path | None:
        """The file of a SQLite ledger, None for PostgreSQL."""
        return self._store.path

    @property
    def backup(self) -> Path | None:
        """The copy made because this opening upgraded an older ledger; None where it was of this version."""
        return self._store.backup

    @property
    def revision(self) -> int:
        """Grows by one with every load, rollback and decision."""
        return int(self._meta("revision"))

    def digest(self) -> str:
        """The digest of the graph as it should be, kept up to date with every change."""
        return as_text(int(self._meta("digest"), 16))

    def recompute_digest(self) -> str:
        """The digest worked out from every fact; differs from `digest` only where the ledger is damaged."""
        total = 0
        for node in self.nodes():
            total += node_hash(node.label, node.properties)
        for each in self.relationships():
            total += relationship_hash(each.type, each.start, each.end, each.properties)
        return as_text(total % MODULUS)

    def lock(self, what: str, waiting: Waiting | None = None) -> AbstractContextManager[None]:
        """Holds the writer's lock, for publishing."""
        return writer(self._store, what, waiting=waiting)

    # ---- changing it ------------------------------------------------------------------------------------------------

    def load(
        self,
        source: str,
        claims: Iterable[Claim],
        *,
        complete: bool = False,
        files: Sequence[str] = (),
        title: str = "",
        dry_run: bool = False,
        refused: Callable[[], dict[str, int]] | None = None,
        progress: Progress | None = None,
        waiting: Waiting | None = None,
    ) -> LoadOutcome:
        """Takes in what a source says as one unit: nothing of it is seen before, or kept without, the whole.

        The same rows again change nothing; a corrected row retires what it said before; `complete` says that the source
        names all it has, so that rows it no longer has are retired. `dry_run` gives the same outcome and changes
        nothing. `refused` is asked, when all claims have been read, how many rows of each type were refused. Raises
        LedgerError where an id is known under another label.
        """
        outcome: LoadOutcome | None = None
        with writer(self._store, title or source, waiting=waiting):
            try:
                with self._store.writing() as connection:
                    load, revision = self._begin(connection, "load", source, title, complete, files)
                    counted = state(connection, load, source, claims, complete=complete)
                    for type, count in (refused() if refused else {}).items():
                        counted.setdefault(type, {})["refused"] = count
                    asked = counted.get("POSSIBLY_SAME_AS", {})
                    asked["queued"] = asked.get("made", 0)
                    counts = {type: Counts(**each) for type, each in sorted(counted.items())}
                    touch_load(connection, load)
                    facts = refresh(connection, self.schema, revision, regroup(connection), progress)
                    self._end(connection, load, revision, {type: each for type, each in counted.items() if each})
                    outcome = LoadOutcome(0 if dry_run else load, revision, counts, facts)
                    if dry_run:
                        raise _DryRun
            except _DryRun:
                pass
        assert outcome is not None
        return outcome

    def rollback(self, load: int, *, waiting: Waiting | None = None) -> LoadOutcome:
        """Takes a load back: all is as if it had never been, also where a later load spoke of the same."""
        with writer(self._store, f"rollback {load}", waiting=waiting), self._store.writing() as connection:
            row = connection.execute(select(tables.load).where(tables.load.c.id == load)).first()
            if row is None or row.kind != "load":
                raise NotFound("ledger.no_such_load", load=load)
            if row.undone_by is not None:
                raise LedgerError("ledger.undone_already", load=load, by=row.undone_by)
            by, revision = self._begin(connection, "rollback", row.source, row.title, False, ())
            connection.execute(update(tables.load).where(tables.load.c.id == load).values(undone_by=by))
            touch_identities(connection, load)
            replay(connection, load, by)
            reborn(connection, load)
            facts = refresh(connection, self.schema, revision, regroup(connection))
            self._end(connection, by, revision, {})
            return LoadOutcome(by, revision, {}, facts)

    def merge(self, records: Sequence[str], reason: str = "") -> int:
        """See `Decisions.merge`."""
        return self._decisions.merge(records, reason)

    def apart(self, one: str, other: str, reason: str = "") -> int:
        """See `Decisions.apart`."""
        return self._decisions.apart(one, other, reason)

    def split(self, record: str) -> list[int]:
        """See `Decisions.split`."""
        return self._decisions.split(record)

    def undo(self, decision: int) -> None:
        """See `Decisions.undo`."""
        self._decisions.undo(decision)

    def decisions(self) -> list[Decision]:
        """Every decision, the latest first."""
        return self._decisions.all()

    def _commit_decision(self, connection: Connection, title: str) -> None:
        load, revision = self._begin(connection, "decision", "", title, False, ())
        touch_nothing(connection)
        refresh(connection, self.schema, revision, regroup(connection))
        self._end(connection, load, revision, {})

    def _begin(
        self, connection: Connection, kind: str, source: str, title: str, complete: bool, files: Sequence[str]
    ) -> tuple[int, int]:
        load = (connection.execute(select(func.max(tables.load.c.id))).scalar() or 0) + 1
        revision = int(get(connection, "revision") or "0") + 1
        values = {"id": load, "kind": kind, "source": source, "title": title, "complete": complete}
        at = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(
            insert(tables.load).values(**values, files=json.dumps(list(files)), at=at, revision=revision, counts="{}")
        )
        return load, revision

    def _end(self, connection: Connection, load: int, revision: int, counts: dict[str, dict[str, int]]) -> None:
        put(connection, "revision", str(revision))
        query = update(tables.load).where(tables.load.c.id == load)
        connection.execute(query.values(counts=json.dumps(counts)))

    # ---- reading it -------------------------------------------------------------------------------------------------

    def loads(self) -> list[LoadRecord]:
        """Every load, rollback and decision, the latest first."""
        with self._store.reading() as connection:
            rows = connection.execute(select(tables.load).order_by(tables.load.c.id.desc())).all()
        return [
            LoadRecord(
                row.id,
                row.kind,
                row.source,
                row.title,
                row.at,
                "undone" if row.undone_by is not None else "in force",
                json.loads(row.counts),
            )
            for row in rows
        ]

    def resolve(self, id: str) -> str:
        """The entity that a record's id stands for: itself, or the one it was merged into."""
        with self._store.reading() as connection:
            query = select(tables.member.c.entity).where(tables.member.c.record == id)
            return connection.execute(query).scalar() or id

    def nodes(self, since: int = 0, after: str = "") -> Iterator[NodeFact]:
        """The nodes changed after revision `since` with ids behind `after`, by id."""
        table = tables.node_fact
        query = select(table.c.id, table.c.label, table.c.body).where(table.c.id > after).order_by(table.c.id)
        if since:
            query = query.where(table.c.revision > since)
        for row in self._stream(query):
            yield NodeFact(row.id, row.label, json.loads(row.body))

    def nodes_of(self, ids: Sequence[str]) -> Iterator[NodeFact]:
        """The nodes of those ids; ids without a node are passed over."""
        table = tables.node_fact
        for at in range(0, len(ids), 500):
            query = select(table.c.id, table.c.label, table.c.body).where(table.c.id.in_(ids[at : at + 500]))
            for row in self._stream(query):
                yield NodeFact(row.id, row.label, json.loads(row.body))

    def relationships(self, since: int = 0, after: str = "") -> Iterator[RelationshipFact]:
        """The relationships changed after revision `since` with keys behind `after`, by key."""
        table = tables.relationship_fact
        query = select(table.c.key, table.c.type, table.c.start, table.c.end, table.c.body)
        query = query.where(table.c.key > after).order_by(table.c.key)
        if since:
            query = query.where(table.c.revision > since)
        for row in self._stream(query):
            yield RelationshipFact(row.key, row.type, row.start, row.end, json.loads(row.body))

    def tombstones(self, since: int) -> tuple[list[str], list[tuple[str, str, str]]]:
        """What went after a revision: ids of nodes; (type, start, key) of relationships."""
        table = tables.tombstone
        with self._store.reading() as connection:
            rows = connection.execute(select(table).where(table.c.revision > since)).all()
        nodes = [row.key for row in rows if row.kind == "node"]
        return nodes, [(row.type, row.start, row.key) for row in rows if row.kind == "relationship"]

    def degrees(self, ids: Iterable[str] | None = None) -> dict[str, int]:
        """How many relationships nodes have: all nodes, or those asked for."""
        with self._store.reading() as connection:
            if ids is None:
                query = (
                    "SELECT id, count(*) AS degree FROM (SELECT start AS id FROM relationship_fact UNION ALL "
                    'SELECT "end" FROM relationship_fact) e GROUP BY id'
                )
                return {row.id: row.degree for row in connection.execute(text(query))}
            found: dict[str, int] = {}
            one = text(
                "SELECT (SELECT count(*) FROM relationship_fact WHERE start = :id) + "
                '(SELECT count(*) FROM relationship_fact WHERE "end" = :id)'
            )
            for id in ids:
                found[id] = connection.execute(one, {"id": id}).scalar_one()
            return found

    def evidence(self, id: str) -> list[Evidence]:
        """The live claims about an entity (by id) or behind a relationship (by key)."""
        with self._store.reading() as connection:
            return evidence(connection, self.schema, id)

    def live(self) -> list[tuple[str, Claim]]:
        """Every claim in force with the source that makes it, the oldest records first: what a new one would need."""
        with self._store.reading() as connection:
            return live(connection)

    def questions(self) -> list[Question]:
        """Pairs of entities that some source thinks may be the same and nobody has decided on."""
        with self._store.reading() as connection:
            return questions(connection)

    def _meta(self, name: str) -> str:
        with self._store.reading() as connection:
            return get(connection, name) or ""

    def _stream(self, query: Select[Any]) -> Iterator[Row[Any]]:
        with self._store.reading() as connection:
            result = connection.execute(query, execution_options={"yield_per": 5_000})
            try:
                yield from result
            finally:
                result.close()

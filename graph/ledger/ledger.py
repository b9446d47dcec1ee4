"""The ledger: what every source says, what staff decided, and what that comes to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update

from graph.ledger import alike, tables, touched
from graph.ledger.claims import Claim
from graph.ledger.clusters import regroup
from graph.ledger.decisions import Decision, Decisions
from graph.ledger.facts import refresh
from graph.ledger.history import latest
from graph.ledger.loads import Counts, LoadOutcome
from graph.ledger.lock import Waiting, writer
from graph.ledger.reading import Reader
from graph.ledger.stating import state
from graph.ledger.store import Store, get, put
from graph.ledger.tie_decisions import TieKind
from graph.ledger.undoing import reborn, replay, standing
from graph.progress import Progress
from graph.schema import Schema, load_schema


class _DryRun(Exception):
    """Ends the transaction of a dry run without a trace."""


class Ledger(Reader):
    """One ledger; several processes may have it open, one at a time writes."""

    def __init__(self, url: str, schema: Schema | None = None) -> None:
        super().__init__(Store(url), schema or load_schema())
        self._decisions = Decisions(self._store, self._commit_decision)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def lock(self, what: str, waiting: Waiting | None = None) -> AbstractContextManager[None]:
        """Holds the writer's lock, for publishing."""
        return writer(self._store, what, waiting=waiting)

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
        nothing. `refused` is asked, when all claims have been read, how many rows of each type were refused. `progress`
        is told the stages "alike" and "facts". Raises LedgerError where an id is known under another label.
        """
        outcome: LoadOutcome | None = None
        with writer(self._store, title or source, waiting=waiting):
            try:
                with self._store.writing() as connection:
                    corrects = latest(connection, source)
                    load, revision = self._begin(connection, "load", source, title, complete, files)
                    counted = state(connection, load, source, claims, complete=complete)
                    for type, count in (refused() if refused else {}).items():
                        counted.setdefault(type, {})["refused"] = count
                    stated = counted.get("POSSIBLY_SAME_AS", {})
                    stated["queued"] = stated.get("made", 0)
                    if progress:
                        progress("alike", 0, None)
                    touched.by_load(connection, load)
                    compared = alike.update(connection, load, all=touched.everything(connection))
                    for label, count in compared.queued.items():
                        counted.setdefault(label, {})["queued"] = count
                    counts = {type: Counts(**each) for type, each in sorted(counted.items())}
                    clusters = regroup(connection, compared.regarded)
                    facts = refresh(connection, self.schema, revision, clusters, progress)
                    self._end(connection, load, revision, {type: each for type, each in counted.items() if each})
                    outcome = LoadOutcome(0 if dry_run else load, revision, counts, facts, corrects)
                    if dry_run:
                        raise _DryRun
            except _DryRun:
                pass
        assert outcome is not None
        return outcome

    def rollback(self, load: int, *, progress: Progress | None = None, waiting: Waiting | None = None) -> LoadOutcome:
        """Takes a load back: all is as if it had never been, also where a later load spoke of the same.

        Raises NotFound where there is no such load, LedgerError where it was taken back already.
        """
        with writer(self._store, f"rollback {load}", waiting=waiting), self._store.writing() as connection:
            row = standing(connection, load)
            by, revision = self._begin(connection, "rollback", row.source, row.title, False, ())
            connection.execute(update(tables.load).where(tables.load.c.id == load).values(undone_by=by))
            touched.by_rows_of(connection, load)
            counts = replay(connection, load, by)
            reborn(connection, load)
            compared = alike.update(connection, by, all=touched.everything(connection), undone=True)
            clusters = regroup(connection, compared.regarded)
            facts = refresh(connection, self.schema, revision, clusters, progress)
            self._end(connection, by, revision, {type: asdict(each) for type, each in counts.items()})
            return LoadOutcome(by, revision, {}, facts)

    def merge(self, records: Sequence[str], reason: str = "", waiting: Waiting | None = None) -> int:
        """See `Decisions.merge`."""
        return self._decisions.merge(records, reason, waiting)

    def apart(self, one: str, other: str, reason: str = "", waiting: Waiting | None = None) -> int:
        """See `Decisions.apart`."""
        return self._decisions.apart(one, other, reason, waiting)

    def split(self, record: str, waiting: Waiting | None = None) -> list[int]:
        """See `Decisions.split`."""
        return self._decisions.split(record, waiting=waiting)

    def decide_tie(self, kind: TieKind, one: str, other: str, reason: str = "", waiting: Waiting | None = None) -> int:
        """See `Decisions.tie`."""
        return self._decisions.tie(kind, one, other, reason, waiting)

    def undo(self, decision: int, waiting: Waiting | None = None) -> None:
        """See `Decisions.undo`."""
        self._decisions.undo(decision, waiting)

    def decisions(self) -> list[Decision]:
        """Every decision, the latest first."""
        return self._decisions.all()

    def _commit_decision(self, connection: Connection, title: str) -> None:
        load, revision = self._begin(connection, "decision", "", title, False, ())
        touched.nothing(connection)
        compared = alike.update(connection, load, all=False)
        refresh(connection, self.schema, revision, regroup(connection, compared.regarded))
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

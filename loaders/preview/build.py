"""Making a preview: the file read as a load would, its claims compared with the ledger, each row and cell marked."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from graph.ledger import Ledger
from graph.ledger.stated import Stated as Held
from graph.ledger.stated import stated, stated_by
from graph.ledger.stating import row as as_row
from graph.progress import Progress
from loaders.office.claims import Stated
from loaders.office.corrections import Corrections
from loaders.office.reading import OfficeReading, open_office
from loaders.office.rows import Row
from loaders.office.wishes import Wishes
from loaders.preview.compare import compare
from loaders.preview.marks import RowMarks, refusals_of
from loaders.preview.store import INDEXES, TABLES, Preview, insert, keep_summary, written, written_note
from loaders.preview.summary import summarise

_BATCH = 2_000


def make_preview(
    ledger: Ledger,
    path: Path,
    into: Path,
    wishes: Wishes | None = None,
    *,
    complete: bool = False,
    most: int | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Reads an office file as `load_path` would and writes to the file `into` what that would do.

    `progress` is told rows of the stages "looking", "previewing" and "comparing"; what it
    raises ends the work, and leaves no file. `most` rows of each table make a first look at a long one. Raises
    UnreadableFile or UnknownLayout as a load does.
    """
    wishes = wishes or Wishes()
    reading = open_office(path, wishes)
    reading.most = most
    making = into.with_name(into.name + ".making")
    making.unlink(missing_ok=True)
    os.close(os.open(making, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(making, isolation_level=None)) as connection:
            # The file is thrown away when the work is interrupted: nothing in it has to survive that. A script ends
            # the transaction that is open, so each begins the next one.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES + "BEGIN;")
            _Reader(connection, reading, wishes.corrections).read(progress)
            connection.executescript(INDEXES + "BEGIN;")
            with ledger.stated() as held:
                _hold(connection, held, reading.source, complete=complete)
                compare(connection, held, reading.sheets, progress)
                summary = summarise(connection, ledger, reading, wishes.catalogue, complete=complete)
            keep_summary(connection, summary)
            connection.execute("COMMIT")
        making.replace(into)
    finally:
        making.unlink(missing_ok=True)
    return Preview(into)


class _Reader:
    """Writes the rows and their claims down as they are read."""

    def __init__(self, connection: sqlite3.Connection, reading: OfficeReading, corrections: Corrections) -> None:
        self._connection = connection
        self._reading = reading
        self._corrections = corrections
        self._places = {id(sheet): place for place, sheet in enumerate(reading.sheets)}
        self._lines: list[tuple[object, ...]] = []
        self._claims: list[tuple[object, ...]] = []

    def read(self, progress: Progress | None) -> None:
        number = 0
        for row, said in self._reading.rows(progress, "previewing"):
            if row is not None:
                number += 1
                self._lines.append(self._line(number, row))
            self._claims += [self._claim(number if row else 0, row, each) for each in said]
            if len(self._claims) >= _BATCH:
                self._write()
        self._write()

    def _line(self, number: int, row: Row) -> tuple[object, ...]:
        marks: RowMarks = refusals_of(row, self._corrections)
        cells = json.dumps(row.record.cells, ensure_ascii=False)
        place = self._places[id(row.sheet)]
        state = "refused" if marks.whole else "same"
        return (
            number, place, row.record.line, cells, state, marks.refused, written(marks.cells), written_note(marks.note),
        )  # fmt: skip

    def _claim(self, number: int, row: Row | None, each: Stated) -> tuple[object, ...]:
        kept = as_row(0, 0, self._reading.source, each.claim)
        subject = row is not None and each.by in row.sheet.fit.mapping.subjects
        return (
            number, each.by, subject, each.again, kept.identity, kept.content,
            kept.type, kept.start, kept.end, kept.statement,
        )  # fmt: skip

    def _write(self) -> None:
        insert(self._connection, "line", self._lines)
        insert(self._connection, "claim", self._claims)
        self._lines.clear()
        self._claims.clear()


def _hold(connection: sqlite3.Connection, held: Connection, source: str, *, complete: bool) -> None:
    """Fetches what the ledger holds of the same rows; of a complete list all that its source said."""
    query = connection.execute("SELECT DISTINCT identity FROM claim")
    while identities := [identity for (identity,) in query.fetchmany(_BATCH)]:
        insert(connection, "held", [_kept(each) for each in stated(held, identities)])
    if complete:
        rows: list[tuple[object, ...]] = []
        for each in stated_by(held, source):
            rows.append(_kept(each))
            if len(rows) == _BATCH:
                insert(connection, "held", rows)
                rows.clear()
        insert(connection, "held", rows)


def _kept(each: Held) -> tuple[object, ...]:
    return each.content, each.identity, each.type, each.start, each.end, each.statement, each.origin

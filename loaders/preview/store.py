"""The file that holds a preview: pages of rows are read from it, so that a large roster never stands in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from loaders.preview.model import Mark, PreviewRow, RowState, Summary

TABLES = """
CREATE TABLE meta (summary TEXT NOT NULL);
CREATE TABLE line (
    id INTEGER PRIMARY KEY, place INTEGER NOT NULL, line INTEGER NOT NULL, cells TEXT NOT NULL,
    state TEXT NOT NULL, refused INTEGER NOT NULL, marks TEXT NOT NULL, note TEXT
);
CREATE TABLE claim (
    line INTEGER NOT NULL, made_by, subject INTEGER NOT NULL, again INTEGER NOT NULL,
    identity BLOB NOT NULL, content BLOB NOT NULL, type TEXT NOT NULL,
    start TEXT NOT NULL, end TEXT NOT NULL, statement TEXT NOT NULL
);
CREATE TABLE held (
    content BLOB PRIMARY KEY, identity BLOB NOT NULL, type TEXT NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL,
    statement TEXT NOT NULL, origin TEXT NOT NULL
) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX claim_content ON claim (content);
CREATE INDEX claim_identity ON claim (identity);
CREATE INDEX held_identity ON held (identity);
"""
_SUBJECTS = """
SELECT c.start FROM claim c JOIN line l ON l.id = c.line WHERE c.subject = 1 AND l.state IN ('new', 'changed')
GROUP BY c.start ORDER BY min(CASE l.state WHEN 'new' THEN 0 ELSE 1 END), min(l.id) LIMIT ?
"""
_SHARED = """
SELECT end FROM claim WHERE end <> '' AND start IN ({marks}) GROUP BY end ORDER BY count(*) DESC, min(rowid) LIMIT ?
"""
_SUMMARY = TypeAdapter(Summary)
_MARK = TypeAdapter(Mark)
_MARKS = TypeAdapter(dict[int, Mark])


class Preview:
    """A preview in its file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """The file, for reading."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            yield connection

    @property
    def summary(self) -> Summary:
        """What the load would do as a whole."""
        with self.open() as connection:
            text = connection.execute("SELECT summary FROM meta").fetchone()[0]
        return _SUMMARY.validate_json(text)

    def page(self, place: int, shown: RowState | None, start: int, count: int) -> list[PreviewRow]:
        """Rows of the table at that place in the summary: `count` of those that are shown, after the first `start`.

        Shown are all rows, those of a state, or for "refused" those of which anything was refused.
        """
        which, values = chosen(shown)
        query = f"SELECT line, state, cells, marks, note FROM line WHERE place = ? {which} ORDER BY id LIMIT ? OFFSET ?"
        with self.open() as connection:
            rows = connection.execute(query, (place, *values, count, start)).fetchall()
        return [
            PreviewRow(
                line,
                state,
                {int(at): text for at, text in json.loads(cells).items()},
                _MARKS.validate_json(marks),
                _MARK.validate_json(note) if note else None,
            )
            for line, state, cells, marks, note in rows
        ]

    def subjects(self, count: int) -> list[str]:
        """Record ids of what the rows are about that are new, then of those that change; then what most of them share.

        At most `count` of the first, and a third as many of the others.
        """
        with self.open() as connection:
            about = [start for (start,) in connection.execute(_SUBJECTS, (count,))]
            shared = connection.execute(_SHARED.format(marks=", ".join("?" * len(about))), (*about, count // 3))
            return [*about, *(end for (end,) in shared)]


def chosen(shown: RowState | None) -> tuple[str, tuple[str, ...]]:
    """The condition for the rows of a state, and its values."""
    if shown is None:
        return "", ()
    return ("AND refused = 1", ()) if shown == "refused" else ("AND state = ?", (shown,))


def written(marks: Mapping[int, Mark]) -> str:
    """Marks as they are kept."""
    return _MARKS.dump_json(dict(marks)).decode() if marks else "{}"


def written_note(note: Mark | None) -> str | None:
    return _MARK.dump_json(note).decode() if note else None


def keep_summary(connection: sqlite3.Connection, summary: Summary) -> None:
    """Writes what the load would do as a whole; done last."""
    connection.execute("INSERT INTO meta VALUES (?)", (_SUMMARY.dump_json(summary).decode(),))


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Many rows into one of the tables; what is there already stays."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)

"""Saved views: a scene under a short id made of its content, so that a short address shows the same picture."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from explorer.state import Scene

_TABLE = """
CREATE TABLE IF NOT EXISTS view (
    id TEXT PRIMARY KEY,
    scene TEXT NOT NULL,
    made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID
"""


class Views:
    """The views of one workspace, in an SQLite file beside its data; shared by all its processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made = False

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            if not self._made:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_TABLE)
                self._made = True
            connection.execute("PRAGMA synchronous = NORMAL")
            yield connection

    def save(self, scene: Scene) -> str:
        """The id under which the scene can be opened again; saving the same scene twice gives the same id."""
        id = scene.key()
        with self._open() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO view (id, scene) VALUES (?, ?)",
                (id, json.dumps(scene.stored(), ensure_ascii=False, separators=(",", ":"))),
            )
        return id

    def read(self, id: str) -> Mapping[str, Any] | None:
        """The stored scene, or None where there is no view of that id."""
        with self._open() as connection:
            row = connection.execute("SELECT scene FROM view WHERE id = ?", (id,)).fetchone()
        return json.loads(row[0]) if row else None

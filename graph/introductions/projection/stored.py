"""The projection of one workspace: made once, kept in a folder, brought forward where the graph has been since."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from filelock import FileLock

from graph.database import Database
from graph.introductions.dates import today
from graph.introductions.projection import files
from graph.introductions.projection.build import build
from graph.introductions.projection.changes import concerned
from graph.introductions.projection.files import Stamp
from graph.introductions.projection.forward import forward
from graph.introductions.projection.projection import Projection
from graph.introductions.rules import Rules
from graph.ledger import Ledger
from graph.ledger.marker import Marker
from graph.progress import Progress


class StoredProjection:
    """What a process holds of it; every process of the workspace maps the same files."""

    def __init__(self, folder: Path, rules: Rules) -> None:
        self._folder = folder
        self._rules = rules
        self._digest = files.digest(rules)
        self._lock = Lock()
        self._held: tuple[Stamp, Projection] | None = None

    def current(self, database: Database, ledger: Ledger) -> Projection | None:
        """The projection of the graph as it is, brought forward where it was of an earlier revision.

        None where there is none, or so much has changed that one has to be made anew; see `make`.
        """
        wanted = self._stamp(database)
        if wanted is None:
            return None
        with self._lock:
            if self._held is None or self._held[0] != wanted:
                self._held = self._forward(database, ledger, wanted)
            return self._held[1] if self._held else None

    def make(self, database: Database, ledger: Ledger, progress: Progress | None = None) -> Projection | None:
        """As `current`, and makes one where there is none; who asks second waits for who makes it.

        None where the graph is no whole one of the ledger's. `progress` is told the stage "ties".
        """
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder.with_name(self._folder.name + ".lock")):
            found, wanted = self.current(database, ledger), self._stamp(database)
            if found is not None or wanted is None:
                return found
            made = build(database, self._rules, progress)
            made.network(_today())
            files.write(made, wanted, self._folder)
            with self._lock:
                self._held = wanted, files.read(self._folder, self._rules, _today())
        return self.current(database, ledger)

    def _stamp(self, database: Database) -> Stamp | None:
        """What a projection of the graph would be stamped with; None for a graph that is not whole."""
        marker = Marker.read(database)
        if marker is None or marker.state != "ready":
            return None
        return Stamp(marker.ledger, marker.revision, marker.moment, self._digest)

    def _forward(self, database: Database, ledger: Ledger, wanted: Stamp) -> tuple[Stamp, Projection] | None:
        found = self._held or self._opened()
        if found is None:
            return None
        stamp, projection = found
        if stamp == wanted:
            return found
        alike = (stamp.ledger, stamp.rules, stamp.format) == (wanted.ledger, wanted.rules, wanted.format)
        if not alike or stamp.revision > wanted.revision or ledger.moment(stamp.revision) != stamp.moment:
            return None
        changed = concerned(projection, ledger, stamp.revision)
        return None if changed is None else (wanted, forward(projection, database, changed))

    def _opened(self) -> tuple[Stamp, Projection] | None:
        stamp = files.read_stamp(self._folder)
        if stamp is None or stamp.format != files.FORMAT:
            return None
        try:
            return stamp, files.read(self._folder, self._rules, _today())
        except OSError:  # another process has just put a new one there
            return None


def _today() -> int:
    return today().latest.toordinal()

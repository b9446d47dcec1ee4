"""Backing up a workspace, putting it back, and checking that its two stores agree.

The ledger is what is kept: the graph is a pure function of it and is filled anew from it, which is exact (the digests
are compared) and works from one engine to the other.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import LedgerError
from graph.ledger import Difference, Publisher, open_ledger
from graph.ledger.copies import copy, keep
from graph.ledger.marker import PRODUCT
from graph.progress import Progress
from graph.workspace import Workspace

_LEDGER, _MANIFEST = "ledger.sqlite", "manifest.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of both stores found."""

    ledger_sound: bool
    difference: Difference

    @property
    def good(self) -> bool:
        """True where the ledger is sound and the graph says what it says."""
        return self.ledger_sound and self.difference.equal


def backup(workspace: Workspace, target: Path) -> Path:
    """Writes one archive with the ledger as it is now, also while others work; LedgerError for a PostgreSQL ledger."""
    ledger = workspace.ledger
    if ledger.file is None:
        raise LedgerError("ledger.backup_postgresql", url=ledger.url)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copied = Path(folder) / _LEDGER
        copy(ledger.file, copied)
        with open_ledger(f"sqlite:///{copied}") as ledger_copy:
            manifest = {
                "product": PRODUCT,
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "ledger": ledger_copy.id,
                "revision": ledger_copy.revision,
                "digest": ledger_copy.digest(),
            }
        whole = Path(folder) / target.name
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=2))
            archive.write(copied, _LEDGER)
        whole.replace(target)
    return target


def restore(workspace: Workspace, source: Path, progress: Progress | None = None) -> int:
    """Puts a backup's ledger in the place of the workspace's and fills the graph from it; gives the revision.

    What was there is kept beside it as `ledger.before-restore-….sqlite`. Raises LedgerError for a file that is no
    backup of ours or is damaged, before anything is changed.
    """
    current = workspace.ledger.file
    if current is None:
        raise LedgerError("ledger.backup_postgresql", url=workspace.ledger.url)
    with tempfile.TemporaryDirectory(dir=current.parent) as folder:
        fresh = Path(folder) / _LEDGER
        _unpack(source, fresh)
        with workspace.ledger.lock(f"restore {source.name}"):
            keep(current, "before-restore")
            # Over the old pages, in one transaction: readers see the old ledger or the new one.
            copy(fresh, current)
    return Publisher(workspace.ledger, workspace.database).publish(progress, anew=True)


def check(workspace: Workspace) -> Checked:
    """Works the ledger's digest out from every fact, and the graph's from the graph, and compares."""
    ledger = workspace.ledger
    sound = ledger.recompute_digest() == ledger.digest() and (ledger.file is None or _sound(ledger.file))
    return Checked(sound, Publisher(ledger, workspace.database).check())


def _unpack(source: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            with archive.open(_LEDGER) as packed, target.open("wb") as file:
                while block := packed.read(1 << 20):
                    file.write(block)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise LedgerError("ledger.no_backup", file=source) from error
    if manifest.get("product") != PRODUCT or not _sound(target):
        raise LedgerError("ledger.no_backup", file=source)
    with open_ledger(f"sqlite:///{target}") as ledger:
        if manifest.get("digest") != ledger.recompute_digest():
            raise LedgerError("ledger.no_backup", file=source)


def _sound(file: Path) -> bool:
    connection = sqlite3.connect(file)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()

"""Files into a workspace: read, checked, stated in the ledger, published."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from graph.ledger import Claim, Ledger
from graph.ledger.ledger import Progress
from graph.ledger.lock import Waiting
from graph.workspace import Workspace
from loaders.held import Held
from loaders.layout import Layout
from loaders.publish import publish
from loaders.reading import FolderReading, open_folder
from loaders.recognise import recognise
from loaders.report import LoadReport

_TOLD_EVERY = 500


def load_path(
    workspace: Workspace,
    path: Path,
    *,
    source: str | None = None,
    complete: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    waiting: Waiting | None = None,
) -> LoadReport:
    """Loads a canonical folder as one unit and publishes it; `dry_run` says what would change and changes nothing.

    `source` is the source that the files speak for: without it that of the layout, else the folder's name. `complete`
    retires what the source said before and the files no longer say. `progress` is told the stage ("reading", then those
    of the ledger and the publisher) and how many more are done; `waiting` what another writer does. Raises
    UnreadableFile, UnknownLayout, LedgerError or DatabaseError; nothing of the files is kept then.
    """
    report = state_path(
        workspace.ledger,
        path,
        source=source,
        complete=complete,
        dry_run=dry_run,
        progress=progress,
        waiting=waiting,
    )
    if not dry_run:
        publish(workspace, progress, waiting)
    return report


def state_path(
    ledger: Ledger,
    path: Path,
    *,
    source: str | None = None,
    complete: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    waiting: Waiting | None = None,
) -> LoadReport:
    """As `load_path`, as far as the ledger: nothing is published."""
    layout = recognise(path)
    reading = open_folder(layout, path, Held(ledger))
    name = source or layout.source or path.resolve().name
    outcome = ledger.load(
        name,
        _told(reading, progress),
        complete=complete,
        files=[table.name for table in reading.tables.values()],
        title=title(layout, path),
        dry_run=dry_run,
        refused=lambda: Counter(refusal.type for refusal in reading.refused),
        progress=progress,
        waiting=waiting,
    )
    counts = {type: asdict(each) for type, each in outcome.counts.items()}
    return LoadReport(outcome.load or None, name, counts, reading.refused, reading.ignored, dry_run)


def title(layout: Layout, folder: Path) -> str:
    """What a load is called in the list: the folder and a fingerprint of its files and of how they are read."""
    seal = hashlib.sha256(layout.model_dump_json().encode())
    for file in sorted({file.file for file in layout.files}):
        path = folder / file
        if path.is_file():
            seal.update(file.encode() + path.read_bytes())
    return f"{folder.resolve().name} · {seal.hexdigest()[:12]}"


def _told(reading: FolderReading, progress: Progress | None) -> Iterator[Claim]:
    """The claims, with the progress told now and then."""
    since = 0
    for claim in reading.claims():
        yield claim
        since += 1
        if progress and since == _TOLD_EVERY:
            progress("reading", since)
            since = 0
    if progress and since:
        progress("reading", since)

"""Files into a workspace: read, checked, stated in the ledger, published."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path

from graph.ledger import Ledger
from graph.ledger.lock import Waiting
from graph.progress import Progress
from graph.workspace import Workspace
from loaders.held import Held
from loaders.layout import Layout
from loaders.office.catalogue import catalogue_of
from loaders.office.reading import OfficeReading, open_office
from loaders.office.refused import write_refused
from loaders.office.wishes import Wishes
from loaders.publish import publish
from loaders.reading import FolderReading, open_folder
from loaders.recognise import is_canonical, recognise
from loaders.report import LoadReport


def load_path(
    workspace: Workspace,
    path: Path,
    wishes: Wishes | None = None,
    *,
    complete: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    waiting: Waiting | None = None,
) -> LoadReport:
    """Loads a file or a canonical folder as one unit and publishes it; `dry_run` says what would change.

    The mappings are those of the workspace. The source, where none is wished for, is that of the layout, else what the
    name tells; the load's title says how many cells were corrected. `complete` retires what the source said before and
    the files no longer say. `progress` is told rows of the stages "looking" (an office file is gone through for
    namesakes before anything of it is taken) and "reading", then the stages of the ledger and the publisher; `waiting`
    what another writer does. Raises UnreadableFile, UnknownLayout, LedgerError or DatabaseError; nothing of the files
    is kept then.
    """
    report = state_path(
        workspace.ledger,
        path,
        replace(wishes or Wishes(), catalogue=catalogue_of(workspace.home)),
        complete=complete,
        dry_run=dry_run,
        progress=progress,
        waiting=waiting,
    )
    if not dry_run:
        publish(workspace, progress, waiting)
    return report


def files_of(path: Path) -> list[Path]:
    """What is loaded of a path by itself: a file, a canonical folder, or each of the files of another folder."""
    if not path.is_dir() or is_canonical(path):
        return [path]
    files = sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith((".", "~$")))
    return files or [path]


def state_path(
    ledger: Ledger,
    path: Path,
    wishes: Wishes | None = None,
    *,
    complete: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    waiting: Waiting | None = None,
) -> LoadReport:
    """As `load_path`, as far as the ledger: nothing is published."""
    reading, name, called = _opened(ledger, path, wishes or Wishes())
    outcome = ledger.load(
        name,
        reading.claims(progress),
        complete=complete,
        files=[file.name for file in reading.files],
        title=called,
        dry_run=dry_run,
        refused=lambda: Counter(refusal.type for refusal in reading.refused),
        progress=progress,
        waiting=waiting,
    )
    rows = partial(write_refused, reading) if isinstance(reading, OfficeReading) else None
    counts = {type: asdict(each) for type, each in outcome.counts.items()}
    return LoadReport(
        load=outcome.load or None,
        source=name,
        counts=counts,
        refused=reading.refused,
        ignored=reading.ignored,
        tables=reading.recognised,
        dry_run=dry_run,
        write_refused=rows,
        corrects=outcome.corrects,
    )


def _opened(ledger: Ledger, path: Path, wishes: Wishes) -> tuple[OfficeReading | FolderReading, str, str]:
    """What is read, the source it speaks for, and what the load is called."""
    if path.is_dir() or not path.exists():
        layout = recognise(path)
        name = wishes.source or layout.source or path.resolve().name
        return open_folder(layout, path, Held(ledger)), name, title(layout, path)
    reading = open_office(path, wishes)
    with path.open("rb") as stream:
        seal = file_digest(stream, "sha256").hexdigest()
    mended = f"（改正 {len(wishes.corrections)} 格）" if wishes.corrections else ""
    return reading, reading.source, f"{path.name}{mended} · {seal[:12]}"


def title(layout: Layout, folder: Path) -> str:
    """What a load is called in the list: the folder and a fingerprint of its files and of how they are read."""
    seal = sha256(layout.model_dump_json().encode())
    for file in sorted({file.file for file in layout.files}):
        path = folder / file
        if path.is_file():
            seal.update(file.encode() + path.read_bytes())
    return f"{folder.resolve().name} · {seal.hexdigest()[:12]}"

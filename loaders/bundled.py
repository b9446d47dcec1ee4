"""The data that comes with the product."""

from __future__ import annotations

from pathlib import Path

from graph.ledger import Ledger
from graph.progress import Progress
from graph.workspace import Workspace
from loaders.load import load_path, title
from loaders.office.wishes import Wishes
from loaders.recognise import recognise
from loaders.report import LoadReport

BUNDLED = {name: Path(__file__).parent / "data" / name for name in ("yangzhou", "national")}


def is_loaded(ledger: Ledger, name: str) -> bool:
    """Whether these very files were the last that the source loaded, and were not taken back."""
    folder = BUNDLED[name]
    wanted = title(recognise(folder), folder)
    past = (each for each in ledger.loads() if each.kind == "load" and each.source == name)
    latest = next((each for each in past if each.state == "in force"), None)
    return latest is not None and latest.title == wanted


def load_bundled(workspace: Workspace, name: str, progress: Progress | None = None) -> LoadReport:
    """Loads a bundled folder as all that its source has."""
    return load_path(workspace, BUNDLED[name], Wishes(source=name), complete=True, progress=progress)

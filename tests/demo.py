"""The bundled Yangzhou data in a workspace of its own, for tests of what people see."""

from __future__ import annotations

from pathlib import Path

import loaders
from graph.ledger import Publisher
from graph.settings import Settings
from graph.workspace import Workspace
from loaders.catalogue import layouts
from loaders.reading import open_folder

YANGZHOU = Path(loaders.__file__).parent / "data" / "yangzhou"


def open_demo(home: Path) -> Workspace:
    """A workspace at `home` filled with the bundled data, on the embedded engine; to be closed by the caller."""
    workspace = Workspace.open(settings=Settings(home=home, uri=None))
    layout = next(each for each in layouts() if each.name == "canonical-1")
    workspace.ledger.load("yangzhou", open_folder(layout, YANGZHOU).claims())
    Publisher(workspace.ledger, workspace.database).publish()
    return workspace

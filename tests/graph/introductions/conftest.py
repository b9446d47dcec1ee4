"""The bundled folder of Yangzhou in a graph of each engine, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from graph.database import Database
from graph.ledger import Publisher, open_ledger
from loaders.catalogue import layouts
from loaders.reading import open_folder
from tests.conftest import empty

YANGZHOU = Path(loaders.__file__).parent / "data" / "yangzhou"
_loaded: dict[str, str] = {}


@pytest.fixture
def yangzhou(engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The engine's database with the whole folder in it; loaded anew where another test emptied it since."""
    database: Database = request.getfixturevalue(f"{engine}_database")
    if (database.marker() or {}).get("ledger", "") != _loaded.get(engine):
        empty(database)
        database.create_indexes()
        load(database, YANGZHOU, tmp_path_factory.mktemp("ledger"))
        _loaded[engine] = (database.marker() or {})["ledger"]
    return database


def load(database: Database, folder: Path, home: Path) -> None:
    """Loads a canonical folder through a ledger of its own and publishes it."""
    layout = next(each for each in layouts() if each.name == "canonical-1")
    ledger = open_ledger(f"sqlite:///{home / 'ledger.sqlite'}")
    try:
        ledger.load(folder.name, open_folder(layout, folder).claims(), complete=True)
        Publisher(ledger, database).publish()
    finally:
        ledger.close()

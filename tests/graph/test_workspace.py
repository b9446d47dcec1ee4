"""A workspace opens its two stores when they are asked for, and lets go of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import Unavailable
from graph.local.files import EngineFolder
from graph.settings import Settings
from graph.workspace import Workspace
from tests.engines.neo4j_server import Server


def test_opening_starts_nothing(tmp_path: Path) -> None:
    with Workspace.open(settings=Settings(home=tmp_path / "new", uri=None)) as workspace:
        assert list(workspace.home.iterdir()) == []


def test_a_named_workspace_lives_inside_the_home(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, uri=None)
    assert Workspace.open("demo", settings).home == tmp_path / "demo"
    assert Workspace.open(settings=settings).home == tmp_path


def test_a_named_workspace_keeps_away_from_the_stores_of_the_settings(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, uri="bolt://127.0.0.1:1", ledger=f"sqlite:///{tmp_path / 'office.sqlite'}")
    with Workspace.open("demo", settings) as workspace:
        assert workspace.database.engine == "arcadedb"
        assert workspace.ledger.id
    assert (tmp_path / "demo" / "ledger.sqlite").exists()
    assert not (tmp_path / "office.sqlite").exists()


def test_two_workspaces_have_two_ledgers(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, uri=None)
    with Workspace.open("one", settings) as one, Workspace.open("two", settings) as two:
        assert one.ledger.id != two.ledger.id


def test_the_engine_is_shared_and_let_go(tmp_path: Path) -> None:
    folder = EngineFolder(tmp_path / "engine")
    settings = Settings(home=tmp_path, uri=None)
    with Workspace.open(settings=settings) as one, Workspace.open(settings=settings) as other:
        one.database.write("CREATE (:Entity {id: 'a'})")
        assert other.database.read("MATCH (n:Entity) RETURN n.id AS id") == [{"id": "a"}]
        assert folder.clients() == 2
    assert folder.clients() == 0


def test_settings_select_a_neo4j(tmp_path: Path, neo4j_server: Server) -> None:
    uri, user, password = neo4j_server
    (tmp_path / "password").write_text(password + "\n")
    settings = Settings(home=tmp_path, uri=uri, user=user, password=None, password_file=tmp_path / "password")
    with Workspace.open(settings=settings) as workspace:
        assert workspace.database.engine == "neo4j"
        assert not (tmp_path / "engine").exists()


def test_a_neo4j_that_does_not_answer_is_named(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, uri="bolt://127.0.0.1:1")
    with Workspace.open(settings=settings) as workspace, pytest.raises(Unavailable, match=r"127\.0\.0\.1:1"):
        _ = workspace.database

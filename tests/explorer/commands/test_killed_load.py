"""`qianxian load` of a roster, killed at any moment: what is there afterwards is what was there, or all of the new."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer import logs
from explorer.cli import run
from tests.conftest import empty
from tests.engines.neo4j_server import Server
from tests.explorer.commands.rosters import ended, ledger_of, loading, roster

PEOPLE = 2_000
ROUNDS = 12

Checked = Callable[[], bool]


def kill_series(home: Path, folder: Path, rounds: int, checked: Checked) -> tuple[int, int]:
    """Kills `rounds` loads, each a correction of the last; how many left the old revision and how many the new."""
    chance = random.Random(20200826)
    file = folder / "样例镇_人员名册.csv"
    with loading(home, roster(file, PEOPLE)) as process:
        ended(process)
    with loading(home, roster(file, PEOPLE, version=1)) as process:
        begun = time.monotonic()
        ended(process)
    takes = time.monotonic() - begun
    old = new = 0
    with ledger_of(home) as ledger:
        for version in range(2, rounds + 2):
            before, revision = ledger.digest(), ledger.revision
            with loading(home, roster(file, PEOPLE, version)):
                time.sleep(chance.uniform(0, takes))
            assert ledger.revision in (revision, revision + 1)
            assert ledger.digest() == ledger.recompute_digest()
            assert (ledger.digest() == before) == (ledger.revision == revision)
            old, new = (old + 1, new) if ledger.revision == revision else (old, new + 1)
            assert checked()
    return old, new


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Checked]:
    """Starts anew on the workspace, as `serve` does, and has it checked."""
    monkeypatch.setenv("QIANXIAN_HOME", str(tmp_path / "home"))

    def started() -> bool:
        assert run(["publish"]) == 0
        capsys.readouterr()
        assert run(["db", "check", "--json"]) == 0
        return bool(json.loads(capsys.readouterr().out)["good"])

    yield started
    logs.stop()


@pytest.fixture
def embedded(tmp_path: Path, checked: Checked) -> Iterator[Path]:
    """A workspace on its own engine, which runs."""
    assert run(["db", "start"]) == 0
    yield tmp_path / "home"
    assert run(["db", "stop"]) == 0


@pytest.fixture
def on_neo4j(tmp_path: Path, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace on an empty Neo4j."""
    from graph.database import Database

    with Database.connect(*neo4j_server) as database:
        empty(database)
    for name, value in zip(("URI", "USER", "PASSWORD"), neo4j_server, strict=True):
        monkeypatch.setenv(f"QIANXIAN_{name}", value)
    return tmp_path / "home"


@pytest.mark.timeout(900)
def test_killed_anywhere_it_is_the_old_revision_or_the_new(embedded: Path, tmp_path: Path, checked: Checked) -> None:
    assert sum(kill_series(embedded, tmp_path, ROUNDS, checked)) == ROUNDS


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_killed_a_hundred_times_on_the_embedded_engine(embedded: Path, tmp_path: Path, checked: Checked) -> None:
    assert all(kill_series(embedded, tmp_path, 100, checked))


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_killed_a_hundred_times_on_neo4j(on_neo4j: Path, tmp_path: Path, checked: Checked) -> None:
    assert all(kill_series(on_neo4j, tmp_path, 100, checked))

"""Killed at a random moment, ledger and graph are afterwards at the old revision or at the new."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.database import Database
from graph.ledger import Publisher, graph_digest, open_ledger
from tests.conftest import empty
from tests.graph.ledger.killed import office

ROUNDS = 10


def _child(url: str, version: int, server: tuple[str, str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.graph.ledger.killed", url, str(version), *server]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _go(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()


def _end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:
                continue


def _kill_series(database: Database, server: tuple[str, str, str], tmp_path: Path, rounds: int) -> tuple[int, int]:
    """Kills `rounds` processes; gives how many ended in the old and in the new revision."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    chance = random.Random(20200826)
    with open_ledger(url) as ledger:
        ledger.load("office", office(0), complete=True)
        Publisher(ledger, database).publish()
        child = _child(url, 1, server)
        begun = time.monotonic()
        _go(child)
        child.wait(60)
        takes = time.monotonic() - begun
        _end(child)
        old = new = 0
        for version in range(2, rounds + 2):
            before, revision = ledger.digest(), ledger.revision
            child = _child(url, version, server)
            _go(child)
            time.sleep(chance.uniform(0, takes))
            _end(child)
            assert ledger.revision in (revision, revision + 1)
            assert ledger.digest() == ledger.recompute_digest()
            assert (ledger.digest() == before) == (ledger.revision == revision)
            old, new = (old + 1, new) if ledger.revision == revision else (old, new + 1)
            assert Publisher(ledger, database).publish() == ledger.revision
            assert graph_digest(database) == ledger.digest()
    return old, new


@pytest.mark.timeout(600)
def test_killed_anywhere_it_is_the_old_revision_or_the_new(
    engine: str, database: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server = request.getfixturevalue(f"{engine}_address")
    old, new = _kill_series(database, server, tmp_path, ROUNDS)
    assert old + new == ROUNDS


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_killed_two_hundred_times(
    engine: str, database: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    old, new = _kill_series(database, request.getfixturevalue(f"{engine}_address"), tmp_path, 100)
    assert old
    assert new


@pytest.mark.timeout(600)
def test_a_first_fill_that_was_killed_goes_on_where_it_was(
    engine: str, database: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server = request.getfixturevalue(f"{engine}_address")
    chance = random.Random(1)
    for round in range(3):
        empty(database)
        url = f"sqlite:///{tmp_path / f'{round}.sqlite'}"
        child = _child(url, 0, server)
        _go(child)
        assert child.stdout is not None
        assert child.stdout.readline() == "loaded\n"
        time.sleep(chance.uniform(0, 0.3))
        _end(child)
        with open_ledger(url) as ledger:
            Publisher(ledger, database).publish()
            assert graph_digest(database) == ledger.digest()

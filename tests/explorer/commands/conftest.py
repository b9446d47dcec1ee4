"""The command on real workspaces: the demo loaded once, run in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from explorer import logs
from explorer.cli import run


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        """Standard output as the one document it must be."""
        return json.loads(self.out)


Command = Callable[..., Said]


def qianxian(home: Path, *arguments: str, **environment: str) -> Said:
    """The command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "explorer", *arguments],
        env={**os.environ, "QIANXIAN_HOME": str(home), "QIANXIAN_LANGUAGE": "zh", **environment},
        capture_output=True,
        check=False,
        text=True,
        timeout=240,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the demo workspace loaded, its engine kept running for the length of the run."""
    home = tmp_path_factory.mktemp("home")
    loaded = qianxian(home, "demo", "--load-only")
    assert loaded.status == 0, loaded.err
    assert qianxian(home, "-w", "demo", "db", "start").status == 0
    yield home
    assert qianxian(home, "-w", "demo", "db", "stop").status == 0


@pytest.fixture
def on_demo(demo_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Runs a command on the demo workspace in this process."""
    monkeypatch.setenv("QIANXIAN_HOME", str(demo_home))

    def command(*arguments: str) -> Said:
        status = run(["-w", "demo", *arguments])
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    yield command
    logs.stop()


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Runs a command in an empty folder, on a workspace `home` in it, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QIANXIAN_HOME", str(tmp_path / "home"))

    def command(*arguments: str) -> Said:
        status = run(arguments)
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    yield command
    logs.stop()

"""Two people load office files at once: the second waits, and is told for whom."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from graph.ledger import open_ledger
from loaders.load import state_path
from tests.explorer.commands.conftest import qianxian
from tests.explorer.commands.rosters import ended, ledger_of, loading, roster


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A workspace whose engine runs."""
    assert qianxian(tmp_path / "home", "db", "start").status == 0
    yield tmp_path / "home"
    assert qianxian(tmp_path / "home", "db", "stop").status == 0


def test_a_second_load_waits_names_the_first_and_both_end_whole(home: Path, tmp_path: Path) -> None:
    first = roster(tmp_path / "样例镇_人员名册.csv", 3_000)
    second = roster(tmp_path / "样例区_人员名册.csv", 300, version=1)
    with loading(home, first) as before:
        before.send_signal(signal.SIGSTOP)  # so that it is surely not over before the second begins
        command = [sys.executable, "-m", "explorer", "load", str(second)]
        environment = {**os.environ, "QIANXIAN_HOME": str(home), "QIANXIAN_LANGUAGE": "zh"}
        with subprocess.Popen(command, env=environment, stdout=PIPE, stderr=PIPE, text=True) as after:
            assert after.stderr is not None
            assert "另一个程序正在写入（样例镇_人员名册.csv" in after.stderr.readline()
            before.send_signal(signal.SIGCONT)
            assert "第 1 次载入完成" in ended(before)
            assert "第 2 次载入完成" in ended(after)
    with ledger_of(home) as ledger, open_ledger(f"sqlite:///{tmp_path / 'alone.sqlite'}") as alone:
        for path in (first, second):
            state_path(alone, path)
        assert [(each.load, each.state) for each in ledger.loads()] == [(2, "in force"), (1, "in force")]
        assert ledger.digest() == ledger.recompute_digest() == alone.digest()
    assert qianxian(home, "db", "check", "--json").json["good"] is True

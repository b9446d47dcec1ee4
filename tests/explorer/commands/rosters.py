"""Large rosters of invented people, and the command that loads them as a process of its own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.ledger import Ledger, open_ledger

_LONGEST_WAIT = 120


def roster(path: Path, people: int, version: int = 0) -> Path:
    """A roster; each version moves every fifth of them to another body and gives every third another post."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["姓名", "单位", "职务"])
        for number in range(people):
            body = (number + version) % 40 if number % 5 == 0 else number % 40
            post = f"样例岗位{version}" if number % 3 == 0 else "讲师"
            writer.writerow([f"测试{chr(0x4E00 + number)}", f"样例第{body + 1}大学", post])
    return path


@contextmanager
def loading(home: Path, path: Path) -> Iterator[subprocess.Popen[str]]:
    """`qianxian load` of a file, under way: it holds the ledger, or has ended. It does not live on behind this."""
    process = subprocess.Popen(
        [sys.executable, "-m", "explorer", "load", str(path)],
        env={**os.environ, "QIANXIAN_HOME": str(home), "QIANXIAN_LANGUAGE": "zh"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            note, deadline = home / "ledger.sqlite.writer.json", time.monotonic() + _LONGEST_WAIT
            while f'"pid": {process.pid}' not in _text(note) and process.poll() is None:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            yield process
        finally:
            process.kill()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""


def ended(process: subprocess.Popen[str]) -> str:
    """What a load said that ended well."""
    out, err = process.communicate(timeout=_LONGEST_WAIT)
    assert process.returncode == 0, err
    assert "Traceback" not in out + err
    return err


def ledger_of(home: Path) -> Ledger:
    """The ledger of a workspace."""
    return open_ledger(f"sqlite:///{home / 'ledger.sqlite'}")

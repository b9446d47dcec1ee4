"""demo and serve as processes: loaded once, answering, gone without a trace after Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer.server import address_of, listen
from graph.errors import SettingsError
from graph.local.files import EngineFolder
from tests.explorer.commands.conftest import qianxian

ANSWERS_IN_SECONDS = 5.0
"""What the second demo may take to its first page on a machine that has nothing else to do."""


@contextmanager
def started(home: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A command that serves; the address that it prints."""
    environment = {**os.environ, "QIANXIAN_HOME": str(home), "QIANXIAN_LANGUAGE": "zh"}
    command = [sys.executable, "-m", "explorer", *arguments]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        told = ""
        try:
            for line in process.stdout:
                told += line
                if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                    yield found.group(), process
                    break
            else:
                raise AssertionError(told)
        finally:
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
            assert "Traceback" not in told + rest


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


def wait_until_engine_has_gone(folder: Path) -> None:
    engine, deadline = EngineFolder(folder), time.monotonic() + 60
    while engine.server_lives():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demo-home")
    first = qianxian(home, "demo", "--load-only")
    assert first.status == 0, first.err
    assert "已载入 yangzhou" in first.err
    return home


def test_second_demo_loads_nothing_and_answers(home: Path) -> None:
    before = qianxian(home, "-w", "demo", "loads", "--json").json
    wait_until_engine_has_gone(home / "demo" / "engine")
    began = time.monotonic()
    with started(home, "demo", "--no-open", "--port", "0") as (address, process):
        assert "牵线" in page(address)
        took = time.monotonic() - began
        # A machine busy with other things says nothing about ours.
        if os.getloadavg()[0] < (os.cpu_count() or 1):
            assert took <= ANSWERS_IN_SECONDS
    assert process.wait(60) in (0, 130)
    wait_until_engine_has_gone(home / "demo" / "engine")
    assert qianxian(home, "-w", "demo", "loads", "--json").json == before
    assert list((home / "demo" / "engine" / "clients").glob("*.lock")) == []


def test_serve_answers_over_an_empty_workspace(tmp_path: Path) -> None:
    with started(tmp_path, "serve", "--port", "0") as (address, process):
        assert "牵线" in page(address)
    assert process.wait(60) in (0, 130)


def test_busy_port_is_told_and_nothing_is_loaded(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        said = qianxian(tmp_path, "demo", "--no-open", "--port", str(port))
    assert said.status == 1
    assert "cli.port_busy" in said.err
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_an_address_that_others_reach_is_refused(command: str, tmp_path: Path) -> None:
    said = qianxian(tmp_path, command, "--host", "0.0.0.0")
    assert said.status == 1
    assert "explorer.public_host" in said.err
    assert list(tmp_path.iterdir()) == []


def test_free_port_is_found_beside_busy_ones() -> None:
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        assert address_of(second) == f"http://127.0.0.1:{second.getsockname()[1]}/"


def test_address_that_is_none_is_told() -> None:
    with pytest.raises(SettingsError) as raised:
        listen("no-such-host.invalid", 0)
    assert raised.value.code == "cli.no_such_host"


def test_address_of_an_open_listener_is_one_to_type() -> None:
    with listen("0.0.0.0", 0) as open_to_all:
        assert address_of(open_to_all).startswith("http://127.0.0.1:")
    if socket.has_ipv6:
        try:
            with listen("::1", 0) as six:
                assert address_of(six).startswith("http://[::1]:")
        except SettingsError:
            pass

"""The wheel is whole, and runs the demo in an empty environment, outside the checkout and without a network."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "loaders", "cypher", "explorer")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked offline bundle, made as `make bundle` makes it."""
    folder = tmp_path_factory.mktemp("bundle")
    subprocess.run(["sh", "scripts/bundle.sh", sys.executable, str(folder)], cwd=ROOT, check=True, timeout=280)
    [archive] = folder.glob("*.tar")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return archive.with_suffix("")


@pytest.fixture(scope="module")
def installed(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own that the bundle was installed into, without an index to ask."""
    target = tmp_path_factory.mktemp("installed") / "environment"
    python = getattr(sys, "_base_executable", sys.executable)
    environment = {**os.environ, "PYTHON": python, "PIP_NO_INDEX": "1"}
    subprocess.run(["sh", str(bundle / "install.sh"), str(target)], env=environment, check=True, timeout=280)
    return target


def test_wheel_holds_every_tracked_file_of_the_packages(bundle: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "-z", *PACKAGES], cwd=ROOT, check=True, capture_output=True, text=True)
    [wheel] = bundle.glob("wheels/qianxian-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert set(filter(None, tracked.stdout.split("\0"))) - held == set()
    assert {name.split("/")[0] for name in held if ".dist-info" not in name} == set(PACKAGES)


def test_installed_wheel_runs_the_demo_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    environment = {
        "PATH": os.defpath,
        "HOME": str(tmp_path),
        "QIANXIAN_HOME": str(tmp_path / "home"),
        "LANG": "C.UTF-8",
    }
    command = [str(installed / "bin" / "qianxian"), "demo", "--no-open", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        try:
            found = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in process.stdout)
            address = next(match.group() for match in found if match)
            with urllib.request.urlopen(address, timeout=60) as page:
                assert "牵线" in page.read().decode()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(60) in (0, 130)


def test_bundle_that_was_damaged_is_not_installed(bundle: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "bundle"
    (damaged / "wheels").mkdir(parents=True)
    for name in ("install.sh", "SHA256SUMS"):
        (damaged / name).write_bytes((bundle / name).read_bytes())
    first = (damaged / "SHA256SUMS").read_text("utf-8").split()[1]
    (damaged / first).write_bytes(b"")
    run = subprocess.run(
        ["sh", str(damaged / "install.sh"), str(tmp_path / "target")],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert first in run.stderr
    assert not (tmp_path / "target").exists()


def test_old_python_is_refused_in_words() -> None:
    environment = {**os.environ, "PYTHON": "false"}
    run = subprocess.run(
        ["sh", "scripts/python.sh"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "Python 3.11" in run.stderr


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {line.removeprefix(".PHONY:").strip() for line in makefile.splitlines() if line.startswith(".PHONY:")}
    run = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert {line.split()[1] for line in run.stdout.splitlines()} == targets


def test_compose_file_says_each_thing_once() -> None:
    """PyYAML takes the last of two equal keys; compose refuses the whole file."""
    nodes = [yaml.compose((ROOT / "compose.yaml").read_text("utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            assert len(names) == len(set(names)), names
            nodes += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value

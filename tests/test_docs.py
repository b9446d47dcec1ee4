"""The documents speak of what exists: commands, targets, settings and files; the README's session is real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from explorer.cli import app
from graph.messages import catalogue
from graph.settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
READMES = ("README.md", "README.zh-CN.md")
CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4}[^\n]+$", re.DOTALL | re.MULTILINE)


def commands() -> dict[str, Any]:
    """Every command that does something, by its words: "report run"."""
    return dict(_leaves(typer.main.get_command(app), ""))


def _leaves(command: object, words: str) -> Iterator[tuple[str, Any]]:
    below = getattr(command, "commands", {})
    if words and not below:
        yield words, command
    for name, each in below.items():
        yield from _leaves(each, f"{words} {name}".strip())


def code_of(path: Path) -> str:
    """What a document has in code type."""
    return "\n".join(CODE.findall(path.read_text("utf-8")))


def each_document() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def test_every_command_has_help_and_stands_in_the_documents() -> None:
    written = "\n".join(code_of(path) for path in DOCUMENTS)
    for words, command in commands().items():
        assert command.help, words
        assert re.search(rf"qianxian {words}\b", written), words


@each_document()
def test_commands_in_a_document_exist(path: Path) -> None:
    known = {words.split()[0] for words in commands()}
    assert set(re.findall(r"\bqianxian ([a-z]+)\b", code_of(path))) - known == set()


@each_document()
def test_targets_in_a_document_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z0-9-]+)\b", code_of(path))) - targets == set()


@each_document()
def test_settings_in_a_document_exist(path: Path) -> None:
    of_tests = set(re.findall(r"QIANXIAN_TEST_[A-Z0-9_]+", (ROOT / "tests/conftest.py").read_text("utf-8")))
    known = {f"QIANXIAN_{name.upper()}" for name in Settings.model_fields} | of_tests
    assert set(re.findall(r"\bQIANXIAN_[A-Z0-9_]+\b", path.read_text("utf-8"))) - known == set()


@each_document()
def test_files_that_a_document_links_to_exist(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", path.read_text("utf-8"))
    local = {target for pair in targets for target in pair if target and "://" not in target}
    assert {target for target in local if not (path.parent / target).exists()} == set()


def test_modules_that_the_architecture_names_exist() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("### What a node")[0]
    rows = re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert [name for name in named if not (ROOT / "graph" / name).exists()] == []


def test_codes_in_the_operations_table_exist() -> None:
    table = (ROOT / "docs" / "operations.md").read_text("utf-8").partition("## When something is wrong")[2]
    assert set(re.findall(r"^\| `([a-z]+\.[a-z_]+)` ", table, re.MULTILINE)) - set(catalogue()) == set()


def test_both_readmes_hold_the_same_commands() -> None:
    texts = [(ROOT / name).read_text("utf-8") for name in READMES]
    english, chinese = (re.findall(r"^```sh\n.*?^```", text, re.DOTALL | re.MULTILINE) for text in texts)
    for first, second in zip(english, chinese, strict=True):
        assert uncommented(first) == uncommented(second)


def uncommented(block: str) -> list[str]:
    return [line.partition(" #")[0].rstrip() for line in block.splitlines()]


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_session_in_the_readme_is_what_a_terminal_shows(readme: str, language: str, tmp_path: Path) -> None:
    [session] = re.findall(r"^```console\n(.*?)^```", (ROOT / readme).read_text("utf-8"), re.S | re.M)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "QIANXIAN_HOME": str(tmp_path),
        "QIANXIAN_LANGUAGE": language,
    }
    steps = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    for command, _, expected in (step.partition("\n") for step in steps):
        run = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=True)
        shown = [line.rstrip() for line in (run.stderr + run.stdout).splitlines()]
        assert fits(shown, expected.splitlines()), f"$ {command}\n" + "\n".join(shown)


def fits(shown: list[str], expected: list[str]) -> bool:
    """The same lines (the two streams are not ordered); a last line … stands for whatever follows."""
    if expected[-1:] == ["…"]:
        return shown[: len(expected) - 1] == expected[:-1]
    return sorted(shown) == sorted(expected)

"""The command itself: help, wrong use, languages, one JSON document, exit statuses, no traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explorer import reference
from explorer.cli import run


def qianxian(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "explorer", *arguments],
        env={**os.environ, "QIANXIAN_HOME": str(home), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )


def test_help_is_in_the_language_of_the_setting(tmp_path: Path) -> None:
    chinese = qianxian("--help", home=tmp_path, QIANXIAN_LANGUAGE="zh").stdout
    english = qianxian("--help", home=tmp_path, QIANXIAN_LANGUAGE="en").stdout
    assert "用法" in chinese
    assert "谁能牵线" in chinese
    assert "Usage" not in chinese
    assert "Show this message" not in chinese
    assert "Usage" in english
    assert "who can introduce whom" in english


def test_language_of_the_settings_file_counts_where_the_environment_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('language = "en"\n')
    environment = {name: value for name, value in os.environ.items() if name != "QIANXIAN_LANGUAGE"}
    told = subprocess.run(
        [sys.executable, "-m", "explorer", "--help"],
        env={**environment, "QIANXIAN_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Usage" in told.stdout


@pytest.mark.parametrize("words", [words for words, _ in reference.commands()])
def test_every_command_shows_its_help(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words.split(), "--help"]) == 0
    assert f"qianxian {words}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search"], "cli.missing"),
        (["search", "lhb", "--colour"], "cli.no_such_option"),
        (["search", "lhb", "--limit", "many"], "cli.bad_value"),
        (["search", "lhb", "--limit"], "cli.missing_value"),
        (["serch", "lhb"], "cli.no_such_command"),
        (["status", "刘 红兵"], "cli.too_many"),
        (["introduce", "a", "b", "--max-hops", "99"], "cli.bad_value"),
    ],
)
def test_wrong_use_is_told_in_words_with_status_2(
    arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert code in told.err
    assert "--help" in told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "lhb", "--limit", "many"], "--limit 的值不合适：应为整数"),
        (["search", "lhb", "--limit", "0"], "--limit 的值不合适：不能小于 1"),
        (["introduce", "a", "b", "--max-hops", "99"], "--max-hops 的值不合适：不能大于 5"),
        (["search", "lhb", "--limi"], "--limit"),
        (["serch", "lhb"], "search"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_what_may_have_been_meant(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert said in told
    assert not re.search("No such|Did you|valid|requires", told)


def test_json_makes_errors_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "--json"]) == 2
    told = capsys.readouterr()
    error = json.loads(told.out)["error"]
    assert set(error) == {"code", "message", "hint", "choices"}
    assert error["code"] == "cli.missing"
    assert told.err == ""


def test_nothing_said_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "introduce" in capsys.readouterr().out


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("qianxian ")


def test_fault_of_ours_is_told_under_a_number_and_logged(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 40)
    told = qianxian("loads", home=tmp_path)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr + told.stdout


def test_reference_is_current() -> None:
    assert reference.main(["--check"]) == 0

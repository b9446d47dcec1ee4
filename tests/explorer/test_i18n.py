"""Both languages say the same things, every text is used, and neither speaks in the other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import explorer
from explorer.i18n import Words, as_language, entries

SOURCES = sorted(Path(explorer.__file__).parent.rglob("*.py"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
OWN_NAMES = {
    "PNG",
    "XLSX",
    "MB",
    "CSV",
    "Excel",
    "Delete",
    "Ctrl",
    "qianxian",
    "load",
    "to",
    "English",
    "Switch",
    "EN",
    "zh",
    "en",
    "CN",
    "publish",
}
"""File formats, keys, the command: the same word in every language; and the switch, which speaks the other one."""


def texts(language: str) -> Iterator[tuple[str, str]]:
    for key, entry in entries(as_language(language, "zh")).items():
        for text in entry.values() if isinstance(entry, dict) else [entry]:
            yield key, text


def test_chinese_has_no_english_residue() -> None:
    for key, text in texts("zh"):
        words = set(LATIN_WORD.findall(re.sub(r"{\w+}", "", text)))
        assert words <= OWN_NAMES, f"{key}: {text}"


def test_english_has_no_chinese_residue() -> None:
    left = {key for key, text in texts("en") if CHINESE.search(text)}
    assert left == {"language.other", "language.switch"}


def used_texts() -> Iterator[str]:
    """String constants of the code; the fixed beginning of those put together ends in `…`."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value) + "…"


def test_every_text_is_used() -> None:
    used = set(used_texts())
    beginnings = tuple(text.removesuffix("…") for text in used if re.fullmatch(r"\w+\.(\w+\.)*…", text))
    assert {key for key in entries("zh") if key not in used and not key.startswith(beginnings)} == set()


def test_numbers_choose_the_form() -> None:
    words = Words("en")
    assert words("report.rows", n=1) == "1 row"
    assert words("report.rows", n=2) == "2 rows"
    assert Words("zh")("report.rows", n=1) == "1 行"


def test_an_unknown_text_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Words("zh")("no.such.text")


@pytest.mark.parametrize(("given", "expected"), [("en", "en"), ("zh", "zh"), ("fr", "zh"), (None, "zh")])
def test_only_languages_that_there_are(given: str | None, expected: str) -> None:
    assert as_language(given, "zh") == expected

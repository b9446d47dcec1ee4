"""The word files are checked when they are read, and reasons speak both languages."""

from __future__ import annotations

import ast
import re
from importlib import resources
from pathlib import Path

import pytest

import loaders.values
from graph.errors import LoadError, MappingError
from graph.messages import catalogue
from loaders.values.words import Reason, WordList, any_of, read, shown

FOLDER = Path(loaders.values.__file__).parent


class _Other(WordList):
    words: list[int]
    marks: str


def test_a_word_file_that_is_wrong_is_refused() -> None:
    with pytest.raises(MappingError) as refused:
        read(_Other, "blanks.yaml")
    assert "blanks.yaml" in str(refused.value)


def test_every_word_file_is_read_by_its_module() -> None:
    named = {
        node.value
        for file in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".yaml")
    }
    assert named == {
        each.name for each in resources.files("loaders.values").iterdir() if each.name.endswith(".yaml")
    } - {"messages.yaml"}


def test_every_reason_has_words() -> None:
    codes = {
        code for file in FOLDER.glob("*.py") for code in re.findall(r'"(cells\.reason\.\w+)"', file.read_text("utf-8"))
    }
    assert len(codes) > 20
    assert codes == {code for code in catalogue() if code.startswith("cells.reason.")}


def test_a_reason_stands_in_the_language_of_its_sentence() -> None:
    error = LoadError("cells.not_a_date", value="3月", reason=Reason("cells.reason.no_year"))
    assert error.message("zh") == "“3月”读不出日期：没有写年份。"
    assert error.message("en") == "“3月” is no date: it names no year."
    assert str(Reason("cells.reason.year", first=1900, last=2046)) == "年份不在 1900—2046 之间"


def test_the_longest_word_is_found_first_and_no_word_finds_nothing() -> None:
    assert re.match(any_of(["有限公司", "股份有限公司", "公司"]), "股份有限公司")[0] == "股份有限公司"  # type: ignore[index]
    assert re.match(any_of([]), "") is None


def test_what_a_message_shows_is_short_on_one_line_and_without_contact_details() -> None:
    assert shown("甲\n乙") == "甲 乙"
    assert len(shown("x" * 40_000)) == 61
    assert "example" not in shown("测试甲 ceshi@example.invalid")

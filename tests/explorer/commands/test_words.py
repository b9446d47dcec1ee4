"""What the command line says stands in both languages, and every command and parameter is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import explorer
from explorer.commands.words import Entry, entries
from explorer.reference import Command, commands, parameters

SOURCES = "\n".join(path.read_text("utf-8") for path in Path(explorer.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("key", sorted(entries()))
def test_text_stands_in_both_languages_with_the_same_placeholders(key: str) -> None:
    entry = entries()[key]
    assert set(entry) == {"zh", "en"}
    assert placeholders(entry["zh"]) == placeholders(entry["en"])


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def texts(language: str) -> set[str]:
    return {" ".join(text.split()) for entry in entries().values() for text in [entry_in(entry, language)]}


def entry_in(entry: Entry, language: str) -> str:
    return entry["zh"] if language == "zh" else entry["en"]


@pytest.mark.parametrize(("words", "command"), list(commands()), ids=[words for words, _ in commands()])
def test_command_and_its_parameters_are_explained_in_our_words(words: str, command: Command) -> None:
    known = texts("zh")
    assert " ".join(str(command.help).split()) in known
    for parameter in parameters(command):
        assert " ".join(str(parameter.help).split()) in known, parameter.name


def test_every_text_is_used() -> None:
    named = {words for words, _ in commands()} | {words.split()[0] for words, _ in commands()}
    put_together = set(re.findall(r"""f["'](\w+)\.{""", SOURCES))
    assert [key for key in entries() if not is_used(key, named, put_together)] == []


def is_used(key: str, named: set[str], put_together: set[str]) -> bool:
    """Named whole, as the help of a command, by its last part (notes, helps), or in a group whose keys are made."""
    group, name = key.split(".", 1)
    by_last_part = group in {"note", "help"} and f'"{name}"' in SOURCES
    return f'"{key}"' in SOURCES or by_last_part or (group == "help" and name in named) or group in put_together

"""The word lists beside the modules, and what the errors of all of them share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from graph import contacts
from graph.messages import words
from graph.values import clean_text
from loaders.described import described

LONGEST = 200
"""Characters of the longest text that is looked at: no value of an office is longer, and every pattern stays quick."""

_SHOWN = 60


class WordList(BaseModel):
    """What a word file may hold: frozen, and without room for misspelt keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


L = TypeVar("L", bound=WordList)


def read(model: type[L], file: str) -> L:
    """A word file of this package, checked; MappingError says what is wrong in it."""
    return described(model, file, resources.files("loaders.values").joinpath(file).read_text("utf-8"))


def any_of(listed: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; nothing matches an empty list."""
    longest_first = sorted(set(listed), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"


class Reason:
    """Why a text is not what it should be, in the language of the sentence it stands in: `{reason:zh}`."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self._details = details

    def __format__(self, language: str) -> str:
        return words(self.code, "message", "en" if language == "en" else "zh", self._details)

    def __str__(self) -> str:
        return format(self, "zh")


def shown(text: str) -> str:
    """The text as a message may repeat it: on one line, shortened, without any contact detail."""
    line = " ".join(clean_text(contacts.without(text[: LONGEST * 10])).split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"

"""One sheet of an xlsx file, and the table of its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import IO

from graph.errors import LoadError
from loaders.files.cells import Value, line_of, truth_text
from loaders.files.dates import Shown, moment_text, shown
from loaders.files.limits import Limits
from loaders.files.markup import Attributes, feed
from loaders.files.sheet import Line, Merge
from loaders.files.workbook import Workbook

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_RANGE = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")
_YES = frozenset(("1", "true"))


class Collected:
    """The text of the tags `t` or `v`, no more than a cell may hold (and a character over); phonetic text left out."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.cell_length + 1
        self._pieces: list[str] = []
        self._length = 0
        self._open = self._phonetic = False

    def clear(self) -> None:
        """Begins anew."""
        self._pieces, self._length, self._open = [], 0, False

    def start(self, tag: str) -> None:
        """A tag begins."""
        if tag == "rPh":
            self._phonetic = True
        self._open = tag in {"t", "v"} and not self._phonetic

    def end(self, tag: str) -> None:
        """A tag ends."""
        if tag == "rPh":
            self._phonetic = False
        self._open = False

    def add(self, text: str) -> None:
        """A piece of text."""
        if self._open and self._length < self._most:
            self._pieces.append(text[: self._most - self._length])
            self._length += len(text)

    @property
    def text(self) -> str:
        """What was collected; `_x000D_` is how xlsx writes a character that XML has not."""
        text = "".join(self._pieces)
        return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


class _Texts:
    def __init__(self, limits: Limits) -> None:
        self.texts: list[str] = []
        self._text = Collected(limits)

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "si":
            self._text.clear()
        self._text.start(tag)

    def end(self, tag: str) -> None:
        self._text.end(tag)
        if tag == "si":
            self.texts.append(self._text.text)

    def text(self, text: str) -> None:
        self._text.add(text)


def shared_texts(stream: IO[bytes], limits: Limits) -> list[str]:
    """The table of texts that cells refer to by number."""
    handler = _Texts(limits)
    for _ in feed(stream, handler.start, handler.end, handler.text):
        pass
    return handler.texts


class Shape:
    """What a first reading of a sheet tells: merges, hidden columns, hidden lines (of those that say something)."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self._limits = limits
        self.merges: list[Merge] = []
        self.hidden_lines: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._number, self._hidden = 0, False
        for _ in feed(stream, self._start):
            pass

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            self._number = _row_number(attributes, self._number)
            self._hidden = attributes.get("hidden") in _YES or attributes.get("ht") == "0"
        elif self._hidden and tag in {"v", "t"}:
            self.hidden_lines.add(self._number)
        elif tag == "mergeCell" and (match := _RANGE.fullmatch(attributes.get("ref", "").replace("$", ""))):
            left, top, right, bottom = match.groups()
            self.merges.append(Merge(int(top), column_of(left), int(bottom), column_of(right)))
        elif tag == "col" and (attributes.get("hidden") in _YES or attributes.get("width") == "0"):
            last = min(int(attributes["max"]), self._limits.columns)
            self.hidden_columns.update(range(int(attributes["min"]) - 1, last))


class SheetReader:
    """Reads the lines of a sheet once."""

    def __init__(self, workbook: Workbook, limits: Limits) -> None:
        self._workbook, self._limits = workbook, limits
        self._lines: list[Line] = []
        self._number, self._column = 0, -1
        self._cells: dict[int, Value] = {}
        self._kind, self._style, self._formula, self._result = "n", 0, False, False
        self._text = Collected(limits)

    def lines(self, stream: IO[bytes]) -> Iterator[Line]:
        """The lines with a filled cell."""
        for _ in feed(stream, self._start, self._end, self._text.add):
            yield from self._lines
            self._lines.clear()

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            place = attributes.get("r")
            self._column = column_of(place.rstrip("0123456789")) if place else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._formula = self._result = False
            self._text.clear()
        elif tag == "row":
            self._number = _row_number(attributes, self._number)
            self._column, self._cells = -1, {}
        elif tag == "f":
            self._formula = True
        else:
            self._result |= tag == "v"
            self._text.start(tag)

    def _end(self, tag: str) -> None:
        self._text.end(tag)
        if tag == "c":
            if (value := self._value()) != "":
                self._cells[self._column] = value
        elif tag == "row" and self._cells:
            self._lines.append(line_of(self._number, self._cells, self._limits))

    def _value(self) -> Value:
        text = self._text.text
        if self._kind == "e":
            return LoadError("files.error_value")
        if not text:
            unknown = self._formula and not (self._kind == "str" and self._result)
            return LoadError("files.formula") if unknown else ""
        if self._kind in {"str", "inlineStr"}:
            return text
        if self._kind == "s":
            return self._workbook.text(int(text))
        if self._kind == "b":
            return truth_text(text != "0")
        return self._number_or_date(text)

    def _number_or_date(self, text: str) -> Value:
        try:
            if self._kind == "d":
                form = shown(self._workbook.format_of(self._style)) or Shown(len(text), "T" in text)
                return moment_text(datetime.fromisoformat(text), form)
            number = int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError:
            return LoadError("files.no_number")
        return self._workbook.number(number, self._style)


def _row_number(attributes: Attributes, before: int) -> int:
    """The number of a row; one without is the next. Some programs write 7.0."""
    return int(float(attributes["r"])) if "r" in attributes else before + 1


@lru_cache(maxsize=20_000)
def column_of(letters: str) -> int:
    """A → 0, AA → 26; ValueError for anything else."""
    position = 0
    for letter in letters:
        position = position * 26 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter) + 1
    return position - 1

"""Naming lines and columns in messages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.errors import LoadError

_SHOWN = 20


class Lines:
    """A growing set of line numbers, given in ascending order; only the first runs of them are kept."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self.count = 0
        self._runs: list[tuple[int, int]] = []
        self._more = False
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """Takes the next line."""
        self.count += 1
        if self._runs and not self._more and self._runs[-1][1] == number - 1:
            self._runs[-1] = (self._runs[-1][0], number)
        elif len(self._runs) < _SHOWN:
            self._runs.append((number, number))
        else:
            self._more = True

    def as_remark(self, code: str) -> list[LoadError]:
        """What is said of these lines; nothing where there are none."""
        return [LoadError(code, count=self.count, lines=str(self))] if self.count else []

    def __str__(self) -> str:
        runs = [str(first) if first == last else f"{first}–{last}" for first, last in self._runs]
        return "、".join([*runs, "…"] if self._more else runs)


def letters(position: int) -> str:
    """The name of a column as a spreadsheet shows it: 0 → A, 26 → AA."""
    name = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def position_of(cell: str) -> tuple[int, int]:
    """Column from 0 and line from 1 of a cell by its name: B5 → 1, 5. ValueError for what is no such name."""
    match = re.fullmatch(r"([A-Z]{1,4})([1-9]\d{0,8})", cell)
    if match is None:
        raise ValueError(cell)
    position = 0
    for letter in match.group(1):
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1, int(match.group(2))

"""What was not taken: the cell or row, where it stands, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import QianxianError
from graph.messages import Language
from graph.values import clean_text

_LONGEST = 200
"""Characters of a refused value that a report repeats; a cell may hold a megabyte."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell, or where `whole_row` is set a row, that was not taken.

    `value` is left empty where repeating it would carry a contact detail onwards.
    """

    error: QianxianError
    file: str
    line: int
    column: str = ""
    cell: str = ""
    value: str = ""
    sheet: str = ""
    whole_row: bool = False
    type: str = ""

    def as_json(self, language: Language) -> dict[str, object]:
        """An entry of "refused" in the load report."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "line": self.line,
            "column": self.column,
            "cell": self.cell,
            "value": self.value,
            "code": self.error.code,
            "message": self.error.message(language),
            "hint": self.error.hint(language),
        }


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file, or a sheet or a column of one, that was not read."""

    file: str
    column: str
    error: QianxianError
    sheet: str = ""

    def as_json(self, language: Language) -> dict[str, object]:
        """An entry of "ignored" in the load report."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "column": self.column,
            "code": self.error.code,
            "message": self.error.message(language),
            "hint": self.error.hint(language),
        }


def shown(value: str, error: QianxianError) -> str:
    """The value as a report may repeat it: visible, shortened, and nothing at all of a contact detail."""
    value = clean_text(value)
    if error.code.startswith("schema.contact"):
        return ""
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def cell_name(position: int, line: int) -> str:
    """`C5` as sheets write it; `position` counts columns from 0."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"

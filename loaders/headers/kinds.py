"""What a line beneath a header is: a record, or one of the things that only look like one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from loaders.headers.judge import header_texts
from loaders.headers.levels import Header
from loaders.headers.texts import (
    is_enumerated,
    is_example,
    is_note,
    is_ordinal,
    is_sentence,
    is_signed,
    is_total,
    is_total_word,
    tidy_title,
    without_page,
)
from loaders.headers.view import Row, View

Kind = Literal["record", "blank", "numbered", "total", "note", "example", "header"]

_ACROSS = 3


class Kinds:
    """Tells the kind of each line of one table."""

    def __init__(self, header: Header, context: Sequence[str], serial: int | None, view: View) -> None:
        self._levels = [level for level in header.levels if level]
        self._beginnings = {text[0] for level in self._levels for text in level.values()}
        self._titles = {without_page(text) for text in context} - {""}
        self._title_beginnings = {text[0] for text in self._titles}
        self._first = header.bottom + 1
        self.serial = serial
        self._view = view
        self._width = max(header.paths) - min(header.paths) + 1

    def of(self, row: Row, at: list[int]) -> Kind:
        """The kind of a line that is filled `at` these positions."""
        if not at:
            return "record" if row.faults else "blank"
        first = row.cells[at[0]]
        if row.number == self._first and _numbers_columns(row, at):
            return "header"
        if at[0] == self.serial and is_ordinal(first):
            return self._numbered(row, at)
        if is_example(first):
            return "example"
        if is_total(first) or any(is_total_word(row.cells[position]) for position in at[1:2]):
            return "total"
        if is_note(first) or is_signed(first) or (len(at) == 1 and self._stands_alone(row, at[0], first)):
            return "note"
        beginning = first.lstrip()[0]
        if beginning in self._beginnings and header_texts(row) in self._levels:
            return "header"
        return "note" if beginning in self._title_beginnings and self._title_again(row, at) else "record"

    def _numbered(self, row: Row, at: list[int]) -> Kind:
        own = [position for position in at if position != self.serial and position not in row.merged]
        if own:
            return "total" if is_total_word(row.cells[own[0]]) else "record"
        return "record" if row.faults else "numbered"

    def _stands_alone(self, row: Row, at: int, text: str) -> bool:
        """True for the only text of a line where it is no cell of a record: merged across, a remark, a heading."""
        if self._width == 1 or any(merged and position != at for position, merged in row.merged.items()):
            return False
        merge = self._view.starts(row.number).get(at)
        across = merge.right - merge.left + 1 if merge else 1
        return at == self.serial or across >= min(_ACROSS, self._width) or is_sentence(text) or is_enumerated(text)

    def _title_again(self, row: Row, at: list[int]) -> bool:
        """True where a further page begins with what stands above the header."""
        return all(without_page(tidy_title(row.cells[position])) in self._titles for position in at)


def _numbers_columns(row: Row, at: list[int]) -> bool:
    """True for a line that numbers the columns of a form: 1 | 2 | 3."""
    numbers = [row.cells[position].strip(" ()（）") for position in at]
    return len(at) > 2 and numbers == [str(number) for number in range(1, len(at) + 1)]

"""The records beneath a header, read from the sheet as they are asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.errors import LoadError
from loaders.headers.kinds import Kind, Kinds
from loaders.headers.places import Lines, letters
from loaders.headers.table import Record
from loaders.headers.texts import section_of
from loaders.headers.view import Row, View, filled

_NO_FAULTS: Mapping[int, LoadError] = {}
_LEFT_OUT: Mapping[Kind, str] = {
    "numbered": "headers.numbered_lines",
    "total": "headers.totals",
    "note": "headers.notes",
    "example": "headers.examples",
    "header": "headers.repeated",
}


@dataclass(frozen=True)
class Stretch:
    """The lines of `view` after line `after` and before line `end` (None: to the end of the sheet).

    `cut` names the columns that are read and how contact details are taken out of their cells; `aside` are the
    columns left out on purpose. `noticed` is what was noticed when the table was found.
    """

    view: View
    kinds: Kinds
    after: int
    end: int | None
    cut: Mapping[int, Callable[[str], str]]
    aside: frozenset[int]
    noticed: tuple[LoadError, ...]
    _passed: list[_Passed] = field(default_factory=list, repr=False, compare=False)
    """What the records were read past, once they all were read."""

    def records(self) -> Iterator[Record]:
        """One record for each line that is one and holds more than contact details."""
        headed = self.aside.union(self.cut)
        passed = _Passed(max(headed, default=-1) + 1 if self.view.sheet.delimited else 0)
        section = ""
        for row in self._rows():
            at = filled(row)
            if (kind := self.kinds.of(row, at)) != "record":
                passed.left(kind, row)
                section = section_of(row.cells[at[0]], section) if kind == "note" and len(at) == 1 else section
                continue
            cells = self._cells(row)
            passed.record(row, cells)
            faults = _NO_FAULTS
            if row.faults or not headed.issuperset(at):
                faults = self._faults(row, [position for position in at if position not in headed])
            if cells or faults:
                yield Record(row.number, cells, faults, section=section)
        self._passed[:] = [passed]

    def remarks(self) -> list[LoadError]:
        """What was noticed, the lines that gave no record, and records that are short of cells."""
        if not self._passed:
            deque(self.records(), maxlen=0)
        return [*self.noticed, *self._passed[0].remarks()]

    def _cells(self, row: Row) -> dict[int, str]:
        """The cells of the columns that are read, contact details cut out, in which anything is left."""
        raw, merged, cells = row.cells, row.merged, dict[int, str]()
        width = len(raw)
        for position, cut in self.cut.items():
            text = raw[position] if position < width else ""
            if merged and (not text or text.isspace()):
                text = merged.get(position, "")
            if text and (text := cut(text)):
                cells[position] = text
        return cells

    def _rows(self) -> Iterator[Row]:
        for row in self.view.rows():
            if self.end is not None and row.number >= self.end:
                return
            if row.number > self.after and not row.hidden:
                yield row

    def _faults(self, row: Row, unheaded: list[int]) -> Mapping[int, LoadError]:
        faults = {position: fault for position, fault in row.faults.items() if position in self.cut}
        return faults | {
            position: LoadError("headers.no_header_above", column=letters(position)) for position in unheaded
        }


class _Passed:
    """The lines that gave no record, and of those that did the ones with fewer than `width` cells."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._left = {kind: Lines() for kind in _LEFT_OUT}
        self._private, self._short = Lines(), Lines()

    def left(self, kind: Kind, row: Row) -> None:
        """A line of a kind that gives no record."""
        if kind in self._left:
            self._left[kind].add(row.number)

    def record(self, row: Row, cells: Mapping[int, str]) -> None:
        """A record's line, and what is read of it."""
        if not cells and not row.faults:
            self._private.add(row.number)
        if len(row.cells) < self._width:
            self._short.add(row.number)

    def remarks(self) -> list[LoadError]:
        """What is to be told of them."""
        told = [remark for kind, code in _LEFT_OUT.items() for remark in self._left[kind].as_remark(code)]
        nothing = self._private.as_remark("headers.private_lines")
        return [*told, *nothing, *self._short.as_remark("headers.short_lines")]

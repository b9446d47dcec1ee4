"""The records beneath a header, read from the sheet as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

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

    def records(self) -> Iterator[Record]:
        """One record for each line that is one and holds more than contact details."""
        headed = self.aside.union(self.cut)
        section = ""
        for row in self._rows():
            at = filled(row)
            if (kind := self.kinds.of(row, at)) != "record":
                section = section_of(row.cells[at[0]], section) if kind == "note" and len(at) == 1 else section
                continue
            cells = dict(self._cells(row))
            faults = _NO_FAULTS
            if row.faults or not headed.issuperset(at):
                faults = self._faults(row, [position for position in at if position not in headed])
            if cells or faults:
                yield Record(row.number, cells, faults, section=section)

    def remarks(self) -> list[LoadError]:
        """What was noticed, the lines that gave no record, and records that are short of cells."""
        left, private, short = {kind: Lines() for kind in _LEFT_OUT}, Lines(), Lines()
        width = max(self.aside.union(self.cut), default=-1) + 1 if self.view.sheet.delimited else 0
        for row in self._rows():
            kind = self.kinds.of(row, filled(row))
            if kind in left:
                left[kind].add(row.number)
            elif kind == "record":
                if not row.faults and next(self._cells(row), None) is None:
                    private.add(row.number)
                if len(row.cells) < width:
                    short.add(row.number)
        told = (remark for kind, code in _LEFT_OUT.items() for remark in left[kind].as_remark(code))
        nothing = private.as_remark("headers.private_lines")
        return [*self.noticed, *told, *nothing, *short.as_remark("headers.short_lines")]

    def _cells(self, row: Row) -> Iterator[tuple[int, str]]:
        """The cells of the columns that are read, contact details cut out, in which anything is left."""
        raw, merged = row.cells, row.merged
        for position, cut in self.cut.items():
            text = raw[position] if position < len(raw) else ""
            if (not text or text.isspace()) and merged:
                text = merged.get(position, "")
            if text and (text := cut(text)):
                yield position, text

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

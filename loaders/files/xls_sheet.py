"""One sheet of an xls file."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from graph.errors import LoadError
from loaders.files.biff import Record, Segments
from loaders.files.cells import Value, line_of, truth_text
from loaders.files.limits import Limits
from loaders.files.sheet import Line, Merge
from loaders.files.workbook import Workbook

_SHARED_TEXT, _TEXT, _RICH_TEXT, _FORMULA, _FORMULA_TEXT = 0xFD, 0x204, 0xD6, 0x06, 0x207
_FLOAT, _PACKED, _SEVERAL_PACKED, _TRUTH_OR_ERROR = 0x203, 0x27E, 0xBD, 0x205
_MERGES, _ROW, _COLUMNS = 0xE5, 0x208, 0x7D
_CELLS = {_SHARED_TEXT, _TEXT, _RICH_TEXT, _FORMULA, _FLOAT, _PACKED, _SEVERAL_PACKED, _TRUTH_OR_ERROR}

_IS_TEXT, _IS_TRUTH, _IS_ERROR = 0, 1, 2
_ROW_HIDDEN, _COLUMN_HIDDEN, _TO_BE_CALCULATED = 0x20, 0x1, 0x2


class SheetReader:
    """Reads a sheet once; merges, hidden lines (of those that say something) and columns are whole at its end."""

    def __init__(self, workbook: Workbook, limits: Limits) -> None:
        self._workbook, self._limits = workbook, limits
        self.merges: list[Merge] = []
        self.hidden_lines: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._hidden: set[int] = set()
        self._cells: dict[int, Value] = {}
        self._formula_at = 0

    def lines(self, records: Iterable[Record]) -> Iterator[Line]:
        """The lines with a filled cell; ValueError where they do not stand in their order, as the format has it."""
        row = 0
        for record in records:
            if record.kind in _CELLS:
                at = _word(record.body, 0)
                if at != row:
                    yield from self._line(row)
                    if at < row:
                        raise ValueError(at)
                    row = at
                self._cells.update(self._read(record))
            elif record.kind == _FORMULA_TEXT:
                text = Segments(record, 2).text(_word(record.body, 0), self._limits.cell_length + 1)
                self._cells[self._formula_at] = text
            else:
                self._note(record)
        yield from self._line(row)

    def _line(self, row: int) -> Iterator[Line]:
        values = {column: value for column, value in self._cells.items() if value != ""}
        self._cells = {}
        if values:
            if row in self._hidden:
                self.hidden_lines.add(row + 1)
            yield line_of(row + 1, values, self._limits)

    def _note(self, record: Record) -> None:
        body = record.body
        if record.kind == _MERGES:
            for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + 8 * _word(body, 0)]):
                self.merges.append(Merge(top + 1, left, bottom + 1, right))
        elif record.kind == _ROW and _word(body, 12) & _ROW_HIDDEN:
            self._hidden.add(_word(body, 0))
        elif record.kind == _COLUMNS and _word(body, 8) & _COLUMN_HIDDEN:
            last = min(_word(body, 2) + 1, self._limits.columns)
            self.hidden_columns.update(range(_word(body, 0), last))

    def _read(self, record: Record) -> Iterator[tuple[int, Value]]:
        """The cells of a record by their columns."""
        kind, body = record.kind, record.body
        column, style = struct.unpack_from("<2xHH", body)
        if kind == _SEVERAL_PACKED:
            for style, packed in struct.iter_unpack("<HI", body[4:-2]):
                yield column, self._workbook.number(unpacked(packed), style)
                column += 1
        elif kind == _SHARED_TEXT:
            yield column, self._workbook.text(struct.unpack_from("<6xI", body)[0])
        elif kind in {_TEXT, _RICH_TEXT}:
            yield column, Segments(record, 8).text(_word(body, 6), self._limits.cell_length + 1)
        elif kind == _TRUTH_OR_ERROR:
            yield column, LoadError("files.error_value") if body[7] else truth_text(body[6])
        elif kind == _FORMULA:
            yield column, self._result(column, style, body)
        else:
            form = "<6xd" if kind == _FLOAT else "<6xI"
            (number,) = struct.unpack_from(form, body)
            yield column, self._workbook.number(number if kind == _FLOAT else unpacked(number), style)

    def _result(self, column: int, style: int, body: bytes) -> Value:
        """The result kept with a formula; programs that did not calculate it leave 0 and a mark."""
        number, flags = struct.unpack_from("<6xdH", body)
        unknown = LoadError("files.formula")
        if body[12:14] != b"\xff\xff":
            return unknown if flags & _TO_BE_CALCULATED and not number else self._workbook.number(number, style)
        kind, value = body[6], body[8]
        if kind == _IS_TEXT:
            self._formula_at = column
            return unknown  # the record that follows holds the text
        if kind == _IS_TRUTH:
            return truth_text(value)
        if kind == _IS_ERROR:
            return LoadError("files.error_value")
        return unknown if flags & _TO_BE_CALCULATED else ""


def unpacked(packed: int) -> float:
    """A number of four bytes: an integer of 30 bits or the first 30 of a float, perhaps in hundredths."""
    if packed & 2:
        number: float = (packed >> 2) - (1 << 30 if packed & 0x80000000 else 0)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return number / 100 if packed & 1 else number


def _word(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")

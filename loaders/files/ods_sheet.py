"""The sheets of an ods file."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.errors import LoadError, UnreadableFile
from loaders.files.cells import Value, line_of, number_text, truth_text
from loaders.files.dates import displayed_text
from loaders.files.limits import Limits
from loaders.files.markup import Attributes
from loaders.files.sheet import Line, Merge

_MOST_ALIKE = 10_000
"""Like lines one after another with something in them: a file of a kilobyte could hold a billion."""
_HIDDEN = frozenset(("collapse", "filter"))
_CELLS = frozenset(("table-cell", "covered-table-cell"))
_APART = frozenset(("annotation", "note", "tracked-changes", "shapes", "ruby-text", "frame", "custom-shape", "g"))
"""Tags whose text is not that of the cell they stand in."""


@dataclass
class Found:
    """A sheet met; its merges, hidden lines (of those that say something) and columns are whole at its end."""

    name: str
    hidden: bool
    merges: list[Merge] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    lines: int = 0
    columns: int = 0


@dataclass
class _Row:
    attributes: dict[str, str]
    cells: dict[int, Value] = field(default_factory=dict)
    columns: int = 0


@dataclass
class _Cell:
    tag: str
    attributes: dict[str, str]
    fails: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0


class ContentReader:
    """Reads the whole document (see markup.feed): `found` are its sheets, `lines` those of the sheet asked for.

    The caller empties `lines` whenever it has taken them.
    """

    def __init__(self, file: str, limits: Limits, asked: int = -1) -> None:
        self._file, self._limits, self._asked = file, limits, asked
        self.found: list[Found] = []
        self.lines: list[Line] = []
        self._style, self._hidden_styles = "", set[str]()
        self._in_table, self._in_paragraph, self._apart = False, False, 0
        self._row: _Row | None = None
        self._cell: _Cell | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag begins."""
        if self._apart or tag in _APART or (tag == "table" and self._in_table):
            self._apart += 1
        elif self._cell:
            self._start_in_cell(tag, attributes)
        elif tag in _CELLS:
            fails = any(name.endswith(" value-type") and value == "error" for name, value in attributes.items())
            self._cell = _Cell(tag, _bare(attributes), fails)
        elif tag == "table-row":
            self._row = _Row(_bare(attributes))
        elif tag == "table-column":
            self._hide_columns(_bare(attributes))
        elif tag == "table":
            found = _bare(attributes)
            self.found.append(Found(found.get("name", ""), found.get("style-name") in self._hidden_styles))
            self._in_table = True
        elif tag == "style":
            self._style = _bare(attributes).get("name", "")
        elif tag == "table-properties" and _bare(attributes).get("display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, tag: str) -> None:
        """A tag ends."""
        if self._apart:
            self._apart -= 1
        elif tag == "p":
            self._in_paragraph = False
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table-row":
            self._end_row()
        elif tag == "table":
            self._in_table = False

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._cell and self._in_paragraph and not self._apart and self._cell.length <= self._limits.cell_length:
            self._cell.pieces.append(text[: self._limits.cell_length + 1])
            self._cell.length += len(text)

    def _start_in_cell(self, tag: str, attributes: Attributes) -> None:
        if tag == "p":
            self._in_paragraph = True
            if self._cell and self._cell.pieces:
                self.text("\n")
        elif tag in {"s", "tab", "line-break"}:
            blanks = min(int(_bare(attributes).get("c", 1)), self._limits.cell_length + 1)
            self.text({"s": " " * blanks, "tab": "\t"}.get(tag, "\n"))

    def _end_cell(self) -> None:
        cell, row, self._cell = self._cell, self._row, None
        if not cell or not row:
            return
        left, times = row.columns, int(cell.attributes.get("number-columns-repeated", 1))
        value = "" if cell.tag == "covered-table-cell" else _value(cell)
        if value != "":
            row.cells.update(dict.fromkeys(range(left, min(left + times, self._limits.columns + 1)), value))
        down, right = (int(cell.attributes.get(f"number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            top = self.found[-1].lines + 1
            self.found[-1].merges.append(Merge(top, left, top + down - 1, left + right - 1))
        row.columns += times

    def _end_row(self) -> None:
        row, found, self._row = self._row, self.found[-1], None
        if not row:
            return
        times = int(row.attributes.get("number-rows-repeated", 1))
        numbers = range(found.lines + 1, found.lines + times + 1)
        found.lines += times
        if not row.cells:
            return
        if times > _MOST_ALIKE:
            raise UnreadableFile("files.bomb", file=self._file)
        if row.attributes.get("visibility") in _HIDDEN:
            found.hidden_lines.update(numbers)
        if self._asked == len(self.found) - 1:
            self.lines.extend(line_of(number, row.cells, self._limits) for number in numbers)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        found, times = self.found[-1], int(attributes.get("number-columns-repeated", 1))
        if attributes.get("visibility") in _HIDDEN:
            last = min(found.columns + times, self._limits.columns)
            found.hidden_columns.update(range(found.columns, last))
        found.columns += times


def _bare(attributes: Attributes) -> dict[str, str]:
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def _value(cell: _Cell) -> Value:
    text, attributes = "".join(cell.pieces), cell.attributes
    kind = attributes.get("value-type", "")
    if cell.fails:
        return LoadError("files.error_value")
    if not kind and not text and "formula" in attributes:
        return LoadError("files.formula")
    if kind == "boolean":
        return truth_text(attributes.get("boolean-value") == "true")
    try:
        if kind == "date":
            return displayed_text(attributes["date-value"], text)
        if kind in {"float", "currency", "percentage"}:
            value = attributes["value"]
            return number_text(int(value) if value.lstrip("-").isdigit() else float(value))
    except (KeyError, ValueError):
        return text or LoadError("files.no_number")
    return attributes.get("string-value", text) if kind == "string" else text

"""docx: the tables of a document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from loaders.files.cells import Value, line_of
from loaders.files.content import Content
from loaders.files.limits import Limits
from loaders.files.markup import attribute, bare
from loaders.files.package import Package
from loaders.files.sheet import Line, Merge, Sheet
from loaders.files.source import Source

_MOST_ABOVE = 5
"""Paragraphs above a table that are taken for its title and what stands under it."""
_LONGEST_NAME = 30
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TRANSPARENT = frozenset(("sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink", "fldSimple", "r", "moveTo"))
"""Tags that stand around text or cells without being anything of their own: form fields, accepted changes, links."""


def read(source: Source, limits: Limits) -> Content:
    """Each table is a sheet: first the paragraphs right above it, a line each, then its rows.

    So the number of a line counts these too. The sheet has the name of the paragraph right above, where it is short,
    else 表1, 表2. Tables within tables are left out.
    """
    package = Package(source, limits)
    body = next(each for each in package.tree(package.main) if bare(each.tag) == "body")
    sheets: list[Sheet] = []
    above: list[str] = []
    for block in _inside(body, {"p", "tbl"}):
        if bare(block.tag) == "p":
            above.append(_text(block))
            continue
        sheets.append(_sheet(block, [text for text in above if text.strip()], len(sheets) + 1, limits))
        above = []
    return Content("docx", tuple(sheets))


def _inside(element: Element, wanted: set[str]) -> Iterator[Element]:
    """The elements wanted, not those within others of them, in the order of the document."""
    for each in element:
        if bare(each.tag) in wanted:
            yield each
        elif bare(each.tag) in _TRANSPARENT:
            yield from _inside(each, wanted)


def _text(paragraph: Element) -> str:
    pieces = _inside(paragraph, {"t", *_BREAKS})
    return "".join((each.text or "") if bare(each.tag) == "t" else _BREAKS[bare(each.tag)] for each in pieces)


def _sheet(table: Element, above: list[str], count: int, limits: Limits) -> Sheet:
    name = above[-1].strip() if above and len(above[-1].strip()) <= _LONGEST_NAME else f"表{count}"
    context = [Line(number, (text,)) for number, text in enumerate(above[-_MOST_ABOVE:], 1)]
    grid = _Grid(len(context))
    rows = [line_of(grid.number, cells, limits) for cells in map(grid.row, _inside(table, {"tr"}))]
    return Sheet(name, lambda: iter([*context, *rows]), grid.merges)


class _Grid:
    """Puts the cells of a table's rows into columns; `number` is the line of the row last read."""

    def __init__(self, above: int) -> None:
        self.number = above
        self._merges: dict[tuple[int, int], Merge] = {}
        self._open: dict[int, tuple[int, int]] = {}

    @property
    def merges(self) -> tuple[Merge, ...]:
        """The cells that reach over several rows or columns."""
        return tuple(each for each in self._merges.values() if each.bottom > each.top or each.right > each.left)

    def row(self, row: Element) -> dict[int, Value]:
        """The texts of the row by column; a cell that goes on from the one above it has none."""
        self.number += 1
        column = int(_property(row, "trPr", "gridBefore", "0"))
        cells: dict[int, Value] = {}
        for cell in _inside(row, {"tc"}):
            span = int(_property(cell, "tcPr", "gridSpan", "1"))
            going_on = _property(cell, "tcPr", "vMerge", "none", "continue")
            if going_on == "continue" and column in self._open:
                place = self._open[column]
                self._merges[place] = self._merges[place]._replace(bottom=self.number)
            else:
                place = self._open[column] = (self.number, column)
                self._merges[place] = Merge(self.number, column, self.number, column + span - 1)
                if text := "\n".join(map(_text, _inside(cell, {"p"}))):
                    cells[column] = text
            if going_on == "none":
                del self._open[column]
            column += span
        return cells


def _property(element: Element, group: str, name: str, absent: str, bare_value: str = "") -> str:
    """A property of a row or cell: its `val`, `bare_value` where it has none, `absent` where it is not given."""
    for properties in element:
        if bare(properties.tag) == group:
            for each in properties:
                if bare(each.tag) == name:
                    return attribute(each, "val") or bare_value
    return absent

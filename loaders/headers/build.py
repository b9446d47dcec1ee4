"""Making a table of a header: its columns, and how their cells are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from graph.errors import LoadError
from loaders.headers.kinds import Kinds
from loaders.headers.levels import Header
from loaders.headers.private import Holding, harmless, harmless_header, holding, named_only
from loaders.headers.serial import serial_position
from loaders.headers.stretch import Stretch
from loaders.headers.table import Column, Table
from loaders.headers.texts import is_ordinal
from loaders.headers.view import Row, View, filled

SAMPLE = 200
CUTS: Mapping[Holding, Callable[[str], str]] = {"none": harmless, "mixed": named_only}


def kinds_beneath(header: Header, context: Sequence[str], rows: Sequence[Row], view: View) -> Kinds:
    """Tells the kinds of the lines beneath a header; which column runs on is seen from the first of them."""
    records = _records(rows[header.last + 1 :], Kinds(header, context, None, view))
    counted = [row for row in records if len(at := filled(row)) > 1 or is_ordinal(row.cells[at[0]])]
    cells = _cells(counted)
    paths = {at: path for at, path in header.paths.items() if at in header.own or at in cells}
    serial = serial_position(paths, cells)
    return Kinds(header, context, serial, view)


def table_beneath(
    header: Header,
    context: tuple[str, ...],
    rows: Sequence[Row],
    end: int | None,
    view: View,
    noticed: Sequence[LoadError],
) -> Table:
    """The table of a header over `rows`, which end before line `end`, or go on to the end of the sheet."""
    kinds = kinds_beneath(header, context, rows, view)
    records = _records(rows[header.last + 1 :], kinds)
    cells = _cells(records)
    columns = {at: named(at, header.paths.get(at, ())) for at in _positions(header, cells, len(records), kinds.serial)}
    held = {at: holding(header.paths.get(at, ()), cells.get(at, ())) for at in columns if at != kinds.serial}
    kept = tuple(columns[at] for at, what in held.items() if what != "contacts")
    cut = {at: CUTS[what] for at, what in held.items() if what != "contacts"}
    return Table(
        sheet=view.sheet.name,
        context=context,
        header_lines=tuple(range(header.top, header.bottom + 1)),
        columns=kept,
        dropped=tuple(columns[at] for at, what in held.items() if what == "contacts"),
        serial=None if kinds.serial is None else columns[kinds.serial],
        doubled=doubled(kept),
        body=Stretch(view, kinds, header.bottom, end, cut, view.unseen.union(columns), tuple(noticed)),
    )


def _records(rows: Sequence[Row], kinds: Kinds) -> list[Row]:
    """The first records among some rows."""
    return list(islice((row for row in rows if kinds.of(row, filled(row)) == "record"), SAMPLE))


def _cells(records: Sequence[Row]) -> dict[int, list[str]]:
    cells: dict[int, list[str]] = {}
    for row in records:
        for at in filled(row):
            cells.setdefault(at, []).append(row.cells[at])
    return cells


def _positions(header: Header, cells: Mapping[int, Sequence[str]], records: int, serial: int | None) -> list[int]:
    """The columns: with a text of their own above them, with cells under a merged one, or usually filled."""
    usual = {at for at, texts in cells.items() if at in header.paths or len(texts) * 2 >= records}
    return sorted(header.own | usual | (set() if serial is None else {serial}))


def doubled(columns: Sequence[Column]) -> tuple[tuple[Column, Column], ...]:
    """Columns of the same path: the first of them with each other one."""
    firsts: dict[tuple[str, ...], Column] = {}
    pairs = [(firsts.setdefault(column.path, column), column) for column in columns if column.path]
    return tuple((first, column) for first, column in pairs if first is not column)


def named(position: int, path: Sequence[str]) -> Column:
    """A column, contact details cut out of its header."""
    return Column(position, tuple(filter(None, map(harmless_header, path))))

"""Finding the tables of a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from graph.errors import LoadError, UnknownLayout
from loaders.files.sheet import Sheet
from loaders.headers.build import table_beneath
from loaders.headers.form_table import form_table
from loaders.headers.forms import Form
from loaders.headers.judge import Judge
from loaders.headers.places import Lines, letters
from loaders.headers.search import Search
from loaders.headers.sides import spans_of
from loaders.headers.table import Table
from loaders.headers.view import Row, View, filled

_BEGINNING = 20_000
_CELLS = 2_000_000


def find_tables(sheet: Sheet, known: Callable[[str], float], *, hidden: bool = False) -> list[Table]:
    """The tables of a sheet in order; none for an empty sheet and for one without a header (see `why_none`).

    `known` says how well the text of a header is known to any mapping: 1.0 in these very words, 0 not at all. With
    `hidden`, hidden lines and columns are read like the others. Headers are looked for in the first 20,000 lines
    (fewer where lines are very wide); the last table goes on to the end of the sheet. Whether a hidden sheet is
    looked at is the caller's to decide.
    """
    view = View(sheet, hidden)
    beginning = _beginning(view)
    judge = Judge(beginning.rows, known)
    noticed = _noticed(view, beginning)
    spans = spans_of(judge)
    if not spans:
        return _tables(view, judge, noticed)
    noticed.append(LoadError("headers.side_by_side", count=len(spans)))
    parts = [View(sheet, hidden, span) for span in spans]
    return [table for part in parts for table in _tables(part, Judge(_beginning(part).rows, known), noticed)]


def why_none(sheet: Sheet) -> UnknownLayout | None:
    """Why `find_tables` found nothing on a sheet; None where nothing stands on it."""
    last = max((line.number for line in islice(sheet.lines(), _BEGINNING)), default=0)
    return UnknownLayout("headers.none", lines=last) if last else None


def _tables(view: View, judge: Judge, noticed: list[LoadError]) -> list[Table]:
    """The tables of the rows of `judge`; what was noticed of the sheet is told with the first."""
    tables: list[Table] = []
    for find in (finds := Search(judge, view).finds()):
        remarks = [
            *(noticed if find is finds[0] else []),
            *Lines(find.not_read).as_remark("headers.not_read"),
            *Lines(find.titles).as_remark("headers.titles"),
        ]
        if isinstance(find.what, Form):
            tables.append(form_table(find.what, find.context, view, remarks))
        else:
            end = None if find is finds[-1] else judge.rows[find.end].number
            tables.append(table_beneath(find.what, find.context, judge.rows[: find.end], end, view, remarks))
    return tables


@dataclass(frozen=True)
class _Beginning:
    """The filled lines that are searched, the numbers of hidden ones, and whether these are all lines of the sheet."""

    rows: list[Row]
    hidden: list[int]
    whole: bool


def _beginning(view: View) -> _Beginning:
    rows: list[Row] = []
    hidden: list[int] = []
    cells = 0
    for row in view.rows():
        if len(rows) == _BEGINNING or cells > _CELLS:
            hidden += sorted(number for number in view.sheet.hidden_lines if number >= row.number and not view.hidden)
            return _Beginning(rows, hidden, False)
        cells += len(row.cells)
        if row.hidden:
            hidden.append(row.number)
        elif filled(row):
            rows.append(row)
    return _Beginning(rows, hidden, True)


def _noticed(view: View, beginning: _Beginning) -> list[LoadError]:
    found = Lines(beginning.hidden).as_remark("headers.hidden_lines")
    if columns := sorted(view.unseen):
        found.append(LoadError("headers.hidden_columns", count=len(columns), columns="、".join(map(letters, columns))))
    if not beginning.whole:
        found.append(LoadError("headers.beginning", lines=beginning.rows[-1].number))
    return found

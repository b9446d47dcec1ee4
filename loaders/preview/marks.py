"""Which cells of a row a word is to be said about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from loaders.office.corrections import Corrections
from loaders.office.fitting import Fit
from loaders.office.mapping import Mapping as OfficeMapping
from loaders.office.mapping import Thing, Value
from loaders.office.rows import Row
from loaders.preview.model import Mark, both
from loaders.refusal import cell_name


@dataclass
class RowMarks:
    """The marks of a row by position, what is said of it as a whole, and whether it is refused in part or whole."""

    cells: dict[int, Mark] = field(default_factory=dict)
    note: Mark | None = None
    refused: bool = False
    whole: bool = False


def refusals_of(row: Row, corrections: Corrections) -> RowMarks:
    """Marks for what was refused of a row, and for the cells that were typed anew."""
    sheet, places = row.sheet.table.sheet, row.record.places
    at = {cell_name(*_place(places, each.position, row.record.line)): each.position for each in row.sheet.table.columns}
    marks = RowMarks()
    for cell, position in at.items():
        if (sheet, cell) in corrections:
            marks.cells[position] = Mark("mended", cell)
    for refusal in row.refused.all():
        message, hint = both(refusal.error)
        mark = Mark("refused", refusal.cell, "", message, hint)
        marks.refused = True
        marks.whole = marks.whole or refusal.whole_row
        if refusal.cell in at:
            marks.cells[at[refusal.cell]] = mark
        else:
            marks.note = mark
    return marks


def _place(places: Mapping[int, tuple[int, int]], position: int, line: int) -> tuple[int, int]:
    stands, column = places.get(position, (line, position))
    return column, stands


def position_behind(fit: Fit, by: str | int, what: str, cells: Mapping[int, str]) -> int | None:
    """The column from which a thing or tie of a row has a property, or "end": the other end of the tie.

    Of several the first that is filled; None where no column says it, or `what` is empty.
    """
    if not what:
        return None
    found = [fit.columns[name].position for name in _columns(fit.mapping, by, what) if name in fit.columns]
    return next((position for position in found if cells.get(position)), next(iter(found), None))


def _columns(mapping: OfficeMapping, by: str | int, what: str) -> Iterator[str]:
    if isinstance(by, str):
        if by in mapping.things:
            thing = mapping.things[by]
            yield from _named(thing.properties[what]) if what in thing.properties else _naming(thing)
        return
    tie = mapping.ties[by]
    if what == "end":
        yield from _naming(mapping.things[tie.end])
    else:
        yield from _named({**tie.properties, "since": tie.since, "until": tie.until}.get(what, []))


def _named(specs: list[Value]) -> Iterator[str]:
    yield from (spec.column for spec in specs if spec.column)


def _naming(thing: Thing) -> Iterator[str]:
    if thing.composed:
        yield from ("batch", "place")
    yield from (name for name in (thing.column, thing.refers) if name)
    yield from (name for key in thing.key for name in key)

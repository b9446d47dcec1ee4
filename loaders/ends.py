"""The things at the ends of a relationship that a row states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders import cells
from loaders.layout import End
from loaders.rows import Reading
from loaders.table import Row


@dataclass(frozen=True, slots=True)
class Found:
    """An end: its id, the column it is from, and whether it follows from another row instead of being named."""

    record: str
    column: str
    inferred: bool = False


def ends(spec: End, reading: Reading, followed: Mapping[str, Mapping[str, Row]]) -> list[Found]:
    """The ends that the row names; where it names none, those that follow from the rows it points at."""
    column = next(iter(cells.columns_of(spec)), "")
    value = cells.value(spec, reading.row.cells, reading.known)
    given = [str(value)] if value is not None and not isinstance(value, list) else value or []
    if spec.named is not None:
        records = [reading.known.named(spec.named, str(name)) for name in given]
        return [Found(record, column) for record in records if record is not None]
    if given:
        return [Found(reading.known.record(str(each)), column) for each in given]
    for follow in spec.otherwise:
        row = followed[follow.file].get(reading.row.cells.get(follow.by, ""))
        if row is not None and row.cells.get(follow.column):
            return [Found(row.cells[follow.column], follow.by, inferred=True)]
    return []

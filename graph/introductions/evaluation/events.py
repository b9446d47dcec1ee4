"""Events of a table: the year, the id, and who took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.errors import LoadError

COLUMNS = ("year", "event_id", "person_ids")
MOST_PEOPLE = 25
"""Who was among more people than that need not have met."""


class Event(NamedTuple):
    """An event; `people` are their ids, each once and in order."""

    year: int
    id: str
    people: tuple[str, ...]


def read_events(file: str, lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Event]:
    """The events of a table: lines with their numbers, the first one the header; people parted by `;`.

    LoadError names the file, the line and the column where a column is missing, a year is none, an id is empty.
    """
    given = iter(lines)
    number, header = next(given, (1, ()))
    names = [each.strip() for each in header]
    for column in COLUMNS:
        if column not in names:
            raise LoadError("evaluate.no_column", file=file, line=number, column=column, columns=" · ".join(names))
    year, id, people = (names.index(column) for column in COLUMNS)
    for number, cells in given:
        texts = [cells[at].strip() if at < len(cells) else "" for at in (year, id, people)]
        for column, text in zip(COLUMNS, texts, strict=True):
            if not text:
                raise LoadError("evaluate.empty", file=file, line=number, column=column)
        if not (texts[0].isascii() and texts[0].isdecimal() and len(texts[0]) == 4):
            raise LoadError("evaluate.bad_year", file=file, line=number, column=COLUMNS[0], value=texts[0])
        yield Event(int(texts[0]), texts[1], tuple(sorted({each.strip() for each in texts[2].split(";")} - {""})))

"""What a found table is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from graph.errors import LoadError


@dataclass(frozen=True)
class Column:
    """A column and the header texts above it, from the top.

    `position` counts from 0 as in the sheet; in a form it is the place of the label among the labels. `path` holds a
    text that stands in several levels once; it is empty for a column with cells but without a header.
    """

    position: int
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The header texts in one: 派出单位/职称 / 派出单位."""
        return " / ".join(self.path)


class Record(NamedTuple):
    """A line of a table: the filled cells of `Table.columns` by position, contact details cut out of them.

    A cell merged over several lines stands in each. `faults` says why nothing can be taken from a cell. `places` is
    for a form, whose cells do not stand in `line` (that of its first label): position → line from 1, column from 0.
    `section` is the numbered heading above it inside the table, without its number: 一、样例县（2人） → 样例县.
    """

    line: int
    cells: Mapping[int, str]
    faults: Mapping[int, LoadError] = {}
    places: Mapping[int, tuple[int, int]] = {}
    section: str = ""


class Body(Protocol):
    """Gives the records beneath a header, or those of a form."""

    def records(self) -> Iterator[Record]: ...

    def remarks(self) -> list[LoadError]: ...


@dataclass(frozen=True)
class Table:
    """A table of a sheet.

    `context` holds the texts above the header: title, 填报单位：…, 填报日期：…; a label and its value in the next cell
    are one text. `columns` are those that records have; not among them are `dropped`, which hold contact details,
    and `serial`, the running number. `doubled` pairs columns of one path, the first of them with each other one.
    A form, with its labels beside the values, has no `header_lines`.
    """

    sheet: str
    context: tuple[str, ...]
    header_lines: tuple[int, ...]
    columns: tuple[Column, ...]
    dropped: tuple[Column, ...]
    serial: Column | None
    doubled: tuple[tuple[Column, Column], ...]
    body: Body = field(repr=False, compare=False)

    def records(self) -> Iterator[Record]:
        """The records, read from the sheet as they are asked for; each call begins anew."""
        return self.body.records()

    def remarks(self) -> list[LoadError]:
        """What was left out and why: known once all records were read, else it takes a pass over the sheet."""
        return self.body.remarks()

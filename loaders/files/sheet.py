"""What every readable file comes to: sheets of lines of cell texts, whatever its format was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from graph.errors import LoadError
from loaders.files.meter import Meter


class Line(NamedTuple):
    """A line of a sheet: its number from 1, as a spreadsheet or an editor shows it, and the text of each cell.

    An empty cell is "". `faults` says of a cell (by its column, from 0) why nothing can be taken from it: it held a
    formula without a result, an error value, more text than a cell may; its text is then "".
    """

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, LoadError] = {}


class Merge(NamedTuple):
    """A rectangle of cells joined to one: lines from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file; a text file is one sheet without a name.

    `lines` may be called again and again, each time from the beginning; lines without a filled cell are left out.
    A date is written as fine as its cell shows it (2019-08 for a cell shown as 2019年8月). `delimited`: each line says
    itself how many cells it has, so one that is short of some lacks delimiters. `meter` tells how far it is read, where
    that is known.
    """

    name: str
    lines: Callable[[], Iterator[Line]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_lines: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    delimited: bool = False
    meter: Meter | None = None


@dataclass(frozen=True)
class OfficeFile:
    """An opened file. `encoding` is that of a text file, else ""; `notes` tell what a person should know of it."""

    path: Path
    name: str
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
    notes: tuple[LoadError, ...] = field(default=())

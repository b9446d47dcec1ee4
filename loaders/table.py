"""Reading a csv file row by row, each row with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph import contacts
from graph.errors import UnreadableFile
from loaders.refusal import cell_name

csv.field_size_limit(16 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its line (from 1, the header's is 1) and its cells by column, blanks at the ends gone."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A csv file whose first line names the columns. Columns of contact details are never read: see `dropped`."""

    path: Path
    name: str
    columns: tuple[str, ...]
    dropped: tuple[str, ...]
    encoding: str

    def rows(self) -> Iterator[Row]:
        """The rows in the file's order, those without a filled cell left out; UnreadableFile where it breaks off."""
        with self.path.open(encoding=self.encoding, newline="") as stream:
            reader = csv.reader(stream, strict=True)
            next(reader, None)
            line = reader.line_num + 1
            kept = [(position, name) for position, name in enumerate(self.columns) if name not in self.dropped]
            for cells in _guarded(reader, self.name):
                if len(cells) > len(self.columns):
                    raise UnreadableFile(
                        "loaders.too_many_cells", file=self.name, line=line, cells=len(cells), columns=len(self.columns)
                    )
                values = {name: cells[position].strip() for position, name in kept if position < len(cells)}
                if any(values.values()):
                    yield Row(line, values)
                line = reader.line_num + 1

    def cell(self, column: str, line: int) -> str:
        """The cell's name as sheets write it."""
        return cell_name(self.columns.index(column), line) if column in self.columns else ""


def open_table(path: Path, name: str | None = None, encoding: str = "utf-8-sig") -> Table:
    """The file's columns; UnreadableFile where it cannot be opened or decoded, is empty, or names a column twice."""
    name = name or path.name
    try:
        with path.open(encoding=encoding, newline="") as stream:
            header = next(_guarded(csv.reader(stream, strict=True), name), None)
    except OSError as error:
        raise UnreadableFile("loaders.cannot_open", file=name, reason=error.strerror or "") from error
    columns = tuple(column.strip() for column in header or ())
    if not any(columns):
        raise UnreadableFile("loaders.empty_file", file=name)
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise UnreadableFile("loaders.column_twice", file=name, columns=" · ".join(twice))
    return Table(path, name, columns, tuple(column for column in columns if contacts.in_name(column)), encoding)


def _guarded(reader: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    """The rows of the reader, its failures said in our words."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            raise UnreadableFile("loaders.not_utf8", file=name, position=error.start) from error
        except csv.Error as error:
            line = getattr(reader, "line_num", 0)
            raise UnreadableFile("loaders.broken_csv", file=name, line=line, reason=str(error)) from error
        yield cells

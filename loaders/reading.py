"""A folder read as its layout says: claims, what was refused, what was ignored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from graph.errors import LoadError, UnreadableFile
from graph.ledger.claims import Claim, NodeClaim, Value
from graph.progress import Progress, Steps
from graph.schema import load_schema
from loaders import cells
from loaders.known import Elsewhere, Known
from loaders.layout import Cell, File, Layout
from loaders.nodes import NodeReader
from loaders.refusal import Ignored, Refusal
from loaders.report import Recognised
from loaders.rows import Reading, Refusals
from loaders.table import Row, Table, open_table
from loaders.ties import relationships


@dataclass
class FolderReading:
    """The folder's tables, opened; `claims()` reads them, after which `refused` is complete."""

    layout: Layout
    folder: Path
    known: Known
    refusals: Refusals = field(default_factory=Refusals)
    ignored: list[Ignored] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """The files that are read."""
        return [table.path for table in self.tables.values()]

    @property
    def recognised(self) -> list[Recognised]:
        """A folder's layout says of every file what it is."""
        return []

    @property
    def refused(self) -> list[Refusal]:
        """What was refused so far."""
        return self.refusals.all()

    def claims(self, progress: Progress | None = None) -> Iterator[Claim]:
        """Every node of every file, in the layout's order, then every relationship. May be read once."""
        reading = Steps(progress, "reading")
        for claim in self._claims():
            yield claim
            reading.one()
        reading.end()

    def _claims(self) -> Iterator[Claim]:
        yield from self._source_claims()
        schema, followed = load_schema(), self._followed()
        readers: dict[int, NodeReader] = {}
        present = [(number, file) for number, file in enumerate(self.layout.files) if file.file in self.tables]
        for number, file in present:
            if file.node is None:
                continue
            reader = readers[number] = NodeReader(file, file.node, schema, followed, reference=self.layout.reference)
            for row in reader.in_order(self._rows(file)):
                claim = reader.read(self._reading(file, row))
                if claim is not None:
                    yield claim
        for number, file in present:
            if not file.relationships:
                continue
            found = readers.get(number)
            for row in self._rows(file):
                if found is None or row.line in found.records:
                    record = found.records[row.line] if found else None
                    yield from relationships(file.relationships, self._reading(file, row), record, schema, followed)

    def _rows(self, file: File) -> Iterator[Row]:
        rows = self.tables[file.file].rows()
        return (row for row in rows if row.cells.get(file.filled)) if file.filled else rows

    def _reading(self, file: File, row: Row) -> Reading:
        return Reading(file, self.tables[file.file], row, self.known, self.refusals)

    def _source_claims(self) -> Iterator[Claim]:
        """The sources that the layout itself names."""
        schema = load_schema()
        for record, properties in self.layout.sources.items():
            cleaned = cast(dict[str, Value], schema.check_node("Source", properties))
            date = str(cleaned.get("date", ""))
            self.known.add(record, "Source", str(cleaned.get("name", "")), date)
            yield NodeClaim(record, "Source", cleaned, observed=date or None)

    def _followed(self) -> dict[str, dict[str, Row]]:
        """The rows, by id, of the files that rows of others are followed into."""
        wanted = {
            follow.file
            for file in self.layout.files
            for each in file.relationships
            for end in (each.start, each.end)
            if end
            for follow in end.otherwise
        }
        wanted |= {file.node.match.file for file in self.layout.files if file.node and file.node.match}
        return {name: self._by_id(name) for name in wanted}

    def _by_id(self, name: str) -> dict[str, Row]:
        file = self.layout.file(name)
        if file is None or file.node is None or name not in self.tables:
            return {}
        column = file.node.id.column or ""
        return {row.cells[column]: row for row in self.tables[name].rows() if row.cells.get(column)}


def open_folder(layout: Layout, folder: Path, elsewhere: Elsewhere | None = None) -> FolderReading:
    """Opens every file that the layout knows; UnreadableFile where one cannot be read or lacks a needed column."""
    reading = FolderReading(layout, folder, Known(elsewhere))
    for file in layout.files:
        path = folder / file.file
        if path.is_file() and file.file not in reading.tables:
            reading.tables[file.file] = open_table(path, file.file, file.encoding)
    for name, table in reading.tables.items():
        entries = [file for file in layout.files if file.file == name]
        _need_columns(table, entries)
        reading.ignored += _unread(table, entries)
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in reading.tables and name != layout.manifest and not path.name.startswith("."):
            reading.ignored.append(Ignored(name, "", LoadError("loaders.ignored_file", file=name)))
    return reading


def _need_columns(table: Table, entries: list[File]) -> None:
    for file in entries:
        for column in _needed(file):
            if column not in table.columns:
                known = " · ".join(table.columns)
                raise UnreadableFile("loaders.no_column", file=table.name, column=column, known=known)


def _needed(file: File) -> Iterator[str]:
    """The columns without which no row can be read: of ids and classes, and of the ends of a file of relationships."""
    if file.node is not None:
        yield from cells.columns_of(file.node.id)
        if file.node.label_column:
            yield file.node.label_column
        return
    for relationship in file.relationships:
        for spec in (relationship.type, relationship.start, relationship.end):
            if isinstance(spec, Cell):
                yield from cells.columns_of(spec)


def _unread(table: Table, entries: list[File]) -> Iterator[Ignored]:
    """Columns that hold contact details, and columns that the layout does not know."""
    read = {column for file in entries for column in _columns(file)}
    for column in table.columns:
        if column in table.dropped:
            yield Ignored(table.name, column, LoadError("loaders.contact_column", file=table.name, column=column))
        elif column and column not in read:
            yield Ignored(table.name, column, LoadError("loaders.unknown_column", file=table.name, column=column))


def _columns(file: File) -> Iterator[str]:
    """Every column that the layout reads or leaves out on purpose."""
    yield from [*file.unread, *([file.filled] if file.filled else [])]
    specs: list[Cell | None] = [file.sources, file.observed]
    if file.node is not None:
        specs += [file.node.id, *file.node.made.values(), *file.node.properties.values()]
        yield from [*file.node.key, *file.node.prefer, *([file.node.label_column] if file.node.label_column else [])]
        if file.node.match is not None:
            specs += file.node.match.where.values()
        if file.node.join is not None:
            specs.append(file.node.join.parent)
        if file.node.same_as is not None:
            specs.append(file.node.same_as.record)
            yield from file.node.same_as.when
    for each in file.relationships:
        specs += [each.start, each.end, each.since, each.until, *each.properties.values()]
        specs += [each.type] if isinstance(each.type, Cell) else []
        yield from (follow.by for end in (each.start, each.end) if end for follow in end.otherwise)
    for spec in specs:
        if spec is not None:
            yield from cells.columns_of(spec)

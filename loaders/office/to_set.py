"""The tables of a file as they are laid before whoever sets their columns by hand: samples, readings, reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph.errors import LoadError
from graph.schema import Text
from loaders.files.open import open_file
from loaders.headers import Column, Record, Table
from loaders.office.assumed import tables_of
from loaders.office.catalogue import Catalogue
from loaders.office.custom import origin
from loaders.office.draft_notes import DraftNotes
from loaders.office.fitting import best_fit, fit_of
from loaders.office.guesses import Guessed, Looked, look, taken
from loaders.office.mapping import Mapping
from loaders.office.suggest import best_drafted
from loaders.office.wishes import Wishes

_ROWS = 12
_SAMPLES = 3
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ColumnToSet:
    """A column by its position, with some of its values and why it is taken for what, where that is guessed."""

    position: int
    path: tuple[str, ...]
    samples: tuple[str, ...]
    reason: Text | None = None

    @property
    def header(self) -> str:
        """The header texts in one."""
        return Column(self.position, self.path).name


@dataclass(frozen=True, slots=True)
class TableToSet:
    """A table: how it is read now, and all that is needed to read it otherwise without opening the file again.

    `mapping` is the one that reads it, "" where none does; `kind` the kind of roster that one is of, or the likeliest.
    `read` holds by position the columns that are read, or guessed to be. `columns` are those that may be set: not among
    them are columns of contact details, such without a header, and those that stand a second time. `every` and `again`
    are those of the table itself, `rows` its first rows.
    """

    sheet: str
    mapping: str
    kind: str
    read: MappingOf[int, str]
    columns: tuple[ColumnToSet, ...]
    every: tuple[tuple[int, tuple[str, ...]], ...]
    again: tuple[tuple[int, int], ...]
    rows: tuple[MappingOf[int, str], ...]

    def table(self) -> Table:
        """The table as far as it is known here: its first rows are all it has."""
        columns = {position: Column(position, path) for position, path in self.every}
        again = tuple((columns[first], columns[second]) for first, second in self.again)
        return Table(self.sheet, (), (1,), tuple(columns.values()), (), None, again, _Rows(self.rows))

    def read_as(self, kind: Mapping) -> dict[int, str]:
        """What its columns would be read as, or are guessed to be, as a roster of another kind."""
        table = self.table()
        fit = fit_of(table, kind)
        return _by_position(fit.columns if fit else taken(look(table), kind).columns)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The first rows of a table in the place of its body."""

    rows: tuple[MappingOf[int, str], ...]

    def records(self) -> Iterator[Record]:
        return (Record(at, cells) for at, cells in enumerate(self.rows, 2))

    def remarks(self) -> list[LoadError]:
        return []


def tables_to_set(path: Path, wishes: Wishes | None = None) -> list[TableToSet]:
    """The tables of a file, those with unknown headers too; where a mapping is wished for, all as rosters of that kind.

    UnreadableFile as `open_file`.
    """
    wishes = wishes or Wishes()
    catalogue, hidden = wishes.catalogue, wishes.hidden
    sheets = [sheet for sheet in open_file(path).sheets if hidden or not sheet.hidden]
    candidates = (catalogue.named(wishes.mapping),) if wishes.mapping else catalogue.mappings
    return [
        _to_set(table, catalogue, candidates)
        for sheet in sheets
        for table in tables_of(sheet, catalogue.known, hidden=hidden)
    ]


def _to_set(table: Table, catalogue: Catalogue, candidates: Collection[Mapping]) -> TableToSet:
    rows = tuple(
        {at: text[:_LONGEST] for at, text in record.cells.items()} for record in islice(table.records(), _ROWS)
    )
    fit = best_fit(table, candidates, catalogue.own)
    looked = look(table)
    reasons: dict[int, Text] = {}
    if fit is None:
        kind, found = _likeliest(
            looked, {(whole := origin(each, catalogue)).name: whole for each in candidates}.values()
        )
        read, reasons = found.columns, _reasons(looked, kind, found)
    else:
        kind, read = origin(fit.mapping, catalogue), dict(fit.columns)
    return TableToSet(
        table.sheet,
        fit.mapping.name if fit else "",
        kind.name,
        _by_position(read),
        tuple(
            ColumnToSet(each.position, each.path, _samples(rows, each.position), reasons.get(each.position))
            for each in looked.columns
        ),
        tuple((each.position, each.path) for each in table.columns),
        tuple((first.position, second.position) for first, second in table.doubled),
        rows,
    )


def _likeliest(looked: Looked, kinds: Collection[Mapping]) -> tuple[Mapping, Guessed]:
    """The kind of roster that a table is most likely to be, and what its columns then are; it may want others."""
    drafted = best_drafted(looked, kinds)
    if drafted is not None:
        return drafted.base, drafted.found
    return max(((kind, taken(looked, kind)) for kind in kinds), key=lambda each: each[1].score)


def _reasons(looked: Looked, kind: Mapping, found: Guessed) -> dict[int, Text]:
    """Why each column is taken for what it is, and what stands in those that are left."""
    zh, en = DraftNotes(looked, kind, found, "zh"), DraftNotes(looked, kind, found, "en")
    reasons = {column.position: Text(zh=zh.holds(column), en=en.holds(column)) for column in looked.columns}
    return reasons | {column.position: Text(zh=zh.why(name), en=en.why(name)) for name, column in found.columns.items()}


def _samples(rows: Collection[MappingOf[int, str]], position: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[position] for row in rows if row.get(position)))[:_SAMPLES]


def _by_position(columns: MappingOf[str, Column]) -> dict[int, str]:
    return {column.position: name for name, column in columns.items()}

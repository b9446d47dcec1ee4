"""A record of a table, read as its mapping says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias, cast

from graph.errors import LoadError, QianxianError, SchemaError
from graph.ledger.claims import Origin, Value
from graph.schema import load_schema
from graph.values import PartialDate
from loaders.headers import Column, Record, Table
from loaders.office.cells import Read, read
from loaders.office.fitting import Fit
from loaders.office.mapping import Column as ColumnSpec
from loaders.office.mapping import Thing, Tie
from loaders.office.mapping import Value as ValueSpec
from loaders.office.remembered import Remembered
from loaders.office.told import told_in
from loaders.refusal import Refusal, cell_name, shown
from loaders.rows import Refusals

_TITLE = -1
_SINCE = ValueSpec(column="since", of="since")
_UNTIL = ValueSpec(column="until", of="until")

Checked: TypeAlias = tuple[Mapping[str, Value], Mapping[str, str]]
"""Properties as the model takes them, and of those that the source words otherwise its wording."""


class ReadColumn:
    """A column of a table that its mapping reads, by the name that it has there; the same text is read once."""

    def __init__(self, name: str, column: Column, spec: ColumnSpec) -> None:
        self.name, self.position = name, column.position
        self._column, self._spec = column, spec
        self._known = Remembered[str, Read | None]()

    def read(self, text: str) -> Read | None:
        """What a cell says, as `cells.read`."""
        if text in self._known:
            return self._known[text]
        return self._known.keep(text, read(self._spec, text, self.position, self._column.name))


@dataclass(frozen=True)
class Sheet:
    """A table that is to be read: where it stands, its mapping, and what its title says for every row."""

    file: str
    table: Table
    fit: Fit
    told: Mapping[str, Read] = field(default_factory=dict)
    _sections: dict[str, Mapping[str, Read]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def said(self) -> frozenset[str]:
        """The columns of the mapping of which a row may have a value: its own, and what is told above it."""
        told = (name for name, column in self.fit.mapping.columns.items() if column.told)
        return frozenset((*self.fit.columns, *self.told, *told))

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """The things of the mapping that a row may speak of."""
        return {name: thing for name, thing in self.fit.mapping.things.items() if thing.possible(self.said)}

    @cached_property
    def ties(self) -> tuple[tuple[int, Tie], ...]:
        """The ties of the mapping that a row may state, by their numbers."""
        ties = enumerate(self.fit.mapping.ties)
        return tuple((number, tie) for number, tie in ties if tie.start in self.things and tie.end in self.things)

    @cached_property
    def within(self) -> tuple[tuple[str, str], ...]:
        """The things that a row may place within another, each with that one."""
        return tuple((name, thing.within) for name, thing in self.things.items() if thing.within)

    @cached_property
    def columns(self) -> tuple[ReadColumn, ...]:
        """The columns that the mapping reads."""
        specs = self.fit.mapping.columns
        return tuple(ReadColumn(name, column, specs[name]) for name, column in self.fit.columns.items())

    @cached_property
    def naming(self) -> tuple[ReadColumn, ...]:
        """The columns by which things are named: all that is needed to tell namesakes apart."""
        specs = self.fit.mapping.columns
        keys = (name for thing in self.things.values() for key in thing.key for name in key)
        named = {name for name in self.fit.columns if specs[name].names or specs[name].reads == "batch"}
        refers = (thing.refers for thing in self.things.values() if thing.refers)
        wanted = {*named, *keys, *refers}
        return tuple(column for column in self.columns if column.name in wanted)

    def told_above(self, section: str) -> Mapping[str, Read]:
        """What the title says for every row, and the heading of a section for the rows beneath it."""
        if not section:
            return self.told
        if section not in self._sections:
            missing = set(self.fit.mapping.columns).difference(self.fit.columns)
            self._sections[section] = {**self.told, **told_in(section, self.fit.mapping, missing)}
        return self._sections[section]


class Row:
    """The values of one record; cells that cannot be read are refused once and are missing here.

    With `columns` no others of the sheet are read.
    """

    def __init__(
        self, sheet: Sheet, record: Record, refusals: Refusals, columns: Sequence[ReadColumn] | None = None
    ) -> None:
        self.sheet = sheet
        self.record = record
        self._refusals = refusals
        self.faults: dict[int, LoadError] = {}
        """By column, why its cell could not be read."""
        self.refused = Refusals()
        """What of this row is refused."""
        self.values = self._read(sheet.columns if columns is None else columns)

    @cached_property
    def origin(self) -> Origin:
        """Where the record stands."""
        return Origin(self.sheet.file, self.sheet.table.sheet, self.record.line)

    def _read(self, columns: Sequence[ReadColumn]) -> dict[str, Read]:
        values = dict(self.sheet.told_above(self.record.section))
        cells, faults = self.record.cells, self.record.faults
        for column in columns:
            try:
                if faults and column.position in faults:
                    raise faults[column.position]
                found = column.read(cells.get(column.position, ""))
            except LoadError as error:
                self.faults[column.position] = error
                self.refuse(error, column.position)
                continue
            if found is not None:
                values[column.name] = found
        if faults:
            headed = {column.position for column in self.sheet.table.columns}
            for position in faults.keys() - headed:
                self.refuse(faults[position], position)
        for began, ended in self.sheet.fit.mapping.periods:
            self._check_period(values, began, ended)
        return values

    def _check_period(self, values: dict[str, Read], began: str, ended: str) -> None:
        """Takes a beginning and an end out where they contradict each other."""
        since = str(values[began].part(_SINCE)) if began in values else ""
        until = str(values[ended].part(_UNTIL)) if ended in values else ""
        if since and until and PartialDate.parse(until).latest < PartialDate.parse(since).earliest:
            error = LoadError("office.ends_first", since=since, until=until)
            for name in (began, ended):
                self.refuse(error, values.pop(name).column)

    def given(self, specs: Mapping[str, list[ValueSpec]]) -> dict[str, tuple[object, Read | None]]:
        """What the row gives each property, and the cell it is from."""
        found = {name: self._first(several) for name, several in specs.items()}
        return {name: each for name, each in found.items() if each is not None}

    def _first(self, several: list[ValueSpec]) -> tuple[object, Read | None] | None:
        for spec in several:
            if spec.without in self.sheet.fit.columns:
                continue
            found = self.values.get(spec.column) if spec.column else None
            value = spec.literal if spec.column is None else found.part(spec) if found else None
            if value is not None and value != "" and value != []:
                return value, found
        return None

    def checked(
        self, given: Mapping[str, tuple[object, Read | None]], type: str, ends: tuple[str, str] | None = None
    ) -> Checked | None:
        """The values as the model takes them, and the source's wording where it differs; `ends`: of a relationship.

        A value that the model refuses is left out and its cell refused; None where nothing can stand without it.
        """
        kept = {name: value for name, (value, _) in given.items()}
        while True:
            try:
                cleaned = cast(dict[str, Value], _check(type, ends, kept))
                break
            except SchemaError as error:
                name = str(error.details.get("property", ""))
                cell = given[name][1] if name in given else None
                self.refuse(error, cell.column if cell else _TITLE, type, whole_row=name not in kept)
                if name not in kept:
                    return None
                del kept[name]
        wordings = {
            name: cell.text
            for name, (_, cell) in given.items()
            if cell and name in cleaned and str(cleaned[name]) != cell.text and not isinstance(cleaned[name], list)
        }
        return cleaned, wordings

    def refuse(self, error: QianxianError, column: int, type: str = "", *, whole_row: bool = False) -> None:
        """Notes that a cell, or the row for it, is not taken."""
        columns = {each.position: each.name for each in self.sheet.table.columns}
        line = self.record.line
        stands, at = self.record.places.get(column, (line, column))
        refusal = Refusal(
            error,
            file=self.sheet.file,
            line=line,
            column=columns.get(column, ""),
            cell=cell_name(at, stands) if column >= 0 else "",
            value=shown(self.record.cells.get(column, ""), error),
            sheet=self.sheet.table.sheet,
            whole_row=whole_row,
            type=type,
        )
        self.refused.add(refusal)
        self._refusals.add(refusal)


def _check(type: str, ends: tuple[str, str] | None, properties: Mapping[str, object]) -> Mapping[str, object]:
    schema = load_schema()
    return schema.check_relationship(type, *ends, properties) if ends else schema.check_node(type, properties)

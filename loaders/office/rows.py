"""A record of a table, read as its mapping says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from graph.errors import LoadError, QianxianError, SchemaError
from graph.ledger.claims import Origin, Value
from graph.values import PartialDate
from loaders.headers import Record, Table
from loaders.office.cells import Read, read
from loaders.office.fitting import Fit
from loaders.office.mapping import Value as ValueSpec
from loaders.office.told import told_in
from loaders.refusal import Refusal, cell_name, shown
from loaders.rows import Refusals

_TITLE = -1
_SINCE = ValueSpec(column="since", of="since")
_UNTIL = ValueSpec(column="until", of="until")


@dataclass(frozen=True)
class Sheet:
    """A table that is to be read: where it stands, its mapping, and what its title says for every row."""

    file: str
    table: Table
    fit: Fit
    told: Mapping[str, Read] = field(default_factory=dict)


class Row:
    """The values of one record; cells that cannot be read are refused once and are missing here."""

    def __init__(self, sheet: Sheet, record: Record, refusals: Refusals) -> None:
        self.sheet = sheet
        self.record = record
        self._refusals = refusals
        self.faults: dict[int, LoadError] = {}
        """By column, why its cell could not be read."""
        self.refused = Refusals()
        """What of this row is refused."""
        self.values = self._read()

    @property
    def origin(self) -> Origin:
        """Where the record stands."""
        return Origin(self.sheet.file, self.sheet.table.sheet, self.record.line)

    def _read(self) -> dict[str, Read]:
        values = {**self.sheet.told, **self._told_above()}
        for name, column in self.sheet.fit.columns.items():
            fault = self.record.faults.get(column.position)
            text = self.record.cells.get(column.position, "")
            try:
                if fault is not None:
                    raise fault
                found = read(self.sheet.fit.mapping.columns[name], text, column.position, column.name)
            except LoadError as error:
                self.faults[column.position] = error
                self.refuse(error, column.position)
                continue
            if found is not None:
                values[name] = found
        headed = {column.position for column in self.sheet.table.columns}
        for position, fault in self.record.faults.items():
            if position not in headed:
                self.refuse(fault, position)
        for began, ended in self.sheet.fit.mapping.periods:
            self._check_period(values, began, ended)
        return values

    def _told_above(self) -> Mapping[str, Read]:
        """What the heading of the record's section says."""
        fit = self.sheet.fit
        if not self.record.section:
            return {}
        return told_in(self.record.section, fit.mapping, set(fit.mapping.columns).difference(fit.columns))

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
        self,
        given: Mapping[str, tuple[object, Read | None]],
        type: str,
        check: Callable[[Mapping[str, object]], Mapping[str, object]],
    ) -> tuple[dict[str, Value], dict[str, str]] | None:
        """The values as the model takes them, and the source's wording where it differs.

        A value that the model refuses is left out and its cell refused; None where nothing can stand without it.
        """
        kept = {name: value for name, (value, _) in given.items()}
        while True:
            try:
                cleaned = cast(dict[str, Value], dict(check(kept)))
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

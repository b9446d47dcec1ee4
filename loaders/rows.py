"""One row being read: its values, its sources, its day, and what of it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from graph.errors import LoadError, QianxianError, SchemaError
from graph.ledger.claims import Origin, Scalar, Value
from graph.values import PartialDate
from loaders import cells
from loaders.known import Known
from loaders.layout import Cell, File
from loaders.refusal import Refusal, shown
from loaders.table import Row, Table


class Refusals:
    """What was refused, once for each cell, in the order of the files."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, int, str], Refusal] = {}

    def add(self, refusal: Refusal) -> None:
        """Keeps the first word about a cell, but a refused row outweighs a refused cell."""
        place = (refusal.file, refusal.sheet, refusal.line, refusal.column)
        if place not in self._found or (refusal.whole_row and not self._found[place].whole_row):
            self._found[place] = refusal

    def __len__(self) -> int:
        return len(self._found)

    def all(self) -> list[Refusal]:
        """Everything refused."""
        return list(self._found.values())


@dataclass(frozen=True, slots=True)
class Given:
    """A value that a row gives a property, and the column it is from."""

    value: Scalar | list[str]
    column: str
    text: str


@dataclass(frozen=True)
class Reading:
    """A row with everything needed to read it."""

    file: File
    table: Table
    row: Row
    known: Known
    refusals: Refusals

    @property
    def origin(self) -> Origin:
        """Where the row stands."""
        return Origin(self.table.name, "", self.row.line)

    def value(self, spec: Cell, type: str) -> Given | None:
        """What the row gives there; a cell that cannot be read is refused and gives nothing."""
        if spec.plain and spec.column is not None:
            text = self.row.cells.get(spec.column)
            return Given(text, spec.column, text) if text else None
        try:
            value = cells.value(spec, self.row.cells, self.known)
        except LoadError as error:
            self.refuse(error, cells.columns_of(spec)[0], type)
            return None
        if value is None or value == []:
            return None
        column = next(iter(cells.columns_of(spec)), "")
        return Given(value, column, self.row.cells.get(column, "") if spec.column and not spec.patterns else "")

    def properties(self, specs: Mapping[str, Cell], type: str) -> dict[str, Given]:
        """What the row gives each property."""
        given: dict[str, Given] = {}
        for name, spec in specs.items():
            if (spec.beside is not None and spec.beside not in given) or (spec.types and type not in spec.types):
                continue
            found = self.value(spec, type)
            if found is not None:
                given[name] = found
        return given

    def checked(
        self, given: Mapping[str, Given], type: str, check: Callable[[Mapping[str, object]], Mapping[str, object]]
    ) -> dict[str, Value] | None:
        """The values as the model takes them: bad cells refused, or None with the row refused where it cannot stand."""
        kept, bad = dict(given), dict[str, SchemaError]()
        while True:
            try:
                cleaned = cast(dict[str, Value], check({name: each.value for name, each in kept.items()}))
            except SchemaError as error:
                name = str(error.details.get("property", ""))
                if name not in kept:
                    self._refuse_row_for(name, bad, error, given, type)
                    return None
                bad[name] = error
                del kept[name]
                continue
            for name, fault in bad.items():
                self.refuse(fault, given[name].column, type)
            return cleaned

    def _refuse_row_for(
        self, name: str, bad: Mapping[str, SchemaError], error: SchemaError, given: Mapping[str, Given], type: str
    ) -> None:
        if name in bad:
            self.refuse(bad[name], given[name].column, type, whole_row=True)
        else:
            self.refuse(error, "", type, whole_row=True)

    def refuse(self, error: QianxianError, column: str, type: str, *, whole_row: bool = False) -> None:
        """Notes that a cell, or the row for it, is not taken."""
        text = self.row.cells.get(column, "")
        line = self.row.line
        self.refusals.add(
            Refusal(
                error,
                file=self.table.name,
                line=line,
                column=column,
                cell=self.table.cell(column, line),
                value=shown(text, error),
                whole_row=whole_row,
                type=type,
            )
        )

    def sources(self, type: str) -> tuple[str, ...]:
        """The ids of the sources of the row; unknown ones are refused."""
        found = self.value(self.file.sources, type) if self.file.sources else None
        if found is None:
            return ()
        named = tuple(found.value) if isinstance(found.value, list) else (str(found.value),)
        known = tuple(source for source in named if self.known.label(source) == "Source")
        for source in named if len(known) < len(named) else ():
            if source not in known:
                self.refuse(LoadError("loaders.unknown_source", id=source), found.column, type)
        return known

    def observed(self, sources: tuple[str, ...], type: str) -> Given | None:
        """The day on which the row was last seen true: its own, else the latest of its sources; not yet checked."""
        found = self.value(self.file.observed, type) if self.file.observed else None
        if found is None and self.file.observed_by_source:
            date = self.known.latest_date(sources)
            return Given(date, "", "") if date else None
        return found

    def day(self, found: Given | None, type: str) -> str | None:
        """A date found in the row; what is none is refused."""
        if found is None:
            return None
        try:
            return PartialDate.parse(str(found.value)).text
        except SchemaError as error:
            self.refuse(error, found.column, type)
            return None


def originals(given: Mapping[str, Given], cleaned: Mapping[str, Value]) -> dict[str, str]:
    """The source's own wording wherever the value taken is written differently."""
    return {
        name: each.text
        for name, each in given.items()
        if each.text and name in cleaned and not isinstance(each.value, list) and str(cleaned[name]) != each.text
    }

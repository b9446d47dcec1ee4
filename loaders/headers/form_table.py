"""Making a table of forms: a column for each label, a record for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import LoadError
from loaders.headers.build import CUTS, doubled, named
from loaders.headers.forms import Entry, Form, Slot
from loaders.headers.private import Holding, holding
from loaders.headers.table import Record, Table
from loaders.headers.view import View


@dataclass(frozen=True)
class FormBody:
    """The records of forms, which are read whole."""

    found: tuple[Record, ...]
    noticed: tuple[LoadError, ...]

    def records(self) -> Iterator[Record]:
        """One record for each form, or for each column of values."""
        return iter(self.found)

    def remarks(self) -> list[LoadError]:
        """What was noticed."""
        return list(self.noticed)


def form_table(form: Form, context: tuple[str, ...], view: View, noticed: Sequence[LoadError]) -> Table:
    """The table of forms; the position of a column is the place of its label among the labels."""
    held = {slot: holding(slot[0], _texts(form.entries, slot)) for slot in form.slots}
    columns = {slot: named(at, slot[0]) for at, slot in enumerate(form.slots)}
    kept = tuple(columns[slot] for slot, what in held.items() if what != "contacts")
    records = (_record(entry, {slot: (columns[slot].position, held[slot]) for slot in held}) for entry in form.entries)
    return Table(
        sheet=view.sheet.name,
        context=context,
        header_lines=(),
        columns=kept,
        dropped=tuple(columns[slot] for slot, what in held.items() if what == "contacts"),
        serial=None,
        doubled=doubled(kept),
        body=FormBody(tuple(record for record in records if record.cells or record.faults), tuple(noticed)),
    )


def _texts(entries: Sequence[Entry], slot: Slot) -> list[str]:
    return [value.found for entry in entries for value in entry.values.get(slot, ()) if isinstance(value.found, str)]


def _record(entry: Entry, columns: dict[Slot, tuple[int, Holding]]) -> Record:
    """What an entry says; values in several cells beside one label are one text."""
    cells, faults, places = dict[int, str](), dict[int, LoadError](), dict[int, tuple[int, int]]()
    for slot, values in entry.values.items():
        position, what = columns[slot]
        if what == "contacts":
            continue
        places[position] = values[0].line, values[0].column
        if wrong := [value.found for value in values if isinstance(value.found, LoadError)]:
            faults[position] = wrong[0]
        texts = [CUTS[what](value.found) for value in values if isinstance(value.found, str)]
        if text := " ".join(filter(None, texts)):
            cells[position] = text
    return Record(entry.line, cells, faults, places)

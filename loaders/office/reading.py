"""An office file read: its tables, each with the mapping that fits it, and the claims of their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import cast

from graph.errors import LoadError, UnknownLayout
from graph.ledger.claims import Claim, NodeClaim, Origin, Value
from graph.progress import Progress, Steps
from graph.schema import load_schema
from loaders.files.meter import Expected, Meter
from loaders.files.open import open_file
from loaders.files.sheet import OfficeFile
from loaders.headers import Record, Table, find_tables
from loaders.headers.places import letters
from loaders.office.claims import Claims, Stated
from loaders.office.corrections import corrected
from loaders.office.fitting import Fit, best_fit
from loaders.office.mapping import Column
from loaders.office.namesakes import Namesakes
from loaders.office.references import References
from loaders.office.refused import REASON
from loaders.office.rows import Row, Sheet
from loaders.office.sources import speaks_for
from loaders.office.things import mentions, refer, things
from loaders.office.told import labelled, told
from loaders.office.wishes import Wishes
from loaders.refusal import Ignored, Refusal
from loaders.report import Recognised
from loaders.rows import Refusals

_REPORTED = Column(wordings=["填报日期", "报送日期", "日期", "制表日期", "截止日期", "截至日期"], reads="date")


@dataclass
class OfficeReading:
    """An office file, opened; `claims()` reads it, after which `refused` is complete."""

    file: OfficeFile
    source: str
    sheets: list[Sheet]
    notes: list[Ignored | Table]
    """What is not read, and each table, which tells by itself what it left out."""
    refusals: Refusals = field(default_factory=Refusals)
    most: int | None = None
    """Only so many rows of each sheet are read, for a first look."""

    @property
    def files(self) -> list[Path]:
        """The file that is read."""
        return [self.file.path]

    @property
    def ignored(self) -> list[Ignored]:
        """What is not read and why; after `claims()` it costs nothing."""
        told: list[Ignored] = []
        for each in self.notes:
            if isinstance(each, Table):
                told += [Ignored(self.file.name, "", remark, each.sheet) for remark in each.remarks()]
            else:
                told.append(each)
        return told

    @property
    def recognised(self) -> list[Recognised]:
        """How each table is read."""
        return [
            Recognised(
                sheet.file,
                sheet.table.sheet,
                sheet.fit.mapping.name,
                sheet.fit.mapping.title,
                sheet.fit.share,
                {name: column.name for name, column in sheet.fit.columns.items()},
                {name: each.said for name, each in sheet.told.items()},
            )
            for sheet in self.sheets
        ]

    @property
    def refused(self) -> list[Refusal]:
        """What was refused so far."""
        return self.refusals.all()

    def claims(self, progress: Progress | None = None) -> Iterator[Claim]:
        """The claims of every row of every sheet. May be read once."""
        for _, stated in self.rows(progress):
            yield from (each.claim for each in stated if not each.again)

    def rows(
        self, progress: Progress | None = None, stage: str = "reading"
    ) -> Iterator[tuple[Row | None, list[Stated]]]:
        """Every row with what it states; without a row the source, of which all is said.

        `progress` is told rows of the pass that comes before, "looking", and of this one under the name of `stage`.
        """
        looking = Steps(progress, "looking", Expected(self._meters()))
        namesakes, references = self._looked_through(looking.one)
        looking.end()
        reading = Steps(progress, stage, lambda _: looking.done)
        for sheet in self.sheets:
            source = self._stated_by(sheet)
            claims = Claims(sheet, self.source, (source.record,), source.observed, namesakes, references)
            begun = False
            for record in self._records(sheet):
                row = Row(sheet, record, self.refusals)
                stated = claims.of(row)
                if stated and not begun:
                    yield None, [Stated(source, "")]
                    begun = True
                yield row, stated
                reading.one()
        reading.end()

    def _records(self, sheet: Sheet) -> Iterator[Record]:
        return islice(sheet.table.records(), self.most)

    def _meters(self) -> list[Meter | None]:
        """Of the sheets that are read, in order; a first look reads nothing to its end."""
        read = {sheet.table.sheet for sheet in self.sheets}
        return [sheet.meter if self.most is None else None for sheet in self.file.sheets if sheet.name in read]

    def _looked_through(self, looked: Callable[[], None]) -> tuple[Namesakes, References]:
        """Who is named where, and what rows may be referred to, before anything is claimed.

        A name that stands twice may be two people, and a row may refer to one below it.
        """
        namesakes, references, unheard = Namesakes(), References(), Refusals()
        for sheet in self.sheets:
            for record in self._records(sheet):
                row = Row(sheet, record, unheard, sheet.naming)
                looked()
                refer(row, references)
                for name, mention in mentions(row, things(row, references)):
                    namesakes.add(name, mention)
        namesakes.end()
        return namesakes, references

    def _stated_by(self, sheet: Sheet) -> NodeClaim:
        """The source that states what a sheet says: the file, with the day on which it was made, where that is told."""
        title = next((text for text in sheet.table.context if len(text) > 4), "") or self.file.path.stem
        date = labelled(sheet.table, _REPORTED)
        day = str(date.value) if date else None
        properties = {"name": title, "kind": "名册", "file": self.file.name, **({"date": day} if day else {})}
        seal = sha256("\x1f".join((self.source, self.file.name, sheet.table.sheet, title)).encode()).hexdigest()[:16]
        cleaned = cast(dict[str, Value], load_schema().check_node("Source", properties))
        return NodeClaim(f"source-{seal}", "Source", cleaned, observed=day, origin=Origin(self.file.name))


def open_office(path: Path, wishes: Wishes | None = None) -> OfficeReading:
    """Opens a file and finds its tables; UnreadableFile or UnknownLayout where none can be loaded.

    Where no source is wished for, that is meant which the file itself tells (`speaks_for`).
    """
    wishes = wishes or Wishes()
    catalogue, hidden = wishes.catalogue, wishes.hidden
    candidates = (catalogue.named(wishes.mapping),) if wishes.mapping else catalogue.mappings
    file = corrected(open_file(path), wishes.corrections)
    reading = OfficeReading(file, wishes.source or "", [], [Ignored(file.name, "", note) for note in file.notes])
    for sheet in file.sheets:
        if sheet.hidden and not hidden:
            error = LoadError("office.hidden_sheet", sheet=sheet.name)
            reading.notes.append(Ignored(file.name, "", error, sheet.name))
            continue
        for table in find_tables(sheet, catalogue.known, hidden=hidden):
            _plan(reading, table, best_fit(table, candidates, catalogue.own))
    reading.source = reading.source or speaks_for(path, (each.table for each in reading.sheets))
    if not reading.sheets:
        seen = [
            column.name
            for sheet in file.sheets
            for table in find_tables(sheet, catalogue.known)
            for column in table.columns
        ]
        if not seen:
            raise UnknownLayout("office.no_header", file=file.name)
        raise UnknownLayout("office.no_mapping", file=file.name, columns=" · ".join(seen[:20]))
    return reading


def _plan(reading: OfficeReading, table: Table, fit: Fit | None) -> None:
    name = reading.file.name
    reading.notes.append(table)
    for column in table.dropped:
        error = LoadError("loaders.contact_column", file=name, column=column.name)
        reading.notes.append(Ignored(name, column.name, error, table.sheet))
    for first, second in table.doubled:
        error = LoadError(
            "office.column_twice", column=first.name, first=letters(first.position), second=letters(second.position)
        )
        reading.notes.append(Ignored(name, first.name, error, table.sheet))
    if fit is None:
        columns = " · ".join(column.name for column in table.columns[:20])
        error = LoadError("office.unknown_table", sheet=table.sheet, columns=columns)
        reading.notes.append(Ignored(name, "", error, table.sheet))
        return
    unread = [column.name for column in fit.unknown if column.name not in REASON.values()]
    if unread:
        columns = " · ".join(unread[:12]) + (f" … ({len(unread)})" if len(unread) > 12 else "")
        error = LoadError("office.unread_columns", sheet=table.sheet, columns=columns)
        reading.notes.append(Ignored(name, "", error, table.sheet))
    missing = {column for column in fit.mapping.columns if column not in fit.columns}
    reading.sheets.append(Sheet(name, table, fit, told(table, fit.mapping, missing, reading.file.path.stem)))

"""xls and et workbooks.

The one library at hand aborts the whole process over some damaged files, and tells neither hidden lines nor the number
formats that say how fine a date is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from graph.errors import UnreadableFile
from loaders.files.biff import BOF, Record, Segments, records
from loaders.files.compound import Compound
from loaders.files.content import Content
from loaders.files.dates import BUILT_IN
from loaders.files.limits import Limits
from loaders.files.merges import uncovered
from loaders.files.sheet import Line, Merge, Sheet
from loaders.files.source import Source
from loaders.files.workbook import Workbook
from loaders.files.xls_sheet import SheetReader

_SHEET, _TEXTS, _FORMAT, _STYLE, _FROM_1904, _LOCKED = 0x85, 0xFC, 0x41E, 0xE0, 0x22, 0x2F
_BIFF8 = b"\x00\x06"
_WORKSHEET = 0


class _Entry(NamedTuple):
    name: str
    at: int
    hidden: bool


def read(source: Source, limits: Limits) -> Content:
    """The sheets of the workbook; UnreadableFile where it is locked, of before 1997, or no workbook at all."""
    compound = Compound(source.held(limits.held_bytes))
    if "EncryptedPackage" in compound.names:
        raise UnreadableFile("files.password", file=source.name)
    if "Workbook" not in compound.names:
        old = "Book" in compound.names
        raise UnreadableFile("files.old_excel" if old else "files.other_office", file=source.name)
    data = compound.stream("Workbook")
    workbook, entries = _globals(data, source.name, limits)
    return Content("xls", tuple(_sheet(data, each, workbook, limits) for each in entries))


def _globals(data: bytes, name: str, limits: Limits) -> tuple[Workbook, list[_Entry]]:
    workbook, entries = Workbook([], [], False), []
    formats, styles = dict(BUILT_IN), []
    for record in records(data, 0):
        body = record.body
        if record.kind == BOF and body[:2] != _BIFF8:
            raise UnreadableFile("files.old_excel", file=name)
        if record.kind == _LOCKED:
            raise UnreadableFile("files.password", file=name)
        if record.kind == _SHEET and body[5] == _WORKSHEET:
            title = Segments(record, 7).text(body[6], limits.cell_length)
            entries.append(_Entry(title, int.from_bytes(body[:4], "little"), bool(body[4] & 3)))
        elif record.kind == _TEXTS:
            workbook.texts.extend(_texts(record, limits))
        elif record.kind == _FORMAT:
            formats[_word(body, 0)] = Segments(record, 4).text(_word(body, 2), limits.cell_length)
        elif record.kind == _STYLE:
            styles.append(_word(body, 2))
        elif record.kind == _FROM_1904:
            workbook = workbook._replace(from_1904=body[:1] == b"\x01")
    workbook.formats.extend(formats.get(number, "") for number in styles)
    return workbook, entries


def _word(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")


def _texts(record: Record, limits: Limits) -> Iterator[str]:
    """The table of texts that cells refer to by number."""
    segments = Segments(record, 8)
    while not segments.done:
        yield segments.text(segments.number("<H"), limits.cell_length + 1)


def _sheet(data: bytes, entry: _Entry, workbook: Workbook, limits: Limits) -> Sheet:
    reader = SheetReader(workbook, limits)
    for _ in reader.lines(records(data, entry.at)):
        pass
    return Sheet(
        entry.name,
        partial(_lines, data, entry.at, workbook, reader.merges, limits),
        tuple(reader.merges),
        entry.hidden,
        frozenset(reader.hidden_lines),
        frozenset(reader.hidden_columns),
    )


def _lines(data: bytes, at: int, workbook: Workbook, merges: list[Merge], limits: Limits) -> Iterator[Line]:
    return uncovered(SheetReader(workbook, limits).lines(records(data, at)), merges, limits)

"""Cells that a person typed anew before loading: read instead of what stands in the file, which stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from graph import contacts
from graph.errors import LoadError
from loaders.files.limits import LIMITS
from loaders.files.sheet import Line, OfficeFile, Sheet
from loaders.headers.places import position_of

Corrections = Mapping[tuple[str, str], str]
"""(sheet, cell as sheets name it: B5) → the text to be read there."""


def check_correction(text: str) -> str:
    """The text, tidied; LoadError where no cell may hold it."""
    tidy = " ".join(text.split())
    if contacts.in_value(tidy):
        raise LoadError("office.correction_contact")
    if len(tidy) > LIMITS.cell_length:
        raise LoadError("office.correction_long", most=LIMITS.cell_length)
    return tidy


def corrected(file: OfficeFile, corrections: Corrections) -> OfficeFile:
    """The file with those cells read as corrected; everything behind sees what it would see had they stood there."""
    by_sheet: defaultdict[str, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for (sheet, cell), text in corrections.items():
        column, line = position_of(cell)
        by_sheet[sheet][line][column] = text
    if not by_sheet:
        return file
    sheets = (
        replace(each, lines=partial(_lines, each, by_sheet[each.name])) if each.name in by_sheet else each
        for each in file.sheets
    )
    return replace(file, sheets=tuple(sheets))


def _lines(sheet: Sheet, corrections: Mapping[int, Mapping[int, str]]) -> Iterator[Line]:
    for line in sheet.lines():
        yield _corrected(line, corrections[line.number]) if line.number in corrections else line


def _corrected(line: Line, texts: Mapping[int, str]) -> Line:
    cells = [*line.cells, *[""] * (max(texts) + 1 - len(line.cells))]
    for column, text in texts.items():
        cells[column] = text
    faults = {column: fault for column, fault in line.faults.items() if column not in texts}
    return Line(line.number, tuple(cells), faults)

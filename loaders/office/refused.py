"""Refused rows as a workbook of their own, to be mended and loaded again."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import LoadError
from graph.messages import Language
from loaders.headers import Record
from loaders.office.rows import Sheet
from loaders.refusal import Refusal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from loaders.office.reading import OfficeReading

REASON = {"zh": "未接受原因", "en": "Why refused"}
"""The column that says why; it is not read when the mended file is loaded."""


def write_refused(reading: OfficeReading, path: Path, language: Language) -> int:
    """Writes the rows of which anything was refused, under the titles and headers they had, and gives their number.

    Cells of contact details are not in it. No file is written where there is no such row; LoadError where it cannot be.
    """
    from openpyxl import Workbook

    reasons: defaultdict[tuple[str, int], list[Refusal]] = defaultdict(list)
    for refusal in reading.refused:
        reasons[refusal.sheet, refusal.line].append(refusal)
    if not reasons:
        return 0
    book = Workbook()
    book.remove(book.active)
    written = 0
    for sheet in reading.sheets:
        rows = [record for record in sheet.table.records() if (sheet.table.sheet, record.line) in reasons]
        if rows:
            _write(book.create_sheet(sheet.table.sheet[:31] or None), sheet, rows, reasons, language)
            written += len(rows)
    try:
        book.save(path)
    except OSError as error:
        raise LoadError("loaders.export_failed", path=path, reason=error.strerror or "") from error
    return written


def _write(
    page: Worksheet,
    sheet: Sheet,
    rows: list[Record],
    reasons: dict[tuple[str, int], list[Refusal]],
    language: Language,
) -> None:
    columns = sheet.table.columns
    for text in sheet.table.context:
        _append(page, [text])
    _append(page, [*(column.path[-1] if column.path else "" for column in columns), REASON[language]])
    for record in rows:
        why = [f"{each.column} {each.error.message(language)}" for each in reasons[sheet.table.sheet, record.line]]
        _append(page, [*(record.cells.get(column.position, "") for column in columns), "\n".join(why)])


def _append(page: Worksheet, texts: list[str]) -> None:
    """Writes texts as texts: one that begins with = is none of our formulas."""
    line = page.max_row + 1 if page.max_row > 1 or page.cell(1, 1).value is not None else 1
    for number, text in enumerate(texts, 1):
        if text:
            cell = page.cell(line, number, text)
            cell.data_type = "s"
            cell.quotePrefix = True

"""Workbooks of texts: sheets with a head that stays, columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def as_xlsx(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """Sheets by their titles, each of rows of texts, the first one its head."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for number, (title, rows) in enumerate(sheets.items()):
        _fill(book.create_sheet() if number else first, title, rows)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, title: str, rows: Iterable[Sequence[str]]) -> None:
    """Writes texts as texts: a name that begins with `=` is no formula."""
    sheet.title = title
    widths: dict[int, int] = {}
    for line, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(line, column, text)
            cell.data_type = "s"
            widths[column] = max(widths.get(column, 0), sum(2 if ord(each) > 0x2E7F else 1 for each in text))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for column, width in widths.items():
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = min(width + 2, WIDEST)

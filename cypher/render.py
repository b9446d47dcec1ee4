"""A report's answer as something to take away: every form says what it is, as of when, and what was left out."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cypher.run import ReportResult
from graph.errors import ReportError
from graph.messages import Language, words

_WIDEST = 60
_STYLE = (
    "body{font-family:sans-serif;margin:2rem}table{border-collapse:collapse}"
    "td,th{border:1px solid #bbb;padding:.3rem .6rem}"
)


def render(result: ReportResult, format: str, language: Language = "zh") -> bytes:
    """The answer as csv (with the byte order mark that Excel wants), json, xlsx or html; else ReportError."""
    if format not in FORMATS:
        raise ReportError("cypher.format", format=format, known=" · ".join(FORMATS))
    return FORMATS[format](result, language)


def notes(result: ReportResult, language: Language) -> list[str]:
    """What belongs beside the rows: data as of, how to read them, what is not on file, what was cut."""
    header = result.report.header
    lines = [_words("as_of", language, date=result.as_of or "–"), header.reading.get(language)]
    for name, count in result.missing.items():
        label = header.columns[name].label.get(language)
        lines.append(_words("missing", language, column=label, count=count))
    if result.truncated:
        lines.append(_words("truncated", language, count=len(result.rows)))
    return lines


def _words(name: str, language: Language, **details: object) -> str:
    return words(f"cypher.note.{name}", "message", language, details)


def _csv(result: ReportResult, language: Language) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(result.headings(language))
    writer.writerows([_harmless(cell) for cell in row] for row in result.cells(language))
    for line in notes(result, language):
        writer.writerow([f"# {line}"])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would take for a formula is made a text again."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _json(result: ReportResult, language: Language) -> bytes:
    return json.dumps(result.as_json(language), ensure_ascii=False, indent=2).encode()


def _xlsx(result: ReportResult, language: Language) -> bytes:
    book = Workbook()
    sheet = book.create_sheet(result.slug[:31], 0)
    del book["Sheet"]
    sheet.append([result.report.header.title.get(language)])
    sheet["A1"].font = Font(bold=True, size=14)
    for line in notes(result, language):
        sheet.append([line])
    sheet.append([])
    sheet.append(result.headings(language))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(sheet.max_row + 1, 1)
    rows = result.cells(language)
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    for at, heading in enumerate(result.headings(language), 1):
        longest = max([len(heading), *(len(str(row[at - 1])) for row in rows)], default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(_WIDEST, 2 * longest + 2)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _html(result: ReportResult, language: Language) -> bytes:
    title = html.escape(result.report.header.title.get(language))
    head = "".join(f"<th>{html.escape(each)}</th>" for each in result.headings(language))
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in result.cells(language)
    )
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in notes(result, language))
    code = "zh-CN" if language == "zh" else "en"
    page = (
        f'<!doctype html><html lang="{code}"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        f"<h1>{title}</h1>{lines}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></html>"
    )
    return page.encode()


FORMATS: dict[str, Callable[[ReportResult, Language], bytes]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "html": _html,
}

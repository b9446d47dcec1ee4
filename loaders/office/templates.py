"""Templates: the workbook of a kind of roster that an office hands out to be filled in, made from its mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from pydantic import model_validator

from graph.errors import LoadError
from graph.messages import Language
from graph.schema import Text
from loaders.described import described
from loaders.office.mapping import Mapping, Reads, Strict
from loaders.office.vocabulary import vocabulary

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_TITLE, _ABOVE, _HEADER, _EXAMPLE = 1, 2, 3, 4
_RULED = 30
"""Lines that are drawn, as on a form; those beneath take texts too."""
_LAST_LINE = 5_000
_NARROWEST, _WIDEST = 10, 36
_LONGEST_PROMPT, _LONGEST_LIST, _LONGEST_SHEET = 255, 255, 31
"""Characters that Excel takes."""
_TOLD_BY_HINT = {"text", "party", "parties"}
"""Of what is read so there is nothing to say in general where a mapping has a hint."""
_AS_TEXT = "@"
"""The number format under which 2019.10 stays 2019.10 and 5-8 no date."""
_DARK, _LIGHT, _LINE, _FAINT = "FF9DC3E6", "FFDDEBF7", "FFBFBFBF", "FF7F7F7F"


_NO_NAME = re.compile(r"[\[\]:*?/\\<>|\"']")
"""Characters that a sheet or a file may not have in its name."""


class _Words(Strict):
    example: str
    serial: str
    above: list[str]
    notes: Text
    required: Text
    beside: Text
    comma: Text
    colon: Text
    stop: Text
    for_example: Text
    one_of: Text
    pick: Text
    general: list[Text]
    reads: dict[Reads, Text]

    @model_validator(mode="after")
    def _whole(self) -> _Words:
        missing = set(get_args(Reads)).difference(self.reads)
        if missing:
            raise ValueError(f"reads: nothing about {', '.join(sorted(missing))}")
        return self


@cache
def _words() -> _Words:
    text = resources.files("loaders.office").joinpath("templates.yaml").read_text("utf-8")
    return described(_Words, "templates.yaml", text)


def called(mapping: Mapping) -> str:
    """The title of a roster as a sheet or a file may be called."""
    return _NO_NAME.sub("", mapping.title.zh).strip() or mapping.name


def write_template(mapping: Mapping, path: Path, language: Language) -> None:
    """Writes the template of a mapping as xlsx, its hints in `language`; LoadError where the file is there already.

    Its columns are those of the mapping's `template`, or all of them where it has none.
    """
    stream = BytesIO()
    template(mapping, language).save(stream)
    new_file(path, stream.getvalue())


def new_file(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet; LoadError where one is, or where none can be."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise LoadError("office.file_exists", path=path) from error
    except OSError as error:
        raise LoadError("loaders.export_failed", path=path, reason=error.strerror or "") from error


def template(mapping: Mapping, language: Language) -> Workbook:
    """The workbook: the sheet to fill in, and one that says what each column takes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = cast("Worksheet", book.active)
    sheet.title = called(mapping)[:_LONGEST_SHEET]
    _fill(sheet, mapping)
    _shape(sheet, mapping)
    _help(sheet, mapping, language)
    _explain(book.create_sheet(_words().notes.get(language)), mapping, language)
    return book


def _fill(sheet: Worksheet, mapping: Mapping) -> None:
    """Title, lines to sign, header, example."""
    sheet.cell(_TITLE, 1, mapping.title.zh)
    for number, text in enumerate(_words().above):
        sheet.cell(_ABOVE, 1 + 3 * number, text)
    headers = [_words().serial, *mapping.headers]
    for column, text in enumerate(headers, 1):
        sheet.cell(_HEADER, column, text)
    if any(mapping.examples.values()):
        for column, text in enumerate([_words().example, *mapping.examples.values()], 1):
            sheet.cell(_EXAMPLE, column, text or None)


def _shape(sheet: Worksheet, mapping: Mapping) -> None:
    """What it looks like on the screen and on paper."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    side = Side(style="thin", color=_LINE)
    border = Border(left=side, right=side, top=side, bottom=side)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    required = [True, *(name in mapping.required for name in mapping.examples)]
    for column, dark in enumerate(required, 1):
        for line in range(_HEADER, _EXAMPLE + _RULED):
            cell = sheet.cell(line, column)
            cell.border = border
            cell.alignment = middle if column == 1 or line == _HEADER else Alignment(vertical="center", wrap_text=True)
            cell.number_format = _AS_TEXT
        header = sheet.cell(_HEADER, column)
        header.font = Font(bold=True)
        header.fill = PatternFill("solid", fgColor=_DARK if dark else _LIGHT)
        sheet.cell(_EXAMPLE, column).font = Font(italic=True, color=_FAINT)
        dimension = sheet.column_dimensions[get_column_letter(column)]
        texts = (str(sheet.cell(line, column).value or "") for line in (_HEADER, _EXAMPLE))
        dimension.width = min(max(_NARROWEST, *(2 + 2 * len(text) for text in texts)), _WIDEST)
        dimension.number_format = _AS_TEXT
    sheet.merge_cells(start_row=_TITLE, end_row=_TITLE, start_column=1, end_column=len(required))
    sheet.cell(_TITLE, 1).font = Font(bold=True, size=16)
    sheet.cell(_TITLE, 1).alignment = Alignment(vertical="center")  # its middle may be far off the screen
    sheet.row_dimensions[_TITLE].height = 30
    sheet.row_dimensions[_HEADER].height = 24
    sheet.freeze_panes = sheet.cell(_HEADER + 1, 3)
    _print(sheet)


def _print(sheet: Worksheet) -> None:
    """A4 across, as wide as the paper, the header on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "&P / &N"


def _help(sheet: Worksheet, mapping: Mapping, language: Language) -> None:
    """What shows beside a cell where it is chosen, and the list of what it may say."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, name in enumerate(mapping.examples, 2):
        words = vocabulary(mapping, name)
        listed = ",".join(words.words)
        offered = bool(listed) and len(listed) <= _LONGEST_LIST
        rule = DataValidation(
            type="list" if offered else None,
            formula1=f'"{listed}"' if offered else None,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=offered,
            errorStyle="stop" if words.closed else "warning",
        )
        rule.promptTitle = mapping.columns[name].header
        rule.prompt = hint(mapping, name, language)[:_LONGEST_PROMPT]
        rule.errorTitle, rule.error = rule.promptTitle, _words().pick.get(language)
        letter = get_column_letter(column)
        rule.add(f"{letter}{_EXAMPLE}:{letter}{_LAST_LINE}")
        sheet.add_data_validation(rule)


def hint(mapping: Mapping, name: str, language: Language) -> str:
    """What a column takes, for whoever fills it in."""
    column, words = mapping.columns[name], vocabulary(mapping, name)
    own = [column.hint.get(language)] if column.hint else []
    if words.words:
        written = [_words().one_of.get(language) + "、".join(words.words)]
    else:
        written = [] if own and column.reads in _TOLD_BY_HINT else [_words().reads[column.reads].get(language)]
    return "".join(part + _words().stop.get(language) for part in [*own, *written])


def _explain(sheet: Worksheet, mapping: Mapping, language: Language) -> None:
    """One column of sentences, which no reader takes for a table."""
    from openpyxl.styles import Alignment, Font

    lines = [
        sheet.title,
        *(text.get(language) for text in _words().general),
        *_explained(mapping, language),
    ]
    for number, line in enumerate(lines, 1):
        sheet.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 100
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4


def _explained(mapping: Mapping, language: Language) -> Iterator[str]:
    words = _words()
    for name, example in mapping.examples.items():
        title = mapping.titled(name)
        beside = [title.en] if language == "en" else []
        beside += [words.required.get(language)] if name in mapping.required else []
        called = title.zh + words.beside.get(language).format(words.comma.get(language).join(beside)) * bool(beside)
        shown = words.for_example.get(language) + example if example else ""
        yield called + words.colon.get(language) + hint(mapping, name, language) + shown

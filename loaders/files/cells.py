"""What a cell's value is written as, and what is wrong with a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from graph.errors import LoadError, UnreadableFile
from loaders.files.limits import Limits
from loaders.files.sheet import Line

Value: TypeAlias = str | LoadError
"""The text of a cell, or why there is none."""

_SUSPECT = re.compile("[\0=\ud800-\udfff]")
_CONSTANT = re.compile(r'\s*="([^"]*)"\s*')
_FORMULA = re.compile(r"\s*=[^=\s]")


def number_text(value: float) -> str:
    """A number without ".0", never with an exponent, otherwise as short as it can be; ValueError for NaN, Infinity."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(repr(value)), "f")
    if not text.lstrip("-").replace(".", "").isdigit():
        raise ValueError(text)
    return text.rstrip("0").rstrip(".") if "." in text else text


def truth_text(value: object) -> str:
    """TRUE or FALSE, as sheets show it."""
    return "TRUE" if value else "FALSE"


def line_of(number: int, values: Mapping[int, Value], limits: Limits) -> Line:
    """A line from its cells by column (from 0); one column too many, whatever it held, where there are more."""
    width = min(max(values, default=-1), limits.columns) + 1
    cells, faults = [""] * width, {}
    for column, value in values.items():
        if isinstance(value, LoadError):
            faults[column] = value
        elif column < width:
            cells[column] = value
    return Line(number, tuple(cells), faults)


def checked(lines: Iterable[Line], file: str, limits: Limits) -> Iterator[Line]:
    """The lines that say something, cells that nothing can be taken from emptied and told as faults.

    UnreadableFile where there are more lines or columns than the limits allow.
    """
    for line in lines:
        if line.number > limits.lines:
            raise UnreadableFile("files.too_many_lines", file=file, most=limits.lines)
        if len(line.cells) > limits.columns:
            raise UnreadableFile("files.too_many_columns", file=file, line=line.number, most=limits.columns)
        joined = "".join(line.cells)
        if len(joined) > limits.cell_length or _SUSPECT.search(joined):
            yield line_of(line.number, _examined(line, limits), limits)
        elif line.faults or (joined and not joined.isspace()):
            yield line


def _examined(line: Line, limits: Limits) -> dict[int, Value]:
    examined = {column: examine(text, limits) for column, text in enumerate(line.cells)}
    return {**examined, **line.faults}


def examine(text: str, limits: Limits) -> Value:
    """The text as it may be used, or what is wrong with it: too long, a formula, characters that cannot be kept."""
    if len(text) > limits.cell_length:
        return LoadError("files.long_cell", most=limits.cell_length)
    if not _SUSPECT.search(text):
        return text
    if "\0" in text:
        return LoadError("files.nul_character")
    # Systems that export csv write ="007" to keep the zeros: a constant, which nobody has to evaluate.
    if constant := _CONSTANT.fullmatch(text):
        return examine(constant.group(1), limits)
    if _FORMULA.match(text):
        return LoadError("files.formula")
    if any("\ud800" <= character <= "\udfff" for character in text):
        return LoadError("files.half_character")
    return text

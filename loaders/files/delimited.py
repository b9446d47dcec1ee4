"""csv and tsv: texts of lines whose cells are parted by a comma, a tab, a semicolon or an upright stroke."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.errors import LoadError
from loaders.files.content import Content
from loaders.files.encoding import Encoding, texts
from loaders.files.limits import Limits
from loaders.files.sheet import Line, Sheet
from loaders.files.source import Source

# The module's own limit is a cell of 131,072 bytes, which would be told as a quote that is open; lines are bounded.
csv.field_size_limit(16 * 1024 * 1024)

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 100
_LINES_IN_A_CELL = 254
"""Excel keeps 253 line breaks in a cell; a quote still open after them was never closed."""


def read(source: Source, encoding: Encoding, limits: Limits) -> Content:
    """The file as one sheet, streamed."""
    delimiter = _delimiter(list(islice(texts(source, encoding), _SAMPLE)), limits)

    def lines() -> Iterator[Line]:
        return records(texts(source, encoding), delimiter, limits)

    return Content(
        "tsv" if delimiter == "\t" else "csv", (Sheet("", lines, delimited=True, meter=source.meter),), encoding.name
    )


def _delimiter(sample: list[str], limits: Limits) -> str:
    """The delimiter by which most lines have the same number of cells, then the most cells; else the comma."""

    def fit(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(line.cells) for line in records(sample, delimiter, limits))
        del widths[1]
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return lines, width

    return max(_DELIMITERS, key=fit)


def records(texts: Iterable[str], delimiter: str, limits: Limits) -> Iterator[Line]:
    """A line for each record, with the number of the text line on which it begins.

    A quote that is opened and never rightly closed spoils the line it is opened on, each cell of which gets a fault;
    reading goes on with the next line.
    """
    numbered = enumerate(texts, 1)
    waiting: deque[tuple[int, str]] = deque()
    while (item := waiting.popleft() if waiting else next(numbered, None)) is not None:
        number, text = item
        if '"' not in text:
            yield Line(number, tuple(text.rstrip("\r\n").split(delimiter)))
            continue
        ahead: list[tuple[int, str]] = []
        cells, length = _cells([text], delimiter), 0
        while cells is None and len(ahead) < _LINES_IN_A_CELL and length <= limits.cell_length:
            following = waiting.popleft() if waiting else next(numbered, None)
            if following is None:
                break
            ahead.append(following)
            length += len(following[1])
            if '"' in following[1]:
                cells = _cells([text, *(each for _, each in ahead)], delimiter)
        if cells:
            yield Line(number, cells)
            continue
        waiting.extendleft(reversed(ahead))
        width = min(text.count(delimiter) + 1, limits.columns)
        yield Line(number, ("",) * width, dict.fromkeys(range(width), LoadError("files.open_quote", line=number)))


def _cells(texts: list[str], delimiter: str) -> tuple[str, ...] | None:
    """The cells of a record; None where a quote is still open at its end, () where one stands in a wrong place."""
    try:
        return tuple(next(csv.reader(texts, delimiter=delimiter, strict=True)))
    except csv.Error:
        pass
    marked = [*texts[:-1], texts[-1].rstrip("\r\n") + delimiter + "."]
    try:
        *cells, mark = next(csv.reader(marked, delimiter=delimiter))
    except csv.Error:
        return ()
    if mark != ".":
        return None
    # "甲"（组长） on one line is read as Excel does; over several lines the quote closed is not the one opened.
    return tuple(cells) if len(texts) == 1 else ()

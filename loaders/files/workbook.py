"""What the sheets of one workbook share."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import LoadError
from loaders.files.cells import Value
from loaders.files.dates import serial_text


class Workbook(NamedTuple):
    """Its texts by number, its number formats by style, and whether its days are counted from 1904."""

    texts: list[str]
    formats: list[str]
    from_1904: bool = False

    def format_of(self, style: int) -> str:
        """The number format of a style; "" where it has none."""
        return self.formats[style] if 0 <= style < len(self.formats) else ""

    def text(self, number: int) -> str:
        """The text of that number; IndexError where there is none."""
        if number < 0:
            raise IndexError(number)
        return self.texts[number]

    def number(self, number: float, style: int) -> Value:
        """A number or date as its style shows it."""
        try:
            return serial_text(number, self.format_of(style), self.from_1904)
        except ValueError:
            return LoadError("files.no_number")

"""How much of a file is read at all: what is beyond is refused before, or while, it is read."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of one file. What is streamed may be large; what has to stand in memory may not."""

    file_bytes: int = 2048 * _MIB
    """Of the file as it is. Five million rows of a csv are under 1 GiB."""
    inflated_bytes: int = 1024 * _MIB
    """Of all that is packed in it. The fullest sheet Excel can hold of twenty columns is about that."""
    ratio: int = 100
    """Inflated to packed bytes of one packed part. Office XML reaches 10 to 30, deflate's most is 1032."""
    ratio_from_bytes: int = 16 * _MIB
    """Parts that inflate to less are harmless at any ratio, and a sheet of like rows has a high one."""
    directory_bytes: int = 4 * _MIB
    """Of the list of parts in a zip, which stands in memory: 40,000 parts; a workbook has a hundred."""
    held_bytes: int = 128 * _MIB
    """Of what stands in memory as it is: an xls file, the texts of an xlsx file."""
    tree_bytes: int = 32 * _MIB
    """Of what stands in memory as objects, some 25 times its size: json, the text of a docx file."""
    lines: int = 20_000_000
    """Of one sheet."""
    columns: int = 1_000
    """Filled columns of one sheet: a roster has 10 to 100, and what is wider is broken."""
    cell_length: int = 32_767
    """Characters of one cell: Excel's own limit."""


LIMITS = Limits()

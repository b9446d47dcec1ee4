"""What the tests look at: an opened file's cells, faults and refusals."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from graph.errors import UnreadableFile
from loaders.files.limits import LIMITS, Limits
from loaders.files.open import open_file
from loaders.files.sheet import OfficeFile, Sheet

ROSTERS = Path(__file__).parents[2] / "data" / "rosters"
BAD = ROSTERS / "bad"


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def only_sheet(path: Path, limits: Limits = LIMITS) -> Sheet:
    [sheet] = open_file(path, limits).sheets
    return sheet


def table(sheet: Sheet) -> list[tuple[str, ...]]:
    return [line.cells for line in sheet.lines()]


def numbered(sheet: Sheet) -> dict[int, tuple[str, ...]]:
    return {line.number: line.cells for line in sheet.lines()}


def faults(sheet: Sheet) -> dict[tuple[int, int], str]:
    """The code of each fault by line and column."""
    return {(line.number, column): fault.code for line in sheet.lines() for column, fault in line.faults.items()}


def read_through(path: Path, limits: Limits = LIMITS) -> OfficeFile:
    """Opens the file and reads all lines of all sheets."""
    opened = open_file(path, limits)
    for sheet in opened.sheets:
        for _ in sheet.lines():
            pass
    return opened


def refusal(path: Path, limits: Limits = LIMITS) -> UnreadableFile:
    """Why the file is not read; it is closed, and the words name it and what to do."""
    with pytest.raises(UnreadableFile) as caught:
        read_through(path, limits)
    assert str(path.resolve()) not in {each.path for each in psutil.Process().open_files()}
    for language in ("zh", "en"):
        assert "{" not in caught.value.message(language) + caught.value.hint(language)
        assert caught.value.hint(language)
    assert path.name in caught.value.message()
    return caught.value

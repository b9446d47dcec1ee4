"""The running number of a table, which says nothing of the things it counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise

from loaders.headers.texts import is_ordinal

SERIAL = {"序号", "序", "序次", "项次", "行号", "顺序", "顺序号", "排序", "排号", "顺号"}
"""Header texts of a running number and nothing else."""
_PERHAPS = {"编号", "号", "号数", "no", "no.", "num", "number", "#", "nr", "nr.", "id", "", "s/n"}


def serial_position(paths: Mapping[int, Sequence[str]], cells: Mapping[int, Sequence[str]]) -> int | None:
    """The column of running numbers, by its header and some of its filled cells; None where there is none.

    序号 is one where most of its cells are numbers; 编号 and the like, and a first column without a header, only where
    they run 1, 2, 3 and no other column (上级编号) refers to them.
    """
    names = {position: _plain(path) for position, path in paths.items()}
    first = min([*paths, *cells], default=None)
    for position in sorted({*names, *([] if first is None else [first])}):
        name, filled = names.get(position, ""), cells.get(position, ())
        if name in SERIAL and sum(map(is_ordinal, filled)) * 2 >= len(filled):
            return position
        if name in _PERHAPS and position == first and _running(filled) and not _referred_to(name, names):
            return position
    return None


def _plain(path: Sequence[str]) -> str:
    return unicodedata.normalize("NFKC", path[-1]).lower().replace(" ", "").strip("*") if path else ""


def _running(cells: Sequence[str]) -> bool:
    plain = [unicodedata.normalize("NFKC", cell).strip(" ().、") for cell in cells]
    if not plain or not all(cell.isdigit() for cell in plain):
        return False
    numbers = [int(cell) for cell in plain]
    steps = [after - before == 1 for before, after in pairwise(numbers)]
    return numbers[0] in {0, 1} and sum(steps) * 5 >= len(steps) * 4


def _referred_to(name: str, names: Mapping[int, str]) -> bool:
    return bool(name) and any(other != name and other.endswith(name) for other in names.values())

"""Merged cells: only the one at the top left is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loaders.files.cells import Value, line_of
from loaders.files.limits import Limits
from loaders.files.sheet import Line, Merge


def uncovered(lines: Iterable[Line], merges: Iterable[Merge], limits: Limits) -> Iterator[Line]:
    """The lines, from top to bottom, without what the cells under a merge hold: programs leave old values there."""
    waiting = sorted(merges, reverse=True)
    covers: dict[int, Merge] = {}
    for line in lines:
        while waiting and waiting[-1].top <= line.number:
            merge = waiting.pop()
            covers.update(dict.fromkeys(range(merge.left, min(merge.right + 1, limits.columns)), merge))
        if any(_covered(line.number, column, covers) for column in range(len(line.cells))):
            yield _seen(line, covers, limits)
        else:
            yield line


def _covered(number: int, column: int, covers: dict[int, Merge]) -> bool:
    merge = covers.get(column)
    return merge is not None and number <= merge.bottom and (number, column) != (merge.top, merge.left)


def _seen(line: Line, covers: dict[int, Merge], limits: Limits) -> Line:
    values: dict[int, Value] = {**dict(enumerate(line.cells)), **line.faults}
    seen = {column: value for column, value in values.items() if not _covered(line.number, column, covers)}
    return line_of(line.number, seen, limits)

"""Headers of one, two or three lines, with merged cells or with blanks where merged cells were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.files.sheet import Merge
from loaders.headers.judge import Judge, header_texts
from loaders.headers.texts import is_label, is_labelled
from loaders.headers.view import Row, View

_MOST_LEVELS = 3


@dataclass(frozen=True)
class Header:
    """A header: the rows it takes (`first` to `last`, indexes), its lines (`top` to `bottom`, numbers).

    `levels` holds the texts of each line where they stand, `paths` those above each column from the top.
    """

    first: int
    last: int
    top: int
    bottom: int
    levels: tuple[Mapping[int, str], ...]
    paths: Mapping[int, tuple[str, ...]]

    @property
    def own(self) -> set[int]:
        """The columns above which a text stands itself, not only one merged over it."""
        return {position for level in self.levels for position in level}


def header_around(at: int, judge: Judge, view: View, after: int) -> Header:
    """The header that the line of index `at` belongs to; it begins no earlier than index `after`."""
    rows = judge.rows
    first = last = at
    while first > after and last - first + 1 < _MOST_LEVELS and _stands_over(first - 1, judge, view, least=2):
        first -= 1
    while last + 1 < len(rows) and last - first + 1 < _MOST_LEVELS and _stands_over(last, judge, view, least=1):
        last += 1
    bottom = max(rows[last].number, _merged_down_to(rows[first : last + 1], view))
    while last + 1 < len(rows) and rows[last + 1].number <= bottom:
        last += 1
    levels = tuple(header_texts(row) for row in rows[first : last + 1])
    return Header(first, last, rows[first].number, bottom, levels, _paths(rows[first : last + 1], levels, view))


def _merged_down_to(rows: Sequence[Row], view: View) -> int:
    """The lowest line to which half of the texts of a line are merged down."""
    bottom = 0
    for row in rows:
        reached = sorted(min(merge.bottom, row.number + _MOST_LEVELS - 1) for merge in view.starts(row.number).values())
        down = [line for line in reached if line > row.number]
        if down and len(down) * 2 >= len(header_texts(row)):
            bottom = max(bottom, down[-1])
    return bottom


def _stands_over(at: int, judge: Judge, view: View, least: int) -> bool:
    """True where the next line holds a second level: texts under the groups of this line and nothing else."""
    upper, lower = judge.rows[at], judge.rows[at + 1]
    texts, below = judge.texts(at), judge.texts(at + 1)
    merges = view.starts(upper.number).values()
    reaching = any(merge.bottom >= lower.number for merge in merges)
    if len(texts) < least or (lower.number != upper.number + 1 and not reaching):
        return False
    if any(map(is_labelled, texts.values())) or not all(map(is_label, [*texts.values(), *below.values()])):
        return False
    spans = _spans(upper, texts, view, max(below, default=0))
    if any(left == right and left in below for left, right in spans.items()):
        return False
    grouped = any(sum(left <= position <= right for position in below) >= 2 for left, right in spans.items())
    return grouped and (reaching or any(judge.worded(text) for text in below.values()))


def _spans(row: Row, texts: Mapping[int, str], view: View, end: int) -> dict[int, int]:
    """The columns that each text of a header line stands over: from its own to the right one.

    A merge says so; where none does, a text may stand over the blanks to its right.
    """
    starts, covered = view.starts(row.number), view.covered(row.number)
    spans: dict[int, int] = {}
    for left in texts:
        right = starts[left].right if left in starts else left
        while left not in starts and right < end and right + 1 not in texts and right + 1 not in covered:
            right += 1
        spans[left] = right
    return spans


def _paths(rows: Sequence[Row], levels: tuple[Mapping[int, str], ...], view: View) -> dict[int, tuple[str, ...]]:
    end = max(max(level, default=0) for level in levels)
    paths: dict[int, list[str]] = {}
    for depth, (row, texts) in enumerate(zip(rows, levels, strict=True)):
        deeper = {position for level in levels[depth + 1 :] for position in level}
        for left, right in _spans(row, texts, view, end).items():
            merge: Merge | None = view.starts(row.number).get(left)
            for position in range(left, right + 1):
                if position == left or merge or position in deeper:
                    path = paths.setdefault(position, [])
                    path += [texts[left]] if path[-1:] != [texts[left]] else []
    return {position: tuple(path) for position, path in sorted(paths.items())}

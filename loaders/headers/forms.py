"""Forms: labels with their values beside them, one person after another or one in each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from graph.errors import LoadError
from loaders.headers.judge import Judge
from loaders.headers.serial import SERIAL
from loaders.headers.texts import is_drawn_up, is_label, tidy
from loaders.headers.view import Row, View, filled

_LEAST_LINES = 2
_LEAST_LINES_ABOVE_A_HEADER = 4
_LEAST_LINES_ABOVE_A_TABLE = 3
_JUDGED = 30
_PHOTOGRAPH = re.compile(r"[(（]?(?:粘?贴?)(?:照|相)片处?[)）]?")

Slot: TypeAlias = tuple[tuple[str, ...], int]
"""The path of a label, and how often it stood before in the same form."""


class Item(NamedTuple):
    """A filled cell of a form and the columns it takes."""

    left: int
    right: int
    text: str


class Value(NamedTuple):
    """A value beside a label and where it stands, or why there is none."""

    line: int
    column: int
    found: str | LoadError


@dataclass
class Entry:
    """What a form says of one thing; `line` is that of its first label."""

    line: int
    values: dict[Slot, list[Value]] = field(default_factory=dict)


@dataclass
class Form:
    """Forms in the rows from `first` to before `end` (indexes); `not_read` are the numbers of lines without a label."""

    first: int
    end: int
    slots: list[Slot] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    not_read: list[int] = field(default_factory=list)


def form_from(start: int, judge: Judge, view: View) -> Form | None:
    """The form that begins at or after the row of index `start`, if these rows are one.

    They are where at least half of the first rows with several cells begin with a known wording beside which no other
    stands, as it would in a header.
    """
    end = next((at - 1 for at in range(start + 2, len(judge.rows)) if _another_table(at, judge, view)), len(judge.rows))
    rows = range(start, min(start + _JUDGED, end))
    several = [at for at in rows if len(filled(judge.rows[at])) > 1]
    paired = _aligned({at: items_of(judge.rows[at], judge, view) for at in several}, judge)
    header = next((at for at in several if at not in paired and judge.firm(at) and not judge.pairs(at)), rows.stop)
    if header != rows.stop and _begins_a_table(header, judge):
        own = [at for at in paired if at < header]
        return _Reader(judge, view, own, header).read() if _is_form_above(own, header, judge) else None
    least = _LEAST_LINES if header == rows.stop else _LEAST_LINES_ABOVE_A_HEADER
    if sum(at < header for at in paired) < least or len(paired) * 2 < len(several):
        return None
    return _Reader(judge, view, paired, end).read()


def items_of(row: Row, judge: Judge, view: View) -> list[Item]:
    """The filled cells of a row, without one that is merged over several lines to stand before their labels."""
    starts = view.starts(row.number)
    items = [
        Item(left, starts[left].right if left in starts else left, tidy(row.cells[left]).rstrip(":："))
        for left in filled(row)
    ]
    if len(items) > 1 and items[0].left in row.merged and judge.hit(items[1].text) and not judge.hit(items[0].text):
        return items[1:]
    return items


def _aligned(lines: Mapping[int, Sequence[Item]], judge: Judge) -> list[int]:
    """The rows that begin with a known wording, and end it in the same column as most others, as labels do.

    A line that stands twice is rather the header of two tables, unless labels and values take turns in it.
    """
    times = Counter(tuple(items) for items in lines.values())
    ends = {
        at: items[0].right
        for at, items in lines.items()
        if judge.hit(items[0].text)
        and (times[tuple(items)] == 1 or judge.pairs(at))
        and not _as_in_header(items, judge)
    }
    [(column, _)] = Counter(ends.values()).most_common(1) or [(0, 0)]
    return [at for at, end in ends.items() if end == column]


def _as_in_header(items: Sequence[Item], judge: Judge) -> bool:
    """True where known wordings stand beside one another, or all of a line reads as names of columns do."""
    return (len(items) > 2 and all(judge.worded(item.text) for item in items)) or any(
        one.right + 1 == other.left and judge.hit(one.text) and judge.hit(other.text) for one, other in pairwise(items)
    )


def _another_table(at: int, judge: Judge, view: View) -> bool:
    """True for a header beneath a title that stands apart."""
    rows = judge.rows
    if rows[at - 1].number - rows[at - 2].number == 1 or not _as_in_header(items_of(rows[at], judge, view), judge):
        return False
    above = items_of(rows[at - 1], judge, view)
    return len(above) == 1 and not judge.hit(above[0].text)


def _begins_a_table(at: int, judge: Judge) -> bool:
    """True for a header that does not belong to the form above it: after a gap, or with a running number."""
    apart = at > 0 and judge.rows[at].number - judge.rows[at - 1].number > 1
    return apart or next(iter(judge.texts(at).values())) in SERIAL


def _is_form_above(paired: Sequence[int], header: int, judge: Judge) -> bool:
    """True where lines of labels end in a gap above a table and say more than who drew it up, and when."""
    above = [at for at in range(paired[0], header) if len(filled(judge.rows[at])) > 1] if paired else []
    about = [at for at in paired if not is_drawn_up(next(iter(judge.texts(at).values())))]
    numbered = next(iter(judge.texts(header).values())) in SERIAL
    return above == list(paired) and len(about) >= _LEAST_LINES_ABOVE_A_TABLE and not numbered


class _Reader:
    """Reads the forms that begin with the first of the `paired` rows.

    The first label begins a new form each time it stands where it stood first. What stands in a list inside a form
    (relatives, posts held) is of somebody or something else: from its header on nothing is read up to the next form.
    """

    def __init__(self, judge: Judge, view: View, paired: Sequence[int], end: int) -> None:
        self._judge, self._view = judge, view
        lines = [items_of(judge.rows[at], judge, view) for at in paired]
        self._label_columns = {item.left for items in lines for item in items if judge.hit(item.text)}
        self._key = lines[0][0]
        self._by_column = len(self._label_columns) == 1 and sum(len(items) > 2 for items in lines) * 2 > len(lines)
        self._form = Form(paired[0], end)
        self._open: dict[int, Entry] = {}
        self._stood: Counter[tuple[str, ...]] = Counter()
        self._line = judge.rows[paired[0]].number
        self._inside = True

    def read(self) -> Form:
        for at in range(self._form.first, self._form.end):
            row = self._judge.rows[at]
            items = items_of(row, self._judge, self._view)
            self._begin_or_stop(row.number, items)
            labels = [item for item in items if self._is_label(item)] if self._inside else []
            if labels:
                self._take(row, items, labels)
            elif items:
                self._form.not_read.append(row.number)
        return self._form

    def _begin_or_stop(self, line: int, items: Sequence[Item]) -> None:
        if _as_in_header(items, self._judge):
            self._inside = False
        elif items and (items[0].left, items[0].text) == (self._key.left, self._key.text):
            self._inside, self._line = True, line
            self._open.clear()
            self._stood.clear()

    def _is_label(self, item: Item) -> bool:
        return self._judge.hit(item.text) or (item.left in self._label_columns and is_label(item.text))

    def _is_value(self, item: Item, label: Item, row: Row) -> bool:
        """False for the place of a photograph, which is beside a label but none of its values."""
        beside = item.left in row.merged and label.left not in row.merged and not self._by_column
        return not beside and not _PHOTOGRAPH.fullmatch(item.text)

    def _take(self, row: Row, items: Sequence[Item], labels: Sequence[Item]) -> None:
        group = [tidy(text) for left, text in row.merged.items() if left < labels[0].left and text]
        ends = [*(label.left for label in labels[1:]), max(len(row.cells), *row.faults, 0) + 1]
        for label, end in zip(labels, ends, strict=True):
            path = (*group, label.text)
            slot = (path, self._stood[path])
            self._stood[path] += 1
            if slot not in self._form.slots:
                self._form.slots.append(slot)
            found: dict[int, str | LoadError] = {
                item.left: row.cells[item.left] for item in items if self._is_value(item, label, row)
            }
            for column, value in sorted((found | dict(row.faults)).items()):
                if label.right < column < end:
                    entry = self._entry(column if self._by_column else 0)
                    entry.values.setdefault(slot, []).append(Value(row.number, column, value))

    def _entry(self, key: int) -> Entry:
        if key not in self._open:
            self._open[key] = Entry(self._line)
            self._form.entries.append(self._open[key])
        return self._open[key]

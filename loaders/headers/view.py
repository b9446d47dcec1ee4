"""A sheet as the finding of tables looks at it: merged cells followed down, hidden parts told or left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from graph.errors import LoadError
from loaders.files.sheet import Line, Merge, Sheet

_NOTHING: Mapping[int, str] = {}


class Row(NamedTuple):
    """A line; `merged` holds the text of every cell merged over several lines that this line is one of."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, LoadError] = {}
    merged: Mapping[int, str] = _NOTHING
    hidden: bool = False


def filled(row: Row) -> list[int]:
    """Positions of the cells in which something stands."""
    return [at for at, text in enumerate(row.cells) if text and not text.isspace()]


@dataclass(frozen=True)
class View:
    """A sheet, or the columns `span` of it; with `hidden`, what is hidden in it counts like the rest."""

    sheet: Sheet
    hidden: bool = False
    span: range | None = None

    def rows(self) -> Iterator[Row]:
        """The lines from the beginning."""
        hidden = frozenset[int]() if self.hidden else self.sheet.hidden_lines
        if not (hidden or self._tall or self.unseen or self.span):
            for line in self.sheet.lines():
                yield Row(line.number, line.cells, line.faults)
            return
        running: dict[int, tuple[int, str]] = {}
        for line in self.sheet.lines():
            cells = self._shown(line)
            self._follow(line.number, cells, running)
            merged = {at: text for at, (_, text) in running.items()}
            faults = {at: fault for at, fault in line.faults.items() if self._seen(at)} if line.faults else {}
            yield Row(line.number, cells, faults, merged, line.number in hidden)

    def starts(self, line: int) -> Mapping[int, Merge]:
        """The merges that begin in a line, by their left column."""
        return self._by_top.get(line, {})

    def covered(self, line: int) -> set[int]:
        """Positions of a header line over which a merge reaches from another cell."""
        found: set[int] = set()
        for top in range(line - 3, line + 1):
            for merge in self.starts(top).values():
                if merge.bottom >= line:
                    found.update(range(merge.left + (top == line), merge.right + 1))
        return found

    @cached_property
    def unseen(self) -> frozenset[int]:
        """Hidden columns that are left out."""
        return frozenset() if self.hidden else self.sheet.hidden_columns

    @cached_property
    def _by_top(self) -> Mapping[int, dict[int, Merge]]:
        tops: defaultdict[int, dict[int, Merge]] = defaultdict(dict)
        for merge in self.sheet.merges:
            left, right = self._within(merge)
            if left <= right:
                tops[merge.top][left] = Merge(merge.top, left, merge.bottom, right)
        return dict(tops)

    @cached_property
    def _tall(self) -> Mapping[int, list[Merge]]:
        tops = {top: [each for each in merges.values() if each.bottom > top] for top, merges in self._by_top.items()}
        return {top: merges for top, merges in tops.items() if merges}

    @cached_property
    def _moved(self) -> Mapping[int, list[tuple[int, int]]]:
        """Texts that stand left of the span, in a cell merged into it: line → (from, to)."""
        moved: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for merge in self.sheet.merges:
            left, right = self._within(merge)
            if merge.left < left <= right:
                moved[merge.top].append((merge.left, left))
        return dict(moved)

    def _within(self, merge: Merge) -> tuple[int, int]:
        if self.span is None:
            return merge.left, merge.right
        return max(merge.left, self.span.start), min(merge.right, self.span.stop - 1)

    def _seen(self, at: int) -> bool:
        return at not in self.unseen and (self.span is None or at in self.span)

    def _shown(self, line: Line) -> tuple[str, ...]:
        if not (self.unseen or self.span):
            return line.cells
        cells = [text if self._seen(at) else "" for at, text in enumerate(line.cells)]
        for left, to in self._moved.get(line.number, ()):
            cells += [""] * (to + 1 - len(cells))
            cells[to] = line.cells[left] if left < len(line.cells) else ""
        return tuple(cells)

    def _follow(self, number: int, cells: tuple[str, ...], running: dict[int, tuple[int, str]]) -> None:
        for at in [at for at, (bottom, _) in running.items() if bottom < number]:
            del running[at]
        for merge in self._tall.get(number, ()):
            running[merge.left] = merge.bottom, cells[merge.left] if merge.left < len(cells) else ""

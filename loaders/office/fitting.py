"""Which mapping fits a table, and which of its columns says what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from graph.folding import fold
from loaders.headers import Column as TableColumn
from loaders.headers import Table
from loaders.office.mapping import Column, Mapping
from loaders.office.wordings import is_made, share

_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_EXACT, _BARE, _MADE, _BELOW = 1.0, 0.95, 0.9, 0.2
_TELLING = 2.0


@dataclass(frozen=True)
class Fit:
    """A mapping laid over a table: its columns by the position they were found at.

    `score` compares mappings; `share` is the part of the table's columns that the mapping reads, for people. `unknown`
    are those it neither reads nor leaves out on purpose; `whole` says that there are none and that every header is in
    its very words.
    """

    mapping: Mapping
    columns: MappingOf[str, TableColumn]
    score: float
    share: float
    unknown: tuple[TableColumn, ...]
    whole: bool


def best_fit(table: Table, candidates: Iterable[Mapping], own: Collection[str] = ()) -> Fit | None:
    """The mapping that fits best of those whose needed columns are all there; None where there is none.

    One of the workspace's `own`, by name, goes before all others where it knows every header of the table in its very
    words: it was made for that layout. Of several the first of the candidates does.
    """
    fits = [fit for mapping in candidates if (fit := fit_of(table, mapping)) is not None]
    made_for_it = next((fit for fit in fits if fit.whole and fit.mapping.name in own), None)
    return made_for_it or max(fits, key=lambda fit: fit.score, default=None)


def fit_of(table: Table, mapping: Mapping) -> Fit | None:
    """A mapping laid over a table; None where columns that it needs are not there."""
    columns = _not_left_out(table, mapping)
    scores = sorted(
        (
            (-score, column.position, name)
            for column in columns
            if column.path
            for name, spec in mapping.columns.items()
            if (score := score_of(column, spec)) > 0
        ),
    )
    found: dict[str, TableColumn] = {}
    taken: set[int] = set()
    total, exact = 0.0, True
    by_position = {column.position: column for column in columns}
    for negative, position, name in scores:
        if name in found or position in taken:
            continue
        found[name] = by_position[position]
        taken.add(position)
        exact = exact and -negative >= _EXACT
        total -= negative * (_TELLING if mapping.columns[name].telling else 1.0)
    if not any(all(name in found for name in needed) for needed in mapping.needs):
        return None
    unknown = tuple(column for column in columns if column.position not in taken)
    return Fit(mapping, found, total, len(found) / len(table.columns), unknown, exact and not unknown)


def _not_left_out(table: Table, mapping: Mapping) -> list[TableColumn]:
    """The columns but for those that stand a second time and those that the mapping leaves out on purpose."""
    left = {fold(wording) for wording in mapping.unread}
    again = {second for _, second in table.doubled}
    return [
        each for each in table.columns if each not in again and left.isdisjoint(map(fold, {each.name, *each.path[-1:]}))
    ]


def score_of(column: TableColumn, spec: Column) -> float:
    """How well the header of a column is known to a mapping's column, from 0; 1 and more in its very words."""
    above = [fold(text) for text in column.path[:-1]]
    leaf = column.path[-1]
    spellings = {fold(leaf), fold(_BRACKETS.sub("", leaf))}
    below = [each for part, each in spec.below.items() if any(fold(part) in text for text in above)]
    if spellings.intersection(fold(wording) for wordings in below for wording in wordings):
        return _EXACT + _BELOW
    wordings = [fold(wording) for wording in spec.wordings]
    if fold(leaf) in wordings:
        return _EXACT
    if spellings.intersection(wordings):
        return _BARE
    if any(is_made(spelling, spec.made) for spelling in spellings):
        return _MADE
    return max((share(spelling, wording) for spelling in spellings for wording in wordings), default=0.0)

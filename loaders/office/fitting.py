"""Which mapping fits a table, and which of its columns says what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import cache

from graph.folding import fold
from loaders.headers import Column as TableColumn
from loaders.headers import Table
from loaders.office.catalogue import mappings
from loaders.office.mapping import Column, Mapping

_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_EXACT, _BARE, _BELOW, _PART = 1.0, 0.95, 0.2, 0.6
_TELLING = 2.0


@dataclass(frozen=True)
class Fit:
    """A mapping laid over a table: its columns by the position they were found at.

    `score` compares mappings; `share` is the part of the table's columns that the mapping reads, for people.
    """

    mapping: Mapping
    columns: MappingOf[str, TableColumn]
    score: float
    share: float


def best_fit(table: Table, candidates: Iterable[Mapping]) -> Fit | None:
    """The mapping that fits best of those whose needed columns are all there; None where there is none."""
    fits = [fit for mapping in candidates if (fit := _fit(table, mapping)) is not None]
    return max(fits, key=lambda fit: fit.score, default=None)


def is_known(text: str) -> float:
    """How well a header's text is known to any mapping, from 0 to 1."""
    return _known(fold(text))


@cache
def _known(folded: str) -> float:
    wordings = _wordings()
    if folded in wordings:
        return 1.0
    return max((_share(folded, wording) for wording in wordings), default=0.0)


@cache
def _wordings() -> frozenset[str]:
    columns = [column for mapping in mappings() for column in mapping.columns.values()]
    wordings = [wording for column in columns for each in (column.wordings, *column.below.values()) for wording in each]
    return frozenset(map(fold, [*wordings, *(each for mapping in mappings() for each in mapping.unread)]))


def _fit(table: Table, mapping: Mapping) -> Fit | None:
    again = {second for _, second in table.doubled}
    scores = sorted(
        (
            (-score, column.position, name)
            for column in table.columns
            if column.path and column not in again
            for name, spec in mapping.columns.items()
            if (score := _score(column, spec)) > 0
        ),
    )
    found: dict[str, TableColumn] = {}
    taken: set[int] = set()
    total = 0.0
    by_position = {column.position: column for column in table.columns}
    for negative, position, name in scores:
        if name in found or position in taken:
            continue
        found[name] = by_position[position]
        taken.add(position)
        total -= negative * (_TELLING if mapping.columns[name].telling else 1.0)
    if not any(all(name in found for name in needed) for needed in mapping.needs):
        return None
    return Fit(mapping, found, total, len(found) / len(table.columns))


def _score(column: TableColumn, spec: Column) -> float:
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
    return max((_share(spelling, wording) for spelling in spellings for wording in wordings), default=0.0)


def _share(text: str, wording: str) -> float:
    """A header that ends with a wording, or begins with it, is likely it: the likelier the less there is besides."""
    if len(wording) < 2 or not (text.endswith(wording) or text.startswith(wording)):
        return 0.0
    return _PART + (1 - _PART) * 0.7 * len(wording) / len(text)

"""Guesses at what the columns of a table are, by their headers and by what stands beneath them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from graph.folding import fold
from loaders.headers import Column as TableColumn
from loaders.headers import Table
from loaders.office.fitting import score_of
from loaders.office.mapping import Mapping
from loaders.office.seen import Seen, seen
from loaders.office.suggest_words import suggest_words
from loaders.office.vocabulary import vocabulary
from loaders.office.wordings import likeness

KNOWN = 0.95
"""What a header counts from which on it is known, be it without its brackets."""
LIKE = 0.8
"""What a header that is only like a wording counts, of what it counts in that wording: less than a part of one."""
_SAMPLE = 500
_LEAST_LIKE = 0.25
_ENOUGH = 0.5
_AGAINST = -0.6
_WORDS = 0.5
_LABEL = 0.15
_FORCED = 0.4
"""What it takes away that a column is taken for one only because the roster needs one."""
_VALUES_ALONE = 0.8
"""What a guess counts that nothing but the values speaks for: any roster has names of people and bodies."""
_FIRST = 0.3
"""What it adds that the table's first column names what the roster is about."""


@dataclass(frozen=True)
class Looked:
    """A table, and what is seen in each of its columns that has a header of its own."""

    table: Table
    columns: list[TableColumn]
    seen: dict[int, Seen]
    cells: dict[int, list[str]] = field(repr=False)


class Guess(NamedTuple):
    """How well a column of a table goes with one of a mapping, by header and by values."""

    column: TableColumn
    name: str
    header: float
    wording: str
    """The wording of the mapping that the header is nearest to."""
    values: float
    words: bool
    """The values are words that the mapping's column has."""

    @property
    def score(self) -> float:
        """Both together; a known header is believed even where its values look odd."""
        return self.header + (max(self.values, 0.0) if self.header >= KNOWN else self.values)


@dataclass
class Guessed:
    """What the columns of a table are taken for, by the mapping's names; `doubtful` are those without good reason."""

    guesses: dict[str, Guess] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    score: float = 0.0

    def take(self, guess: Guess, *, doubtful: bool = False) -> None:
        """Takes a column for what is guessed, where both are still free."""
        if guess.name in self.guesses or guess.column in self.columns.values():
            return
        self.guesses[guess.name] = guess
        self.score += guess.score * (1.0 if guess.header or guess.words else _VALUES_ALONE)
        if doubtful:
            self.doubtful.add(guess.name)
            self.score -= _FORCED

    @property
    def columns(self) -> dict[str, TableColumn]:
        """The columns of the table by the mapping's names, in the table's order."""
        found = sorted(self.guesses.values(), key=lambda guess: guess.column.position)
        return {guess.name: guess.column for guess in found}

    def missing(self, base: Mapping) -> list[str]:
        """What is still needed for that of the mapping's needs which is nearest to being met."""
        return min(([name for name in needed if name not in self.guesses] for needed in base.needs), key=len)


def look(table: Table) -> Looked:
    """Looks at the first records of a table."""
    again = {second for _, second in table.doubled}
    columns = [column for column in table.columns if column.path and column not in again]
    cells: dict[int, list[str]] = {column.position: [] for column in columns}
    for record in islice(table.records(), _SAMPLE):
        for position, text in record.cells.items():
            if position in cells:
                cells[position].append(text)
    return Looked(table, columns, {position: seen(texts) for position, texts in cells.items()}, cells)


def guessed(looked: Looked, base: Mapping) -> Guessed | None:
    """The columns taken for those of a mapping; None where it needs others, or hardly anything speaks for it."""
    found = taken(looked, base)
    return None if found.missing(base) or found.score < _ENOUGH else found


def taken(looked: Looked, base: Mapping) -> Guessed:
    """The columns taken for those of a mapping, whatever it still needs."""
    ordered = sorted(
        (guess for column in looked.columns for guess in guesses_of(looked, column, base)),
        key=lambda guess: (-guess.score, base.columns[guess.name].telling, guess.column.position),
    )
    found = Guessed()
    for guess in ordered:
        if guess.score >= _ENOUGH:
            found.take(guess)
    for guess in ordered:
        if guess.score >= 0 and guess.name in found.missing(base):
            found.take(guess, doubtful=True)
    about = {base.things[subject].column for subject in base.subjects}
    found.score += _FIRST * any(looked.columns[0] == found.columns.get(name or "") for name in about)
    return found


def guesses_of(looked: Looked, column: TableColumn, base: Mapping) -> Iterator[Guess]:
    """How well a column goes with each of a mapping's."""
    for name in base.columns:
        yield Guess(column, name, *_by_header(column, base, name), *_by_values(looked, column, base, name))


def _by_header(column: TableColumn, base: Mapping, name: str) -> tuple[float, str]:
    """How well a header is known to a column, or how much it is like it, and the wording that it is nearest to."""
    spec, texts = base.columns[name], {fold(column.path[-1]), fold(column.name)}
    wordings = [*spec.wordings, *(wording for each in spec.below.values() for wording in each)]
    like, nearest = max((max(likeness(text, fold(wording)) for text in texts), wording) for wording in wordings)
    known = score_of(column, spec)
    return known or (LIKE * like if like >= _LEAST_LIKE else 0.0), nearest


def _by_values(looked: Looked, column: TableColumn, base: Mapping, name: str) -> tuple[float, bool]:
    """How well the values go with a column, and whether they are words of its own."""
    spec, found = base.columns[name], looked.seen[column.position]
    if found.kind == "blank":
        return 0.0, False
    words = {fold(word) for word in (*vocabulary(base, name).words, *spec.words)}
    cells = looked.cells[column.position]
    if words and sum(fold(cell) in words for cell in cells) * 2 > len(cells):
        return _WORDS, True
    agreement = suggest_words().agrees[spec.reads].get(found.kind, _AGAINST)
    if agreement > 0 and found.label and spec.label:
        agreement += _LABEL if spec.label == found.label else -_LABEL
    return agreement, False

"""The comments of a drafted mapping: why each column is taken for what, and what those hold that are left."""

from __future__ import annotations

from collections.abc import Iterable

from graph.messages import Language
from loaders.headers import Column as TableColumn
from loaders.office.guesses import KNOWN, LIKE, Guessed, Looked, guesses_of
from loaders.office.mapping import Mapping
from loaders.office.suggest_words import suggest_words

_PERHAPS = 0.3
_MOST_NAMED = 3


class DraftNotes:
    """Says in one language what speaks for a draft; of the values it says the kind and never repeats one."""

    def __init__(self, looked: Looked, base: Mapping, found: Guessed, language: Language) -> None:
        self._looked, self._base, self._found, self._language = looked, base, found, language
        self._words = suggest_words()

    def head(self) -> list[str]:
        """What to do with the draft, and what columns there are."""
        columns = self._listed(self._base.columns)
        return [text.get(self._language).format(columns=columns) for text in self._words.head]

    def why(self, name: str) -> str:
        """Why a column of the table is taken for one of the mapping."""
        guess, words = self._found.guesses[name], self._words
        said = words.known if guess.header >= KNOWN else words.part if guess.header >= LIKE else words.like
        if guess.header == 0:
            said = words.unlike
        told = [said.get(self._language).format(header=guess.column.name, wording=guess.wording)]
        if guess.words:
            column = self._base.titled(name).get(self._language)
            told.append(words.vocabulary.get(self._language).format(column=column))
        else:
            told.append(self.holds(guess.column))
        if name in self._found.doubtful or guess.values < 0:
            told.append(words.doubtful.get(self._language))
        return words.comma.get(self._language).join(told)

    def why_not(self, column: TableColumn) -> str:
        """What a column holds that is taken for nothing, and what it might be."""
        free = (each for each in guesses_of(self._looked, column, self._base) if each.name not in self._found.guesses)
        likely = sorted((each for each in free if each.score >= _PERHAPS), key=lambda guess: -guess.score)
        told = [self.holds(column)]
        if likely:
            columns = self._listed(guess.name for guess in likely[:_MOST_NAMED])
            told.append(self._words.perhaps.get(self._language).format(columns=columns))
        return self._words.comma.get(self._language).join(told)

    def _listed(self, names: Iterable[str]) -> str:
        one = self._words.listed.get(self._language)
        said = (one.format(name=name, title=self._base.titled(name).get(self._language)) for name in names)
        return self._words.enumerated.get(self._language).join(said)

    def holds(self, column: TableColumn) -> str:
        """What kind of values stand in a column."""
        found = self._looked.seen[column.position]
        if found.kind == "blank":
            return self._words.empty.get(self._language)
        kind = self._words.kinds[found.kind].get(self._language)
        return self._words.holds.get(self._language).format(filled=found.filled, kind=kind)

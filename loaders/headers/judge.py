"""Whether a line is a header: by wordings that are known, else by what it and the lines beneath look like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from statistics import median

from loaders.headers.serial import SERIAL
from loaders.headers.texts import is_drawn_up, is_figure, is_heading, is_label, is_labelled, tidy
from loaders.headers.view import Row, filled

_KNOWN = 0.8
_BENEATH = 30


def header_texts(row: Row) -> dict[int, str]:
    """The filled cells of a line as header texts."""
    return {at: text for at in filled(row) if (text := tidy(row.cells[at]))}


class Judge:
    """Judges the lines of the beginning of a sheet; `known` says how well a wording is known, from 0 to 1."""

    def __init__(self, rows: Sequence[Row], known: Callable[[str], float]) -> None:
        self.rows = rows
        self.known = cache(known)
        self.texts = cache(self._texts)

    def hit(self, text: str) -> bool:
        """True for a wording that is known."""
        return is_label(text) and (text in SERIAL or self.known(text) >= _KNOWN)

    def share(self, texts: Mapping[int, str]) -> float:
        """How many of these texts are known, from 0 to 1."""
        return sum(map(self.hit, texts.values())) / (len(texts) or 1)

    def worded(self, text: str) -> bool:
        """True for a wording that is known, or ends as names of columns do."""
        return self.hit(text) or is_heading(text)

    def firm(self, at: int) -> bool:
        """True for a line that two or more known wordings make a header."""
        texts = self.texts(at)
        labels = sum(map(is_label, texts.values()))
        if len(texts) < 2 or labels * 5 < len(texts) * 4:
            return False
        hits = list(filter(self.hit, texts.values()))
        if len(hits) < 2 or len(hits) * 2 > len(texts):
            return len(hits) >= 2
        return any(map(is_heading, hits)) and not self._recurs(at, texts)

    def pairs(self, at: int) -> bool:
        """True for a line of known wordings with something unknown after each, as labels and their values are."""
        texts = list(self.texts(at).values())
        values = texts[1::2]
        return len(values) * 2 == len(texts) and all(map(self.hit, texts[0::2])) and not any(map(self.worded, values))

    def alone(self, at: int) -> bool:
        """True for the name of a column and nothing beside it."""
        texts = self.texts(at)
        return len(texts) == 1 and all(self.known(text) == 1.0 for text in texts.values())

    def single(self, at: int) -> bool:
        """True for the known wording above a table of one column."""
        return self.alone(at) and all(filled(row) == [*self.texts(at)] for row in self._beneath(at))

    def likely(self, at: int) -> bool:
        """True for a line that looks like a header although its wordings may be unknown."""
        texts = self.texts(at)
        words = list(texts.values())
        if len(words) < 2 or len(set(words)) < len(words) or not all(map(is_label, words)):
            return False
        reach = max(texts) - min(texts) + 1
        if any(map(is_labelled, words)) or self._usual(at) > 2 * reach or self._recurs(at, texts):
            return False
        if all(map(is_drawn_up, words[0::2])) and not any(map(self.worded, words[1::2])):
            return False
        worded = sum(map(self.worded, words))
        if any(self.known(word) == 1.0 and is_heading(word) for word in words):
            return True
        return worded * 2 >= len(words) or self._contrasts(at, texts) >= 2 - bool(worded)

    def narrow(self, at: int) -> bool:
        """True for a line that fills less than half as many cells as those beneath it usually do."""
        return len(self.texts(at)) * 2 < self._usual(at)

    def _usual(self, at: int) -> float:
        """How many cells the lines beneath a line usually fill."""
        return median([len(filled(row)) for row in self._beneath(at)] or [0])

    def _texts(self, at: int) -> Mapping[int, str]:
        return header_texts(self.rows[at])

    def _beneath(self, at: int) -> Sequence[Row]:
        """The next rows, up to what looks like the title of another table."""
        end = min(at + 1 + _BENEATH, len(self.rows))
        for below in range(at + 2, end):
            apart = self.rows[below].number - self.rows[below - 1].number > 1
            if apart and len(self.texts(below)) == 1:
                return self.rows[at + 1 : below]
        return self.rows[at + 1 : end]

    def _recurs(self, at: int, texts: Mapping[int, str]) -> bool:
        """True where a text stands again beneath itself in a line that is not this header once more."""
        for below in range(at + 1, at + 1 + len(self._beneath(at))):
            same = [text for position, text in self.texts(below).items() if texts.get(position) == text]
            if same and len(same) * 2 < len(texts):
                return True
            if same and any(not is_label(text) for text in self.texts(below).values()):
                return True
        return False

    def _contrasts(self, at: int, texts: Mapping[int, str]) -> int:
        """How many columns hold numbers or dates beneath a word."""
        found = 0
        for position, text in texts.items():
            cells = [row.cells[position] for row in self._beneath(at) if position in filled(row)]
            if len(cells) >= 2 and not is_figure(text):
                found += sum(map(is_figure, cells)) * 5 >= len(cells) * 4
        return found

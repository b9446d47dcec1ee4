"""How a name is read in pinyin: surnames, characters with several readings, phrases, a reading given by the source.

pypinyin is imported where it is used: its tables take half a second, which most commands need not wait for.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from graph.quick_yaml import read_yaml

MOST = 4
"""Readings kept of one name."""

_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|[aoeiuv])"
)
"""The shape of a pinyin syllable; ü is written v."""


class Unit(NamedTuple):
    """One Chinese character, or one word of letters and digits."""

    written: str
    folded: str
    plain: str
    """`folded` without tone and accent marks."""
    han: bool
    at: int
    """Where it stands in the name: neighbours without a gap are read as a phrase."""

    def initial(self, syllable: str) -> str:
        """What is typed for the unit when only initials are: LED and 360 stay whole, other words give a letter."""
        whole = not self.han and (self.written.isupper() or self.written[0].isdigit())
        return syllable if whole else syllable[:1]


class _Table(NamedTuple):
    surnames: dict[str, list[str]]
    compounds: dict[str, list[str]]
    heteronyms: dict[str, list[str]]
    phrases: dict[str, list[str]]


@cache
def _table() -> _Table:
    text = resources.files("graph").joinpath("data/readings.yaml").read_text("utf-8")
    return _Table(**read_yaml(text))


def readings_of(units: Sequence[Unit], person: bool, preferred: str = "") -> list[list[str]]:
    """Up to `MOST` readings of the units, likeliest first; `preferred` is given in plain letters without blanks."""
    options = _person(units) if person else _other(units)
    found = [list(each) for each in _likeliest(options)]
    given = _laid_over(preferred, units) if preferred else None
    if given:
        found = [given, *(each for each in found if each != given)]
    return found[:MOST]


def is_compound(units: Sequence[Unit]) -> bool:
    """True where a person's name begins with a surname of two characters."""
    return len(units) > 2 and units[0].folded + units[1].folded in _table().compounds


def _person(units: Sequence[Unit]) -> list[list[str]]:
    options = [_single(unit) for unit in units]
    table = _table()
    if units and units[0].folded in table.surnames:
        options[0] = _joined(table.surnames[units[0].folded], options[0])
    if is_compound(units):
        compound = table.compounds[units[0].folded + units[1].folded]
        options[:2] = [_joined([syllable], known) for syllable, known in zip(compound, options, strict=False)]
    return options


def _other(units: Sequence[Unit]) -> list[list[str]]:
    options = [_single(unit) for unit in units]
    for start, end in _runs(units):
        if end - start > 1 and any(len(each) > 1 for each in options[start:end]):
            phrase = "".join(unit.written for unit in units[start:end])
            for at, syllable in enumerate(_in_phrase(phrase), start):
                options[at] = _joined([syllable], options[at])
    return options


def _single(unit: Unit) -> list[str]:
    if not unit.han:
        return [unit.plain]
    return _character(unit.folded, unit.written)


def _runs(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Start and end of every unbroken run of Chinese characters."""
    start = 0
    for at in range(1, len(units) + 1):
        broken = at == len(units) or not units[at].han or units[at].at != units[at - 1].at + 1
        if broken:
            if units[start].han:
                yield start, at
            start = at


@cache
def _character(folded: str, written: str) -> list[str]:
    from pypinyin import lazy_pinyin

    known = _table().heteronyms.get(folded)
    return known or [lazy_pinyin(written)[0]]


def _in_phrase(phrase: str) -> list[str]:
    from pypinyin.contrib.mmseg import seg

    # As lazy_pinyin would, in an eighth of its time: names are made of few words.
    syllables = [syllable for word in seg.cut(phrase) for syllable in _word(word)]
    for words, reading in _table().phrases.items():
        at = phrase.find(words)
        if at >= 0:
            syllables[at : at + len(words)] = reading
    return syllables


@lru_cache(50_000)
def _word(word: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(word)


def _joined(first: Sequence[str], then: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*first, *then]))


def _likeliest(options: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Combinations by the number of positions that leave their first option: none, one, two; at most `MOST`."""
    if not options:
        return
    several = [at for at, each in enumerate(options) if len(each) > 1]
    first = [each[0] for each in options]
    if not several:
        yield tuple(first)
        return
    found = 0
    for leaving in range(min(2, len(several)) + 1):
        for places in itertools.combinations(several, leaving):
            for choice in itertools.product(*(options[at][1:] for at in places)):
                reading = list(first)
                for at, syllable in zip(places, choice, strict=True):
                    reading[at] = syllable
                yield tuple(reading)
                found += 1
                if found == MOST:
                    return


def _laid_over(letters: str, units: Sequence[Unit]) -> list[str] | None:
    """`letters` cut into one reading a unit: by readings that the characters have, else by the shape of a syllable."""
    if not units:
        return [] if not letters else None
    for syllable in _beginnings(letters, units[0]):
        rest = _laid_over(letters[len(syllable) :], units[1:])
        if rest is not None:
            return [syllable.replace("yu", "v") if syllable in {"lyu", "nyu"} else syllable, *rest]
    return None


def _beginnings(letters: str, unit: Unit) -> Iterator[str]:
    if not unit.han:
        if letters.startswith(unit.plain):
            yield unit.plain
        return
    known = _known(unit.written)
    yield from (each for each in known if letters.startswith(each))
    for length in range(min(6, len(letters)), 0, -1):
        begin = letters[:length]
        if begin not in known and (_SYLLABLE.fullmatch(begin) or begin in {"lyu", "nyu"}):
            yield begin


@cache
def _known(written: str) -> list[str]:
    from pypinyin import Style, pinyin

    return sorted(pinyin(written, style=Style.NORMAL, heteronym=True)[0], key=len, reverse=True)

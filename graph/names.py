"""Names as people type them: folding, the keys the search index holds for a name, the terms that look them up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

from graph.folding import fold
from graph.readings import Unit, is_compound, readings_of

__all__ = [
    "CHARACTERS",
    "HAN",
    "INITIALS",
    "LETTERS",
    "MatchClass",
    "fold",
    "keys",
    "letters",
    "query_terms",
    "readings",
]

MatchClass: TypeAlias = Literal["exact", "prefix", "initials", "mixed", "inside"]
"""How a name fits what was typed, best first."""

CHARACTERS, LETTERS, INITIALS = 8, 16, 8
"""Keys are cut to these lengths; a longer query has to be compared with the name itself."""

HAN = "〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_UNIT = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_ONLY_HAN = re.compile(rf"[{HAN}]+")
_HAN_THEN_LETTERS = re.compile(rf"[{HAN}]{{1,2}}[a-z]+")


def units(name: str) -> list[Unit]:
    """The pieces a name is searched by: every Chinese character, every word of letters and digits."""
    found: list[Unit] = []
    for match in _UNIT.finditer(unicodedata.normalize("NFKC", name)):
        piece = match.group()
        folded, plain, han = _piece(piece)
        if folded:
            found.append(Unit(piece, folded, plain, han, match.start()))
    return found


@lru_cache(50_000)
def _piece(piece: str) -> tuple[str, str, bool]:
    """A unit folded, in plain letters, and whether it is a Chinese character: names are made of few of them."""
    folded = fold(piece)
    return folded, letters(folded), _ONLY_HAN.fullmatch(piece) is not None


def readings(name: str, person: bool, preferred: str | None = None) -> list[list[str]]:
    """Up to four readings of a name, likeliest first, each one syllable (or word in Latin letters) a unit.

    `person` reads the first character, or two, as a surname; `preferred` (a name_pinyin, with or without blanks and
    tone marks) comes first where it can be laid over the units.
    """
    return readings_of(units(name), person, letters(preferred or ""))


def letters(text: str) -> str:
    """Folded text in plain letters: tone marks dropped, ü as it is typed (lv, nv, else u)."""
    folded = fold(text)
    if folded.isascii():
        return folded
    plain = re.sub("(?<=[ln])[üǖǘǚǜ]", "v", folded)
    return "".join(each for each in unicodedata.normalize("NFD", plain) if not unicodedata.combining(each))


def keys(name: str, person: bool, preferred: str | None = None) -> list[str]:
    """The search keys of a name; none where it has neither letter nor digit.

    N/P/I start the whole name (characters, pinyin, initials), M/Q/J start inside it, X/Y are its first unit
    (character, pinyin) with the initials of the rest; of a compound surname and of a body's name also the first two
    (欧阳xh, 扬州ds). 刘红兵: `N刘红兵 Pliuhongbing Ilhb M红兵 Qhongbing Jhb M兵 Qbing
    Jb X刘hb Yliuhb`.
    """
    found = units(name)
    read = readings_of(found, person, letters(preferred or ""))
    heads = 2 if not person or is_compound(found) else 1
    return list(dict.fromkeys(_keys(found, read, heads)))


def _keys(found: list[Unit], read: list[list[str]], heads: int) -> Iterator[str]:
    characters = [unit.folded for unit in found]
    for syllables in read:
        initials = [unit.initial(syllable) for unit, syllable in zip(found, syllables, strict=True)]
        for at in range(len(found)):
            whole = at == 0
            yield ("N" if whole else "M") + "".join(characters[at : at + CHARACTERS])[:CHARACTERS]
            yield ("P" if whole else "Q") + "".join(syllables[at : at + LETTERS])[:LETTERS]
            yield ("I" if whole else "J") + "".join(initials[at : at + INITIALS])[:INITIALS]
        for head in range(1, min(heads, len(found) - 1) + 1):
            rest = "".join(initials[head:INITIALS])
            yield "X" + ("".join(characters[:head]) + rest)[:CHARACTERS]
            yield "Y" + ("".join(syllables[:head]) + rest)[:LETTERS]


def query_terms(text: str) -> dict[MatchClass, tuple[str, ...]]:
    """What to look up in the search keys for what a person typed, best class first; empty for nothing to look for.

    Terms of "exact" are whole keys, all others are beginnings of keys. Keys are cut, so a hit of a query longer than
    they are has to be compared with the folded name. One letter is not looked for inside names, one character is.
    """
    folded = fold(text)
    if not folded:
        return {}
    characters = folded[:CHARACTERS]
    if _ONLY_HAN.fullmatch(folded):
        return {"exact": (f"N{characters}",), "prefix": (f"N{characters}",), "inside": (f"M{characters}",)}
    if re.search(f"[{HAN}]", folded):
        mixed = (f"X{folded[:INITIALS]}",) if _HAN_THEN_LETTERS.fullmatch(folded) else ()
        terms: dict[MatchClass, tuple[str, ...]] = {
            "exact": (f"N{characters}",),
            "prefix": (f"N{characters}",),
            "mixed": mixed,
            "inside": (f"M{characters}",),
        }
        return {kind: found for kind, found in terms.items() if found}
    plain = letters(folded)
    if len(folded) == 1:
        return {"exact": (f"N{folded}",), "prefix": (f"N{folded}", f"P{plain}")}
    initials, spelt = plain[:INITIALS], plain[:LETTERS]
    return {
        "exact": (f"N{characters}", f"P{spelt}"),
        "prefix": (f"N{characters}", f"P{spelt}"),
        "initials": (f"I{initials}",),
        "mixed": (f"Y{spelt}",),
        "inside": (f"M{characters}", f"Q{spelt}", f"J{initials}"),
    }

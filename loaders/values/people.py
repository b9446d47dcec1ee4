"""Names of people: one, or a list of them, each with what the cell adds in brackets."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph import contacts
from graph.errors import LoadError
from graph.names import HAN, units
from graph.readings import is_compound
from loaders.values.blanks import is_formula, plain, said
from loaders.values.bodies import body
from loaders.values.gazetteer import divisions
from loaders.values.words import LONGEST, Reason, WordList, any_of, read, shown

LONGEST_NAME = 40
_BODY_FROM = 4
"""Characters from which a name that ends like a firm is taken for one: 星通科技, but not 王厂."""
_DOTS = re.compile(rf"\s*[·•‧∙⋅・･᛫⸱﹒]\s*|(?<=[{HAN}])\s*\.\s*(?=[{HAN}])")
_HAN_NAME = re.compile(rf"[{HAN}]{{2,}}|[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}})+")
_LETTER = rf"[^\W\d_{HAN}]"
_LETTERS = re.compile(_LETTER)
_WORD = rf"(?:{_LETTER}[\u0300-\u036f]*)+"
_LATIN_NAME = re.compile(rf"(?=.*{_LETTER}{{2}}){_WORD}(?:[ .'’·-]+{_WORD})*\.?")
_WRAPPED = re.compile(rf"[{HAN}]\s*\n\s*[{HAN}]{{1,3}}|[{HAN}]{{1,3}}\s*\n\s*[{HAN}]")
_BRACKET = re.compile(r"(?P<name>.*\S)\s*[（(\[［【〔](?P<note>[^（）()\[\]［］【】〔〕]*)[）)\]］】〕]", re.DOTALL)
_AND_OTHERS = re.compile(r"等(?:[0-9一二三四五六七八九十百两数几多余]*(?:人|名|位|同志|专家)?)?$")
_AND = re.compile("以及|[和及与]")


class _People(WordList):
    titles: list[str]
    notes: list[str]
    words: list[str]
    inside: list[str]
    bodies: list[str]
    transliteration: str


class _Patterns(NamedTuple):
    note: re.Pattern[str]
    labelled: re.Pattern[str]
    faults: dict[str, re.Pattern[str]]


class PersonName(NamedTuple):
    """A name as it is compared and shown, and what the cell says beside it (教授, 女)."""

    name: str
    note: str | None = None


@cache
def _listed() -> _People:
    return read(_People, "people.yaml")


def titles() -> list[str]:
    """Titles and posts."""
    return _listed().titles


@cache
def _patterns() -> _Patterns:
    listed = _listed()
    titles, foreign = any_of([*listed.titles, *listed.notes]), "".join(listed.transliteration.split())
    faults = {
        "cells.reason.markup": re.compile("[<>]"),
        "cells.reason.and_others": _AND_OTHERS,
        "cells.reason.digits": re.compile(r"\d"),
        "cells.reason.no_name": re.compile(f"^{any_of(listed.words)}$|{any_of(listed.inside)}"),
        "cells.reason.title": re.compile(f"^{any_of(listed.titles)}|{any_of(listed.titles)}$"),
        "cells.reason.body": re.compile(f"(?:..(?=..$)|.*(?=...)){any_of(listed.bodies)}$"),
        "cells.reason.one_character": re.compile(f"^[{HAN}]$"),
        "cells.reason.long_name": re.compile(f"^(?=[{HAN}]{{5,}}$).*[^{foreign}]"),
    }
    note = re.compile(f"(?:副|正)?{titles}|[{HAN}]{{1,6}}族")
    labelled = re.compile(rf"(?P<note>[{HAN}]{{0,6}}{any_of(listed.titles)})\s*[:：]\s*(?P<name>.+)", re.DOTALL)
    return _Patterns(note, labelled, faults)


def person(text: str) -> PersonName | None:
    """The one person that a cell names; None for a blank; LoadError `cells.not_a_name` says what else it is.

    Blanks inside a Chinese name go (刘　军), names in other letters keep theirs, every middle dot becomes ·. What
    stands in brackets, or as a title behind a blank or before a colon, is the note; a title glued to a name (院士刘军,
    刘军教授) is refused, because 党委书记 looks the same. Formulas, markup and lists are no names.
    """
    tidy = said(text)
    if not tidy:
        return None
    if is_formula(text):
        raise LoadError("cells.not_a_name", value=shown(text), reason=Reason("cells.reason.formula"))
    return _person(tidy)


def people(text: str) -> list[PersonName]:
    """Everybody that a cell names, parted by 、 ， ； / line breaks or blanks, or 和 between two clear names."""
    tidy = said(text)
    if not tidy:
        return []
    if is_formula(text):
        raise LoadError("cells.not_a_name", value=shown(text), reason=Reason("cells.reason.formula"))
    found = (person(piece) for part in _parted(tidy) for piece in _apart(part))
    return [each for each in found if each is not None]


@lru_cache(50_000)
def _person(text: str) -> PersonName:
    if len(text) > LONGEST:
        raise LoadError("cells.not_a_name", value=shown(text), reason=Reason("cells.reason.long_name"))
    bare, notes = _without_notes(text)
    name = _name(plain(bare), notes)
    if name is None:
        raise LoadError("cells.not_a_name", value=shown(text), reason=Reason("cells.reason.several_people"))
    if (fault := _fault(name)) is not None:
        raise LoadError("cells.not_a_name", value=shown(text), reason=Reason(fault))
    said_beside = [note for note in map(said, notes) if note and contacts.in_name(note) is None]
    return PersonName(name, "；".join(said_beside) or None)


def _without_notes(text: str) -> tuple[str, list[str]]:
    """The text without brackets behind it and a title before a colon, and what these held."""
    notes: list[str] = []
    while match := _BRACKET.fullmatch(text):
        notes.insert(0, match["note"].strip())
        text = match["name"]
    match = _patterns().labelled.fullmatch(text)
    return (match["name"], [match["note"], *notes]) if match else (text, notes)


def _name(text: str, notes: list[str]) -> str | None:
    """The name without stray blanks; titles behind it move to the notes; None where it looks like several names."""
    if "\n" in text and not _WRAPPED.fullmatch(text):
        return None
    tokens = _DOTS.sub("·", text).split()
    if not all(re.fullmatch(f"[{HAN}]+", token) for token in tokens):
        return " ".join(tokens)
    while len(tokens) > 1 and len("".join(tokens[:-1])) > 1 and _patterns().note.fullmatch(tokens[-1]):
        notes.insert(0, tokens.pop())
    name = "".join(tokens)
    if len(tokens) == 1 or _one_name(tokens, name):
        return name
    return None


def _one_name(tokens: list[str], name: str) -> bool:
    """刘 军, 刘 小明, 欧阳 小明 are one name; 刘军 张三 are two, and 刘 军 张 三 may be."""
    if is_compound(units(name)):
        return len(name) <= 4
    longer = sum(len(token) > 1 for token in tokens)
    return longer <= 1 and len(name) <= (4 if longer else 3)


def _fault(name: str) -> str | None:
    """Why the text is no name, as the code of a reason; None where it is one."""
    if len(name) > LONGEST_NAME:
        return "cells.reason.long_name"
    code = next((code for code, pattern in _patterns().faults.items() if pattern.search(name)), None)
    if code is None and name in divisions():
        return "cells.reason.place"
    if code is None and len(name) >= _BODY_FROM and (found := body(name)) and found.label == "Enterprise":
        return "cells.reason.body"
    if code or _HAN_NAME.fullmatch(name) or _LATIN_NAME.fullmatch(name):
        return code
    mixed = re.search(f"[{HAN}]", name) and _LETTERS.search(name)
    return "cells.reason.mixed_letters" if mixed else "cells.reason.marks"


def _parted(text: str) -> list[str]:
    """The parts of a list, cut at marks and line breaks outside brackets; a name wrapped over two lines is one."""
    if _WRAPPED.fullmatch(text):
        return [text]
    parts, depth = [""], 0
    for character in text:
        depth = max(0, depth + (character in "（([【〔") - (character in "）)]】〕"))
        if depth == 0 and character in "、，,；;／/\n":
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _apart(part: str) -> list[str]:
    """The names in a part of a list that only blanks or 和 part."""
    part = _DOTS.sub("·", part)
    tokens = part.split()
    if len(tokens) > 1 and all(_is_han_name(token) for token in tokens) and not is_compound(units("".join(tokens))):
        return tokens
    pairs = ((part[: match.start()].strip(), part[match.end() :].strip()) for match in _AND.finditer(part))
    clear = [pair for pair in pairs if len(part) > 4 and _is_han_name(pair[0]) and _is_han_name(pair[1])]
    return list(clear[0]) if len(clear) == 1 else [part]


def _is_han_name(text: str) -> bool:
    return len(text) <= 4 and _HAN_NAME.fullmatch(text) is not None and _fault(text) is None

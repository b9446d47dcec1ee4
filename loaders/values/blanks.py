"""Cells that say nothing, and the form in which all others are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from graph.values import clean_text
from loaders.values.words import LONGEST, WordList, read

_LOOK_ALIKES = re.compile("([²³¹¼-¾⁰-₟⅐-⅟↉①-⓿❶-➓])")
"""Raised digits, fractions, numbers in circles: NFKC would make 102 of 10²."""
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks without a shape of their own, which cleaning a text lets stand."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－−＠]|\s*\t\s*[A-Za-z]")


class _Blanks(WordList):
    words: list[str]
    marks: str


def said(text: str) -> str:
    """The text tidied, in the source's own wording; "" where it is blank or as a whole a placeholder (无, ——, N/A)."""
    return _said(text) if len(text) <= LONGEST else _tidy(text)


@lru_cache(50_000)
def _said(text: str) -> str:
    tidy = _tidy(text)
    words, marks = _placeholders()
    return "" if " ".join(plain(tidy).split()).strip(marks).lower() in words else tidy


def _tidy(text: str) -> str:
    if text.isascii():
        return clean_text(text)
    # Once more: a letter and its accent may have been kept apart by a mark that is gone now.
    return unicodedata.normalize("NFC", clean_text(_UNSEEN.sub("", text)))


@cache
def _placeholders() -> tuple[frozenset[str], str]:
    listed = read(_Blanks, "blanks.yaml")
    return frozenset({"", *(plain(word).lower() for word in listed.words)}), plain(listed.marks) + listed.marks


def plain(text: str) -> str:
    """The text for comparing: full-width letters, digits and marks made narrow, raised and circled digits left."""
    if text.isascii():
        return text
    if not _LOOK_ALIKES.search(text):
        return unicodedata.normalize("NFKC", text)
    pieces = _LOOK_ALIKES.split(text)
    return "".join(piece if at % 2 else unicodedata.normalize("NFKC", piece) for at, piece in enumerate(pieces))


def is_formula(text: str) -> bool:
    """True where a spreadsheet would run the text, as written or without the marks that nobody sees (= + - @)."""
    return _FORMULA.match(text) is not None or ((tidy := said(text)) is not text and _FORMULA.match(tidy) is not None)

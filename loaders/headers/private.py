"""Columns that hold contact details, and what is left of a cell without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

from graph import contacts

Holding = Literal["none", "mixed", "contacts"]

_PARTS = re.compile(r"以及|[及和与、/／,，;；()（）+＋&|\s]")
_NAMES = re.compile(
    r"姓名|名称|联系人|联络[人员]|负责人|经办人|对接人|填报人|责任人|代表人|法人|单位|企业|公司|学校|(?:^|_|\b)(?:name|person)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"址|住|address", re.IGNORECASE)
_REMARKS = re.compile(r"备注|说明|备考|其他|其它|\b(?:remark|note|comment)", re.IGNORECASE)
_PHRASE = re.compile(r"[A-Za-z0-9@._+-]+(?:[ ()—–]+[A-Za-z0-9@._+-]+)*")
_WORD = re.compile(r"[A-Za-z0-9@._+-]+")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[\d@_]")
_LEFT_EMPTY = re.compile(r"\(\s*\)|(?<=[,;:、/\s])[\s,;:、/]+|^[\s,;:、/]+|[\s,;:、/]+$")
_A_NAME = re.compile(r"[^\W\d_]{2}")
_LEAST_DIGITS = 5
_JUDGED = 50


@lru_cache(maxsize=20_000)
def harmless(cell: str) -> str:
    """A cell without contact details; "" where nothing else stood in it."""
    return "" if cell.isspace() else contacts.without(cell)


@lru_cache(maxsize=20_000)
def named_only(cell: str) -> str:
    """A cell of a column of names and contact details: whatever could be a number, an address or an account goes."""
    cut = _PHRASE.sub(_letters_only, unicodedata.normalize("NFKC", harmless(cell)))
    while (tidied := _LEFT_EMPTY.sub("", cut)) != cut:
        cut = tidied
    return cut


def harmless_line(text: str) -> str:
    """A text from above a table; where it speaks of contact details, those of no known shape go too."""
    return named_only(text) if contacts.in_name(text) else contacts.without(text)


def harmless_header(text: str) -> str:
    """A header text without a contact detail in it; its name alone is none."""
    return named_only(text) if contacts.in_name(text) and _MARK.search(text) else contacts.without(text)


def holding(path: Sequence[str], cells: Sequence[str]) -> Holding:
    """Whether a column holds contact details, by its header and some of its filled cells.

    "mixed" is a column of names with details beside them (联系人及电话): a part of its lowest header text names
    somebody, none speaks of more than telephone or e-mail, and the cells keep a name when the details are cut out.
    """
    parts = [part for text in path for part in _PARTS.split(text) if part]
    kinds = {contacts.in_name(text) for text in [*path, *parts]} - {None}
    if not kinds:
        if _REMARKS.search(path[-1] if path else ""):
            return "none"
        return "contacts" if len(cells) >= 2 and _most(not harmless(cell) for cell in cells) else "none"
    if not kinds <= {"phone", "email"} or _ADDRESS.search(path[-1]) or not _NAMES.search(path[-1]):
        return "contacts"
    if not cells:
        named = any(_NAMES.search(part) and contacts.in_name(part) is None for part in _PARTS.split(path[-1]))
        return "mixed" if named else "contacts"
    return "mixed" if _most(bool(_A_NAME.search(named_only(cell))) for cell in cells) else "contacts"


def _letters_only(match: re.Match[str]) -> str:
    """Of words in Latin letters and numbers, those without a digit where the rest could be a contact detail."""
    phrase = match.group()
    if not _MARK.search(phrase) or (
        "@" not in phrase and "_" not in phrase and len(_DIGIT.findall(phrase)) < _LEAST_DIGITS
    ):
        return phrase
    return " ".join(word for word in _WORD.findall(phrase) if not _MARK.search(word))


def _most(answers: Iterable[bool]) -> bool:
    given = list(islice(answers, _JUDGED))
    return sum(given) * 2 > len(given)

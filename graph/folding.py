"""One form for every spelling of a name, so that what is typed and what is stored can be compared."""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


class _Table(dict[int, str]):
    """Character by character: traditional to simplified, nothing for what is neither letter nor digit."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = str(_to_simplified().convert(character)) if character.isalnum() else ""
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """NFKC, lower case, simplified characters, letters and digits only; folding twice changes nothing.

    Characters are converted one by one, never by phrase: 乾隆 becomes 干隆 wherever it is written, and is found so.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    while (folded := _folded_once(text)) != text:
        text = folded
    return folded


def _folded_once(text: str) -> str:
    lower = unicodedata.normalize("NFKC", text).lower()
    return unicodedata.normalize("NFKC", lower).translate(_TABLE)

"""Whole numbers in digits and in Chinese numerals."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.errors import LoadError
from loaders.values.blanks import plain
from loaders.values.words import shown

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"〇": 0, "○": 0, "◯": 0, "两": 2, "兩": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6, "弍": 2, "幺": 1}
_DIGITS |= {character: value for value, character in enumerate("0123456789")}
_UNITS = {"亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4, "千": 1000, "仟": 1000, "百": 100, "佰": 100}
_UNITS |= {"十": 10, "拾": 10}
_TENS = {"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"}

CHINESE = "".join(character for character in [*_DIGITS, *_UNITS, *_TENS] if not character.isascii())
"""Every character of a Chinese numeral, for patterns."""

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_MOST = 40
"""Characters of the longest numeral."""


@lru_cache(10_000)
def number(text: str) -> int:
    """12, １２, 1,200, 十二, 一百零五, 廿一, 三千, 3千, 两亿, 二〇一九 → the number; LoadError for anything else."""
    bare = "".join(plain(text).split())
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    for short, written in _TENS.items():
        bare = bare.replace(short, written)
    found = _value(bare) if 0 < len(bare) <= _MOST else None
    if found is None:
        raise LoadError("cells.not_a_number", value=shown(text))
    return found


def _value(text: str) -> int | None:
    """A row of digits, or numerals put together with 十, 百, 千, 万, 亿; None for what is neither."""
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    if any(character not in _DIGITS and character not in _UNITS for character in text):
        return None
    unit = max(_UNITS[character] for character in text if character in _UNITS)
    at = max(at for at, character in enumerate(text) if _UNITS.get(character) == unit)
    many, rest = _many(text[:at], unit), _rest(text[at + 1 :], unit)
    return None if many is None or rest is None else many * unit + rest


def _many(text: str, unit: int) -> int | None:
    """How many of a unit: 1 to 9 of 十, 百 and 千, less than 万 of 万, than 亿 of 亿; in digits any number of these."""
    if not text:
        return 1
    found = _value(text)
    above = 10 if unit < 10**4 else unit
    if not found or (found >= above and not (text.isascii() and unit >= 10**4)):
        return None
    return found


def _rest(text: str, unit: int) -> int | None:
    """What follows a unit, smaller than it; one character alone counts the next unit (一百五 is 150)."""
    bare = text.lstrip("零〇○◯")
    if not bare:
        return 0 if not text else None
    found = _value(bare)
    if found is None or found >= unit:
        return None
    if len(text) > 1 or unit == 10 or bare in _UNITS:
        return found
    return None if bare.isascii() else found * unit // 10

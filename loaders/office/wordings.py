"""How near the text of a header is to a wording; both are folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

_PART = 0.6
_ALONE = frozenset({"名称", "编号", "代码", "类别", "类型", "级别"})
"""Wordings that say nothing behind the name of what they are of: 企业名称 is no 名称."""


def share(text: str, wording: str) -> float:
    """A header that ends with a wording, or begins with it, is likely it: the likelier the less there is besides."""
    if len(wording) < 2 or wording in _ALONE or not (text.endswith(wording) or text.startswith(wording)):
        return 0.0
    return _PART + (1 - _PART) * 0.7 * len(wording) / len(text)


def is_made(text: str, made: Mapping[str, Sequence[str]]) -> bool:
    """True for a header that has one of the parts and, behind it, one of the ends; all are folded."""
    return any(
        (at := text.find(part)) >= 0 and any(text[at + len(part) :].endswith(end) for end in ends)
        for part, ends in made.items()
    )


def likeness(text: str, wording: str) -> float:
    """How much two texts have in common, from 0 to 1: characters that they share, twice where these are neighbours."""
    if not text or not wording:
        return 0.0
    single = (Counter(text) & Counter(wording)).total() * 2 / (len(text) + len(wording))
    if len(text) < 2 or len(wording) < 2:
        return single
    both = (Counter(pairwise(text)) & Counter(pairwise(wording))).total()
    return (single + both * 2 / (len(text) + len(wording) - 2)) / 2

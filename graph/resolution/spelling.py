"""How two names relate: equal, equal but for words that count for nothing, or different in a word that tells."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from graph.folding import fold
from graph.resolution.profile import Profile
from graph.resolution.rules import NameRule, Relation, load_rules

_CLOSE: tuple[Relation, ...] = ("same", "form", "region")
_NONE: Counter[str] = Counter()
_BEHIND_A_PLACE = 2
"""Characters before 省, 市 … that make it one: 城市学院 has none."""


class Parted(NamedTuple):
    """A folded name without the words that its type leaves out, and those words."""

    core: str
    region: str
    harmless: Counter[str]
    levels: Counter[str]
    telling: Counter[str]


def keys(label: str, name: str) -> str:
    """What names of a type that may be alike have in common; empty for a name that names nobody."""
    rules = load_rules()
    if any(word in name for word in rules.unnamed):
        return ""
    return parted(label, name).core


def characters(profile: Profile) -> int:
    """How long its shortest name is without the words that count for nothing; 0 for a name that many have."""
    return min(_length(profile.label, name) for name in profile.names)


def _length(label: str, name: str) -> int:
    generic = load_rules().types[label].names.generic
    if generic and generic.fullmatch(_written(name)):
        return 0
    found = parted(label, name)
    return sum(map(len, (found.core, *found.telling.elements(), *found.levels.elements())))


def relation(one: Profile, other: Profile) -> Relation | None:
    """The closest way in which any of their names relate; None where they have nothing in common."""
    own = {related(one.label, a, b) for a in one.names for b in other.names}
    if found := next((each for each in _CLOSE if each in own), None):
        return found
    pairs = [(a, b) for a in (*one.names, *one.aliases) for b in (*other.names, *other.aliases)]
    if any(related(one.label, a, b) in _CLOSE[:2] for a, b in pairs):
        return "alias"
    return next((each for each in ("longer", "other") if each in own), None)


@lru_cache(100_000)
def related(label: str, one: str, other: str) -> Relation | None:
    """How two names of a type relate."""
    a, b = parted(label, one), parted(label, other)
    if not a.core or a.core != b.core:
        return None
    if a[1:] == b[1:]:
        return "same"
    if a.telling != b.telling:
        return "longer" if a.telling <= b.telling or b.telling <= a.telling else "other"
    if a.region != b.region:
        if a.region and b.region:
            return "other"
        return "region" if (a.harmless, a.levels) == (b.harmless, b.levels) else "longer"
    return "form" if a.levels <= b.levels or b.levels <= a.levels else "other"


@lru_cache(100_000)
def parted(label: str, name: str) -> Parted:
    """The parts of a name that its type tells apart."""
    rules = load_rules()
    names = rules.types[label].names if label in rules.types else NameRule()
    if names.plain:
        return Parted(fold(name), "", _NONE, _NONE, _NONE)
    core, levels = _without(fold(_written(name)), tuple(names.levels), behind=_BEHIND_A_PLACE)
    region = next((each for each in rules.regions if names.regions and core.startswith(each)), "")
    if region and names.generic and names.generic.fullmatch(core.removeprefix(region)):
        region = ""
    core, harmless = _without(core.removeprefix(region), tuple(names.harmless))
    core, telling = _without(core, (*names.telling, *(rules.trades if names.trades else ())))
    core, ending = _without_ends(core, tuple(names.ends))
    return Parted(core, region, harmless, levels, telling + ending)


@lru_cache(100_000)
def _written(name: str) -> str:
    """The name in the spelling that the rules know."""
    written = load_rules().written
    text = unicodedata.normalize("NFKC", "".join(name.split()))
    return _any_of(tuple(written)).sub(lambda found: written[found.group()], text)


def _without(core: str, words: tuple[str, ...], behind: int = 0) -> tuple[str, Counter[str]]:
    """The text without the words, and those that were in it; a text of nothing else stays."""
    if not words:
        return core, _NONE
    found: Counter[str] = Counter(each.group() for each in _any_of(words).finditer(core, behind))
    rest = core[:behind] + _any_of(words).sub("", core[behind:])
    return (rest, found) if len(rest) > 1 else (core, Counter())


def _without_ends(core: str, words: tuple[str, ...]) -> tuple[str, Counter[str]]:
    """The text without the words that it ends with, one after the other, and those; two characters stay."""
    found: Counter[str] = Counter()
    while end := max(
        (each for each in words if core.endswith(each) and len(core) > len(each) + 1), key=len, default=""
    ):
        core = core.removesuffix(end)
        found[end] += 1
    return core, found


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))

"""A mark from the names that something goes by: folded as names of its type are, within what its name shows it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from graph.folding import fold
from graph.resolution.profile import Mark
from graph.resolution.rules import load_rules
from graph.resolution.spelling import parted


def mark(kind: str, names: Sequence[str], around: Iterable[str] = (), label: str = "") -> Mark:
    """What is said under a kind of evidence; `around` are names of what it is part of, `label` its type, if known."""
    return _mark(kind, tuple(names), tuple(around), label)


@lru_cache(50_000)
def _mark(kind: str, names: tuple[str, ...], around: tuple[str, ...], label: str) -> Mark:
    evidence = load_rules().evidence[kind]
    label = label or evidence.label_of
    if evidence.matching:
        names = tuple(name for name in names if evidence.matching.search(name))
    own = frozenset(filter(None, (parted(label, name).core for name in names)))
    wholes = (found.group() for name in names for pattern in _wholes() if (found := pattern.match(fold(name))))
    wider = frozenset(filter(None, (parted(label, name).core for name in (*around, *wholes)))) - own
    return Mark(names[0] if names else "", own, wider)


@cache
def _wholes() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in load_rules().wholes]

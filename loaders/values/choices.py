"""One of the values that the schema allows, from the word an office uses for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from graph.errors import LoadError
from graph.folding import fold
from loaders.values.blanks import plain, said
from loaders.values.words import LONGEST, shown

Choices: TypeAlias = Mapping[str, Mapping[str, str] | str]
"""Value → its labels by language, or one label."""
_Words: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


def choice(text: str, choices: Choices, synonyms: Mapping[str, list[str]]) -> str | None:
    """The value that a cell names by itself, by a label or by a synonym (value → synonyms); None for a blank.

    Compared without blanks, width and case, and a label also without what it says in brackets. LoadError
    `cells.not_a_choice` names what is allowed; a synonym of two values stands for the first.
    """
    tidy = said(text)
    if not tidy:
        return None
    if tidy in choices:
        return tidy
    labels = tuple((value, _labels(label)) for value, label in choices.items())
    extra = tuple((value, tuple(synonyms.get(value, ()))) for value in choices)
    found = _known(labels, extra).get(fold(tidy)) if len(tidy) <= LONGEST else None
    if found is None:
        allowed = "、".join(_labels(label)[0] for label in choices.values())
        raise LoadError("cells.not_a_choice", value=shown(text), allowed=allowed)
    return found


def _labels(label: Mapping[str, str] | str) -> tuple[str, ...]:
    return (label,) if isinstance(label, str) else tuple(label.values())


@lru_cache(500)
def _known(labels: _Words, synonyms: _Words) -> dict[str, str]:
    """Folded word → value; a value itself goes before a label, a label before a synonym."""
    known: dict[str, str] = {}
    for value, _ in labels:
        known.setdefault(fold(value), value)
    for value, words in [*labels, *synonyms]:
        for word in words:
            known.setdefault(fold(word), value)
            known.setdefault(fold(plain(word).partition("(")[0]), value)
    known.pop("", None)
    return known

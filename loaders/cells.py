"""What a cell description of a layout yields for a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from typing import TypeAlias

from graph.ledger.claims import Scalar
from loaders.known import Known
from loaders.layout import Cell
from loaders.readers import READERS

Cells: TypeAlias = Mapping[str, str]
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"{(\w+)(?::(\w+))?}")
_SENTENCE_END = re.compile(r"[。；！？]|[:：]\s*\n|\n?[（(]进展")
_HEADLINE = 80
"""Characters of the longest first sentence that is not cut."""
_ID_SEPARATOR = ";"
_HASH_LENGTH = 16


def value(spec: Cell, cells: Cells, known: Known) -> Scalar | list[str] | None:
    """The value that the row has there; None where the cell is empty or says nothing of its own.

    Raises LoadError where a reader does not understand the cell.
    """
    if spec.literal is not None:
        return spec.literal
    if spec.hash:
        return hashed(spec, cells)
    text = fill(spec.template, cells, known) if spec.template is not None else cells.get(spec.column or "", "")
    if not text:
        return spec.empty
    if spec.separator:
        return parts(text, spec.separator)
    if text in spec.values:
        return spec.values[text]
    if spec.patterns:
        return next((found for pattern, found in spec.patterns.items() if re.search(pattern, text)), None)
    return READERS[spec.reader](text) if spec.reader else text


def hashed(spec: Cell, cells: Cells) -> str | None:
    """An id made of identifying texts: the same texts give the same id in every load; None where the first is empty."""
    texts = [cells.get(name, "") for name in spec.hash]
    if not texts[0]:
        return None
    return spec.prefix + sha256("\x1f".join(texts).encode()).hexdigest()[:_HASH_LENGTH]


def parts(text: str, separator: str) -> list[str]:
    """The parts of a list in a cell, empty ones dropped."""
    return [part for part in (each.strip() for each in text.split(separator)) if part]


def fill(template: str, cells: Cells, known: Known) -> str | None:
    """The template filled; parts in brackets go where a column is empty, all of it where one outside is."""

    def bracket(match: re.Match[str]) -> str:
        inner = match.group(1)
        return _fill(inner, cells, known) if all(cells.get(name) for name in columns(inner)) else ""

    outside = _OPTIONAL.sub("", template)
    if not all(cells.get(name) for name in columns(outside)):
        return None
    return _fill(_OPTIONAL.sub(bracket, template), cells, known)


@cache
def columns(template: str) -> tuple[str, ...]:
    """The columns that a template names."""
    return tuple(name for name, _ in _PLACEHOLDER.findall(template))


def columns_of(spec: Cell) -> tuple[str, ...]:
    """The columns that a description reads."""
    if spec.template is not None:
        return columns(spec.template)
    if spec.hash:
        return tuple(spec.hash)
    return (spec.column,) if spec.column else ()


def _fill(template: str, cells: Cells, known: Known) -> str:
    return _PLACEHOLDER.sub(lambda match: _FORMS[match.group(2) or ""](cells[match.group(1)], known), template)


def _names(text: str, known: Known) -> str:
    return "、".join(known.name(each) for each in parts(text, _ID_SEPARATOR))


def _headline(text: str, known: Known) -> str:
    """The first sentence, its wrapped lines joined."""
    first = "".join(_SENTENCE_END.split(text, maxsplit=1)[0].splitlines()).strip()
    return first if len(first) <= _HEADLINE else first[:_HEADLINE] + "…"


_FORMS: dict[str, Callable[[str, Known], str]] = {
    "": lambda text, known: text,
    "names": _names,
    "headline": _headline,
}

"""What a cell says, read as its column is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import LoadError
from graph.folding import fold
from loaders.office.entities import Entity
from loaders.office.mapping import Column, Value
from loaders.office.naming import ALL, MANY, ONE, parts
from loaders.values.amounts import amount, unit_of
from loaders.values.batches import batch
from loaders.values.blanks import said
from loaders.values.counts import count
from loaders.values.dates import date, term

_PADDED = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+")


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A cell's value, or the things it names; `text` is its wording, `column` its place from 0 (-1: the title).

    Two are equal only where they are one: what follows from some cells is remembered by them.
    """

    text: str
    column: int
    value: object = None
    entities: tuple[Entity, ...] = ()

    @property
    def said(self) -> str:
        """What was made of it, in words."""
        return "、".join(each.name for each in self.entities) if self.entities else str(self.value)

    def part(self, spec: Value) -> object:
        """The value, or the part of it that a mapping asks for."""
        if spec.of == "note":
            return next((each.note for each in self.entities if each.note), None)
        if self.entities:
            return self.entities[0].name
        return getattr(self.value, spec.of, self.value)


def read(spec: Column, text: str, column: int, header: str) -> Read | None:
    """What the cell says; None where it says nothing. LoadError where it cannot be read."""
    written = text
    if spec.words and (folded := fold(text)) in spec.words:
        word = spec.words[folded]
        if word is None or not (spec.reads in ONE or spec.reads in MANY):
            return None if word is None else Read(text, column, word)
        written = str(word)
    if not said(written):
        return None
    if spec.reads in ONE:
        entity = ONE[spec.reads](written, spec.label)
        return Read(text, column, entities=(entity,)) if entity else None
    if spec.reads in MANY:
        one = ONE[MANY[spec.reads]]
        found = tuple(entity for part in parts(written) if part and (entity := one(part, spec.label)))
        return Read(text, column, entities=found) if found else None
    value = _VALUES[spec.reads](text, header)
    return None if value is None else Read(text, column, value)


def _text(text: str, header: str) -> object:
    """The text as it stands, but for a word padded to fill its cell (团　长)."""
    tidy = said(text)
    return "".join(tidy.split()) if _PADDED.fullmatch(tidy) else tidy


def _batch(text: str, header: str) -> object:
    try:
        return batch(text)
    except LoadError as error:
        if error.code == "cells.all_batches":
            return ALL
        raise


def _amount(text: str, header: str) -> object:
    return amount(text, unit_of(header) or "万元")


_VALUES: dict[str, Callable[[str, str], object]] = {
    "text": _text,
    "date": lambda text, header: date(text),
    "term": lambda text, header: term(text),
    "batch": _batch,
    "count": lambda text, header: count(text),
    "amount": _amount,
}

"""A thing that a cell names, before anybody knows whether it is on file."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from graph.folding import fold
from graph.ledger.claims import Scalar

_HASH_LENGTH = 16


class Entity(NamedTuple):
    """Its type and name, what identifies it beside the type, what the name itself says of it, and what it is part of.

    `note` is what stood beside the name (the title in 刘军（教授）); `own` means that the source alone knows who is
    meant: people, and what the source numbers.
    """

    label: str
    name: str
    key: tuple[str, ...]
    properties: Mapping[str, Scalar] = {}
    note: str = ""
    within: Entity | None = None
    own: bool = False


def named(
    label: str, name: str, within: Entity | None = None, properties: Mapping[str, Scalar] | None = None
) -> Entity:
    """A thing identified by its name, whatever the spelling: full-width, traditional, with blanks."""
    return Entity(label, name, (fold(name),), properties or {}, within=within)


def record_id(entity: Entity, source: str) -> str:
    """The id of its record: the same in every file, but for what only its source can tell."""
    parts = [entity.label, *([source] if entity.own else []), *entity.key]
    seal = sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{entity.label.lower()}-{seal[:_HASH_LENGTH]}"

"""The digest of a graph: what it says, whatever the order, the engine and the time of writing.

Sum, modulo 2^256, of the SHA-256 of the canonical JSON of every node and relationship: texts in NFC, whole numbers
apart from others, the shortest form of a float, lists sorted and without doubles, what is absent left out.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping

MODULUS = 1 << 256

encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""A value as JSON in one form: made once, for `json.dumps` makes an encoder for every call."""


def canonical(value: object) -> object:
    """A value in the one form that is hashed."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return {name: canonical(each) for name, each in value.items() if each is not None}
    if isinstance(value, Iterable):
        found = {canonical(each) for each in value}
        return list(found) if len(found) == 1 else sorted(found, key=lambda each: (type(each).__name__, each))
    return value


def body(properties: Mapping[str, object]) -> str:
    """The canonical JSON of properties."""
    return encode(
        {
            name: value if isinstance(value, str) and value.isascii() else canonical(value)
            for name, value in properties.items()
            if value is not None
        }
    )


def node_hash(label: str, body: str) -> int:
    """The hash of one node with that canonical JSON, its id among the properties."""
    return _hash(f'["node",{encode(label)},{body}]')


def relationship_hash(type: str, start: str, end: str, body: str) -> int:
    """The hash of one relationship between two node ids."""
    return _hash(f'["relationship",{encode(type)},{encode(start)},{encode(end)},{body}]')


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def as_text(total: int) -> str:
    """A sum of hashes as people see it: 64 hexadecimal digits."""
    return f"{total % MODULUS:064x}"

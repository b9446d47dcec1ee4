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


def canonical(value: object) -> object:
    """A value in the one form that is hashed."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {name: canonical(each) for name, each in value.items() if each is not None}
    if isinstance(value, Iterable):
        return sorted({canonical(each) for each in value}, key=lambda each: (type(each).__name__, each))
    return value


def node_hash(label: str, properties: Mapping[str, object]) -> int:
    """The hash of one node; its id is among its properties."""
    return _hash(["node", label, canonical(properties)])


def relationship_hash(type: str, start: str, end: str, properties: Mapping[str, object]) -> int:
    """The hash of one relationship between two node ids."""
    return _hash(["relationship", type, start, end, canonical(properties)])


def _hash(content: list[object]) -> int:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def as_text(total: int) -> str:
    """A sum of hashes as people see it: 64 hexadecimal digits."""
    return f"{total % MODULUS:064x}"

"""What is compared of a record: its names, and what its ties and properties say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is said of a record (its body, its place): as written, its folded names, what it is within."""

    text: str
    names: frozenset[str]
    wider: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """A record, the sources that state it, its names sorted, and marks by kind of evidence (rules.yaml).

    `years` are the first and the last in which a dated claim sees it; `reference`: it only stands in a directory.
    """

    record: str
    label: str
    names: tuple[str, ...]
    sources: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    reference: bool = False

"""A claim: what one row of one source says about one thing.

Named tuples, because a load makes millions: a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = Scalar | Sequence[str]
"""A property's value: text, whole number, number, truth value or a list of texts. Dates are ISO text."""


class Origin(NamedTuple):
    """Where a claim was read: file name, sheet (empty where there is none), line from 1."""

    file: str = ""
    sheet: str = ""
    line: int = 0


class NodeClaim(NamedTuple):
    """One row says: there is such a thing, with these properties.

    `record` is the record's id (canonical files: the id in the file), `key` tells the claims of one record apart when
    several rows of one source speak of it, `sources` are ids of the Source nodes that state it, `original` is the
    source's wording of the properties that were changed by cleaning.
    """

    record: str
    label: str
    properties: Mapping[str, Value]
    sources: tuple[str, ...] = ()
    observed: str | None = None
    origin: Origin = Origin()
    original: Mapping[str, str] = {}
    key: str = ""


class RelationshipClaim(NamedTuple):
    """One row says: `start` and `end` (record ids) are so related, since, until, or seen so on a day.

    `slot` names what `start` has one of in this source (its present post): a later claim of the slot replaces it,
    whatever its end; without one a claim is about its end.
    """

    type: str
    start: str
    end: str
    properties: Mapping[str, Value] = {}
    since: str | None = None
    until: str | None = None
    observed: str | None = None
    sources: tuple[str, ...] = ()
    origin: Origin = Origin()
    original: Mapping[str, str] = {}
    slot: str = ""


Claim: TypeAlias = NodeClaim | RelationshipClaim

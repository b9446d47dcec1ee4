"""Keeping which records are alike: after a change of claims, those that it touched are compared anew.

A pair's verdict depends on the live claims about its two records and what those are tied to, and on nothing else: in
whatever order loads came and went, the same claims give the same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TypeAlias

from pydantic_core import to_json
from sqlalchemy import Connection, text

from graph.ledger import regarded
from graph.ledger.bulk import many, stream
from graph.ledger.profiles import Profiles
from graph.ledger.store import get, put
from graph.resolution import Profile, Verdict, judge, load_rules

_SEAL = "resolution"
_KEEP = "INSERT INTO alike (one, other, verdict, weighed) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_ASKED = """
SELECT r.label, count(*) FROM alike a JOIN record r ON r.id = a.one WHERE a.verdict = 'ask' GROUP BY r.label
"""
_SOURCES = "SELECT count(DISTINCT source) FROM load WHERE kind = 'load' AND undone_by IS NULL"
_TOGETHER = 2_000
"""Records whose profiles are read at once."""

_Block: TypeAlias = dict[str, bool]
"""Records that share a key; True for those whose comparison may come out otherwise than before."""


@dataclass(frozen=True, slots=True)
class Compared:
    """By type how many pairs more than before are left to staff, and the records compared anew; None for all."""

    queued: dict[str, int]
    regarded: list[str] | None


def update(connection: Connection, load: int, *, all: bool, undone: bool = False) -> Compared:
    """Brings `alike` to the live claims after a load; `all`: whatever the `touched_…` tables say.

    `undone`: `load` is a rollback, of which nobody can say which claims it brought back.
    """
    rules = load_rules()
    before = _asked(connection)
    other_rules = get(connection, _SEAL) != rules.seal
    if other_rules:
        put(connection, _SEAL, rules.seal)
    regarded.note_names(connection, None if other_rules else load)
    if all or other_rules:
        connection.execute(text("DELETE FROM alike"))
        query = regarded.ALL
    else:
        regarded.regard(connection, load, undone=undone)
        query = regarded.REGARDED
    only_source = connection.execute(text(_SOURCES)).scalar_one() < 2
    profiles = Profiles(connection)
    for blocks in _blocks(connection, query, passed_over=rules.own if only_source else []):
        _compare(connection, profiles, blocks)
    more = {label: count - before.get(label, 0) for label, count in _asked(connection).items()}
    records = None if all or other_rules else regarded.records(connection)
    return Compared({label: count for label, count in more.items() if count > 0}, records)


def _asked(connection: Connection) -> dict[str, int]:
    """How many pairs of each type are left to staff."""
    return {row[0]: row[1] for row in connection.execute(text(_ASKED))}


def _blocks(connection: Connection, query: str, passed_over: Sequence[str]) -> Iterator[list[_Block]]:
    """Records that share a key, several such lists at a time; none of the types to be passed over."""
    together: list[_Block] = []
    size = 0
    found = (row for row in stream(connection, query) if row[3] not in passed_over)
    for _, rows in groupby(found, key=lambda row: row[0]):
        block = {row[1]: bool(row[2]) for row in rows}
        together.append(block)
        size += len(block)
        if size >= _TOGETHER:
            yield together
            together, size = [], 0
    if together:
        yield together


def _compare(connection: Connection, profiles: Profiles, blocks: list[_Block]) -> None:
    known = profiles.read({record for block in blocks for record in block})
    kept: dict[tuple[str, str], Verdict] = {}
    for block in blocks:
        for one, other in _candidates([known[record] for record in block if record in known]):
            pair = (one.record, other.record)
            if pair not in kept and (block[one.record] or block[other.record]):
                verdict = judge(one, other)
                if verdict.decision != "different":
                    kept[pair] = verdict
    rows = [(*pair, each.decision, to_json(each.weighed).decode()) for pair, each in kept.items()]
    many(connection, _KEEP, rows)


def _candidates(block: list[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """The pairs of a block that a rule may hold for, the smaller id first.

    Where every rule of a type asks for evidence, of many namesakes only those that share some are compared; records of
    one source are not, where a source tells its records apart.
    """
    rules = load_rules()
    if not block:
        return
    block.sort(key=lambda profile: profile.record)
    label = block[0].label
    if label in rules.own and len({profile.sources for profile in block}) == 1:
        return
    if not rules.types[label].needs_evidence:
        yield from combinations(block, 2)
        return
    yield from _sharing(block, rules.types[label].may_be_unknown)


def _sharing(block: list[Profile], may_be_unknown: frozenset[str]) -> Iterator[tuple[Profile, Profile]]:
    """The pairs that share something beside the name, and those of which one side says nothing that could be shared."""
    groups: defaultdict[tuple[str, str], list[Profile]] = defaultdict(list)
    bare = []
    for profile in block:
        if any(not profile.marks.get(kind) for kind in may_be_unknown):
            bare.append(profile)
        for kind, marks in profile.marks.items():
            for name in {name for each in marks for name in each.names | each.wider}:
                groups[kind, name].append(profile)
    for group in groups.values():
        yield from combinations(group, 2)
    for one in bare:
        for other in block:
            if other is not one:
                yield (one, other) if one.record < other.record else (other, one)

"""Keeping which records are alike: after a change of claims, those that it touched are compared anew.

A pair's verdict depends on the live claims about its two records and what those are tied to, and on nothing else: in
whatever order loads came and went, the same claims give the same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations, groupby
from typing import TypeAlias

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, text

from graph.ledger.bulk import chunks, many, stream
from graph.ledger.profiles import Profiles
from graph.ledger.store import get, put
from graph.resolution import Profile, Verdict, judge, keys, load_rules

_SEAL = "resolution"
_STATED = "SELECT start, type, statement FROM claim WHERE \"end\" = ''"
_CALL = "INSERT INTO called (key, record) VALUES (?, ?) ON CONFLICT DO NOTHING"
_KEEP = "INSERT INTO alike (one, other, verdict, weighed) VALUES (?, ?, ?, ?)"
_ASKED = """
SELECT r.label, count(*) FROM alike a JOIN record r ON r.id = a.one WHERE a.verdict = 'ask' GROUP BY r.label
"""
_REGARDED = "EXISTS (SELECT 1 FROM regarded r WHERE r.record = c.record)"
_SHARED = """
SELECT c.key, c.record, {which} AS regarded FROM called c
WHERE c.key IN (SELECT key FROM called{among} GROUP BY key HAVING count(*) > 1) ORDER BY c.key
"""
_OF_REGARDED = " WHERE key IN (SELECT k.key FROM regarded r CROSS JOIN called k WHERE k.record = r.record)"
_TOGETHER = 2_000
"""Records whose profiles are read at once."""

_Block: TypeAlias = dict[str, bool]
"""Records that share a key; True for those whose comparison may come out otherwise than before."""


def update(connection: Connection, load: int, *, all: bool) -> dict[str, int]:
    """Brings `alike` to the live claims after a load; `all`: whatever the `touched_…` tables say.

    Gives by type how many pairs more than before are left to staff.
    """
    rules = load_rules()
    before = _asked(connection)
    if get(connection, _SEAL) != rules.seal:
        # Compared by other rules, or never.
        all = True
        connection.execute(text("DELETE FROM called"))
        _call(connection, stream(connection, _STATED))
        put(connection, _SEAL, rules.seal)
    else:
        _call(connection, stream(connection, f"{_STATED} AND load = :load", {"load": load}))
    if all:
        connection.execute(text("DELETE FROM alike"))
        query = _SHARED.format(which="1", among="")
    else:
        _regard(connection)
        query = _SHARED.format(which=_REGARDED, among=_OF_REGARDED)
    profiles = Profiles(connection)
    for blocks in _blocks(connection, query):
        _compare(connection, profiles, blocks)
    more = {label: count - before.get(label, 0) for label, count in _asked(connection).items()}
    return {label: count for label, count in more.items() if count > 0}


def _asked(connection: Connection) -> dict[str, int]:
    """How many pairs of each type are left to staff."""
    return {row[0]: row[1] for row in connection.execute(text(_ASKED))}


def _call(connection: Connection, stated: Iterable[tuple[str, str, str]]) -> None:
    """Notes by which keys records may be found alike; also of claims that are not live now, for they may come back."""
    labels = load_rules().types.keys()
    for chunk in chunks((row for row in stated if row[1] in labels), 20_000):
        rows: dict[tuple[int, str], None] = {}
        for record, label, statement in chunk:
            properties = from_json(statement).get("properties", {})
            names = [properties.get("name", ""), properties.get("short_name", ""), *properties.get("alias", ())]
            rows |= {(_number(label, key), record): None for name in names if name and (key := keys(label, name))}
        many(connection, _CALL, list(rows))


def _number(label: str, key: str) -> int:
    return int.from_bytes(blake2b(f"{label}\0{key}".encode(), digest_size=8).digest(), "big", signed=True)


def _regard(connection: Connection) -> None:
    """Forgets what was found of records whose comparison may come out otherwise: touched, or tied to a touched one."""
    types = ", ".join(f"'{type}'" for type in sorted({*load_rules().ties, "PART_OF"}))
    tied = f'SELECT c.start FROM touched_record t CROSS JOIN claim c WHERE c."end" = t.record AND c.type IN ({types})'
    for statement in (
        "DROP TABLE IF EXISTS regarded",
        "CREATE TEMPORARY TABLE regarded (record TEXT PRIMARY KEY)",
        f"INSERT INTO regarded SELECT record FROM touched_record UNION SELECT start FROM touched_pair UNION {tied}",
        "DELETE FROM alike WHERE one IN (SELECT record FROM regarded)",
        "DELETE FROM alike WHERE other IN (SELECT record FROM regarded)",
    ):
        connection.execute(text(statement))


def _blocks(connection: Connection, query: str) -> Iterator[list[_Block]]:
    """Records that share a key, several such lists at a time."""
    together: list[_Block] = []
    size = 0
    for _, rows in groupby(stream(connection, query), key=lambda row: row[0]):
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

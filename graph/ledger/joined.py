"""What evidence has joined unasked: the pairs of records that are one entity by it, a page at a time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from graph.ledger.bulk import stream
from graph.messages import Language
from graph.resolution import Weighed

_PAIRS = """
FROM member m CROSS JOIN alike a CROSS JOIN member o CROSS JOIN node_fact n
WHERE a.one = m.record AND a.verdict = 'same' AND o.record = a.other AND o.entity = m.entity AND n.id = m.entity
"""
"""In SQLite CROSS JOIN keeps the order: by entities, so that a page needs no look at the others."""
_NAMES = {
    "sqlite": ("json_extract(a.weighed, '$[0].first')", "json_extract(a.weighed, '$[0].second')"),
    "postgresql": ("CAST(a.weighed AS json) #>> '{0,first}'", "CAST(a.weighed AS json) #>> '{0,second}'"),
}
"""Both names as they were weighed."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Two records that evidence has made one entity."""

    entity: str
    records: tuple[str, str]
    names: tuple[str, str]
    label: str
    weighed: tuple[Weighed, ...]

    def as_json(self, language: Language) -> dict[str, object]:
        """The fields as they stand, the evidence with its words in a language."""
        return {**asdict(self), "weighed": [each.as_json(language) for each in self.weighed]}


def joined(connection: Connection, label: str, name: str, skip: int, cap: int | None) -> list[Joined]:
    """The pairs in the order of entities: `cap` of them after the first `skip`; of a label, with a name like this."""
    where, values = _where(connection, label, name)
    query = f"SELECT m.entity, a.one, a.other, n.label, a.weighed {where} ORDER BY m.entity, a.one, a.other"
    if cap is not None:
        query, values = f"{query} LIMIT :cap OFFSET :skip", {**values, "cap": cap, "skip": skip}
    return [_joined(*row) for row in stream(connection, query, values)]


def joined_counts(connection: Connection, name: str) -> dict[str, int]:
    """How many pairs there are of each label; with a name like this."""
    where, values = _where(connection, "", name)
    return {row[0]: row[1] for row in stream(connection, f"SELECT n.label, count(*) {where} GROUP BY n.label", values)}


def _where(connection: Connection, label: str, name: str) -> tuple[str, dict[str, object]]:
    where, values = _PAIRS, dict[str, object]()
    if label:
        where, values["label"] = f"{where} AND n.label = :label", label
    if name:
        names = _NAMES[connection.dialect.name]
        either = " OR ".join(f"lower({each}) LIKE :name ESCAPE '!'" for each in names)
        where, values["name"] = f"{where} AND ({either})", f"%{_escaped(name.lower())}%"
    return where, values


def _escaped(name: str) -> str:
    return "".join(f"!{sign}" if sign in "!%_" else sign for sign in name)


def _joined(entity: str, one: str, other: str, label: str, weighed: str) -> Joined:
    found = tuple(Weighed(**each) for each in json.loads(weighed))
    return Joined(entity, (one, other), (found[0].first, found[0].second), label, found)

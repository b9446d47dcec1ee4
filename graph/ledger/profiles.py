"""Records as resolution compares them, read from the live claims: names, what ties and properties say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection

from graph.ledger.bulk import among, listed
from graph.resolution import Mark, Profile, load_rules
from graph.resolution.marks import mark

_ALIASES = ("alias", "short_name")
_NODES = "SELECT start, source, type, statement FROM claim WHERE \"end\" = '' AND retired IS NULL AND start IN"
_TIES = (
    'SELECT start, type, "end", statement FROM claim WHERE "end" <> \'\' AND retired IS NULL '
    "AND type IN ({types}) AND start IN"
)
_PART_OF = "SELECT start, \"end\" FROM claim WHERE type = 'PART_OF' AND retired IS NULL AND start IN"
_DEEPEST = 5
"""Steps from a village to its province."""


@dataclass
class _Stated:
    """What the live claims say of one record."""

    label: str
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    directory: list[bool] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    properties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Profiles:
    """Reads profiles from one state of the ledger; what many records are tied to is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rules = load_rules()
        self._ends: dict[str, _Stated] = {}
        self._wider: dict[str, set[str]] = {}

    def read(self, records: Iterable[str]) -> dict[str, Profile]:
        """The profiles of those of the records that a load in force speaks of."""
        stated = self._stated(records)
        ties = self._ties(stated)
        self._know({end for ends in ties.values() for _, end in ends})
        return {record: self._profile(record, each, ties.get(record, ())) for record, each in stated.items()}

    def _stated(self, records: Iterable[str]) -> dict[str, _Stated]:
        wanted = self._rules.properties.keys()
        found: dict[str, _Stated] = {}
        for start, source, type, statement in among(self._connection, _NODES, sorted(records)):
            said: dict[str, Any] = from_json(statement)
            properties = said.get("properties", {})
            each = found.setdefault(start, _Stated(type))
            each.years.update(_years(said))
            each.directory.append(bool(properties.get("reference")))
            each.sources.add(source)
            each.names.update(_listed(properties.get("name")))
            each.aliases.update(text for name in _ALIASES for text in _listed(properties.get(name)))
            for name in wanted & properties.keys():
                each.properties[name].update(_listed(properties[name]))
        return found

    def _ties(self, records: Mapping[str, _Stated]) -> Mapping[str, list[tuple[str, str]]]:
        """By record, the kind of evidence of each of its ties, and the record at the other end; notes their years."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        query = _TIES.format(types=listed(self._rules.ties))
        for start, type, end, statement in among(self._connection, query, sorted(records)):
            records[start].years.update(_years(from_json(statement)))
            found[start] += ((kind, end) for kind in self._rules.ties[type])
        return found

    def _know(self, ends: set[str]) -> None:
        """Reads the names of records at the other end of ties, and what those are part of."""
        fresh = ends - self._wider.keys()
        for _ in range(_DEEPEST):
            if not fresh:
                return
            self._wider |= {each: set() for each in fresh}
            for start, end in among(self._connection, _PART_OF, sorted(fresh)):
                self._wider[start].add(end)
            self._ends |= self._stated(fresh)
            fresh = {end for each in fresh for end in self._wider[each]} - self._wider.keys()

    def _profile(self, record: str, stated: _Stated, ties: Iterable[tuple[str, str]]) -> Profile:
        marks: defaultdict[str, dict[Mark, None]] = defaultdict(dict)
        for kind, end in ties:
            if end in self._ends:
                marks[kind][self._mark(kind, end)] = None
        for name, texts in stated.properties.items():
            for kind in self._rules.properties[name]:
                marks[kind] |= {mark(kind, [text]): None for text in texts}
        kept = {kind: tuple(sorted(each, key=_text)) for kind, each in marks.items()}
        names, aliases = tuple(sorted(stated.names)), tuple(sorted(stated.aliases - stated.names))
        years = (min(stated.years), max(stated.years)) if stated.years else None
        return Profile(
            record, stated.label, names, frozenset(stated.sources), aliases, years, kept, all(stated.directory)
        )

    def _mark(self, kind: str, end: str) -> Mark:
        stated = self._ends[end]
        around = [name for each in self._around(end) for name in sorted(self._ends[each].names)]
        return mark(kind, [*sorted(stated.names), *sorted(stated.aliases)], around, stated.label)

    def _around(self, record: str) -> Iterator[str]:
        """What a record is part of, and what that is part of."""
        seen, at = {record}, {record}
        while at := {wider for each in at for wider in self._wider.get(each, ())} - seen:
            seen |= at
            yield from (each for each in at if each in self._ends)


def _text(mark: Mark) -> str:
    return mark.text


def _years(said: Mapping[str, Any]) -> Iterator[int]:
    """The years of a claim's dates."""
    return (int(said[name][:4]) for name in ("since", "until", "observed") if said.get(name))


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [] if value is None else [str(value)]

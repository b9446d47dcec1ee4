"""From claims to facts: what the live claims about one thing come to. Pure: no store, no clock, no order of arrival."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from graph.ledger.digest import encode
from graph.schema import RelationshipType, Schema
from graph.values import PartialDate

TERM = ("since", "until")
_KEY_LENGTH = 24


class Statement(NamedTuple):
    """What one live claim states; `born` is the age of its record, so that the older of two wins a tie."""

    properties: Mapping[str, Any]
    sources: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    observed: str | None = None
    born: int = 0


class NodeFact(NamedTuple):
    """A node as it is published."""

    id: str
    label: str
    properties: dict[str, Any]


Place: TypeAlias = tuple[str, str, str, str]
"""Type, start, end, key: where a relationship stands in the order in which a graph is written."""

BEGINNING: Place = ("", "", "", "")
"""Before every relationship."""


class RelationshipFact(NamedTuple):
    """A relationship as it is published; `key` is unique and says the same for the same fact for ever."""

    key: str
    type: str
    start: str
    end: str
    properties: dict[str, Any]

    @property
    def place(self) -> Place:
        """After which place a graph that is being filled goes on."""
        return self.type, self.start, self.end, self.key


def node(schema: Schema, id: str, label: str, statements: Sequence[Statement]) -> NodeFact:
    """What the claims about one node come to.

    Lists are united. Of single values the one stated last counts, by the day of its source; of equals that of the older
    record. A name that lost stays as another name.
    """
    kind = schema.node(label)
    if len(statements) == 1:
        only = statements[0]
        properties = dict(only.properties)
    else:
        ordered = sorted(statements, key=_precedence)
        properties = {}
        for each in ordered:
            for name, value in each.properties.items():
                many = name in kind.properties and kind.properties[name].many
                properties[name] = sorted({*properties.get(name, ()), *value}) if many else value
        for name in [name for name in properties if name in kind.properties and kind.properties[name].unanimous]:
            if not all(name in each.properties for each in statements):
                del properties[name]
        names = {str(each.properties["name"]) for each in ordered if "name" in each.properties}
        others = {*properties.get("alias", ()), *names} - {properties.get("name")}
        if others:
            properties["alias"] = sorted(others)
    properties["id"] = id
    sources = sorted({source for each in statements for source in each.sources})
    if sources:
        properties["sources"] = sources
    return NodeFact(id, label, properties)


def _precedence(statement: Statement) -> tuple[str, int, str]:
    return statement.observed or "", -statement.born, encode(statement.properties)


def relationships(
    schema: Schema, type: str, start: str, end: str, statements: Sequence[Statement]
) -> list[RelationshipFact]:
    """What the claims of one type between two nodes come to, one fact a key.

    Claims with the same key properties are one fact, and where the type's key has the term, those whose dates are
    compatible: 2019 and 2019-08 are one, unless 2019-03 is stated too, for then nobody knows which of the two is meant.
    """
    kind = schema.relationship(type)
    if len(statements) == 1:
        return [_fact(kind, start, end, statements)]
    groups: defaultdict[tuple[Any, ...], list[Statement]] = defaultdict(list)
    for each in statements:
        groups[tuple(_plain(each.properties.get(name)) for name in kind.key)].append(each)
    facts = []
    for group in groups.values():
        terms = _by_term(group) if kind.term else [group]
        facts += [_fact(kind, start, end, each) for each in terms]
    return facts


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _by_term(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Parts statements by their term, the coarser ones joined to the one finer term that they can mean."""
    parts: defaultdict[tuple[str | None, str | None], list[Statement]] = defaultdict(list)
    for each in statements:
        parts[each.since, each.until].append(each)
    terms = sorted(parts, key=lambda term: (term[0] or "", term[1] or ""))
    finest = [term for term in terms if not any(covers(term, other) for other in terms if other != term)]
    joined = {term: list(parts[term]) for term in finest}
    for term in terms:
        if term in joined:
            continue
        meant = [each for each in finest if covers(term, each)]
        if len(meant) == 1:
            joined[meant[0]] += parts[term]
        else:
            joined[term] = list(parts[term])
    return list(joined.values())


def covers(coarse: tuple[str | None, str | None], fine: tuple[str | None, str | None]) -> bool:
    return all(_date_covers(one, other) for one, other in zip(coarse, fine, strict=True))


def _date_covers(coarse: str | None, fine: str | None) -> bool:
    if coarse is None or coarse == fine:
        return True
    return fine is not None and PartialDate.parse(coarse).covers(PartialDate.parse(fine))


def _fact(kind: RelationshipType, start: str, end: str, statements: Sequence[Statement]) -> RelationshipFact:
    properties = _merged(kind, statements) if len(statements) > 1 else _single(statements[0])
    key = properties["key"] = _key(kind, start, end, properties)
    return RelationshipFact(key, kind.name, start, end, properties)


def _single(statement: Statement) -> dict[str, Any]:
    properties = dict(statement.properties)
    if statement.since:
        properties["since"] = statement.since
    if statement.until:
        properties["until"] = statement.until
    if statement.observed:
        properties["observed"] = statement.observed
    if statement.sources:
        properties["sources"] = list(statement.sources)
    return properties


def _merged(kind: RelationshipType, statements: Sequence[Statement]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for each in sorted(statements, key=_precedence):
        properties.update(each.properties)
    since = [each.since for each in statements if each.since]
    if since:
        properties["since"] = _finest(since) if kind.term else min(since)
    until = [each.until for each in statements if each.until]
    if until:
        properties["until"] = _finest(until) if kind.term else max(until)
    seen = sorted(each.observed for each in statements if each.observed)
    if seen:
        properties["observed"] = seen[-1]
        if seen[0] != seen[-1]:
            properties["observed_first"] = seen[0]
    sources = sorted({source for each in statements for source in each.sources})
    if sources:
        properties["sources"] = sources
    return properties


def _finest(dates: Sequence[str]) -> str:
    return max(dates, key=lambda text: (len(text), text))


def _key(kind: RelationshipType, start: str, end: str, properties: Mapping[str, Any]) -> str:
    told_apart = [*kind.key, *TERM] if kind.term else kind.key
    values = (str(properties.get(name, "")) for name in told_apart)
    return hashlib.sha256("\0".join((kind.name, start, end, *values)).encode()).hexdigest()[:_KEY_LENGTH]

"""What a row states: the things it speaks of, and the ties between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from graph.errors import LoadError
from graph.folding import fold
from graph.ledger.claims import Claim, NodeClaim, RelationshipClaim, Value
from graph.schema import load_schema
from loaders.cells import fill
from loaders.known import Known
from loaders.office.cells import Read
from loaders.office.entities import Entity, record_id
from loaders.office.mapping import Mapping, Thing, Tie
from loaders.office.namesakes import Mention, Namesakes
from loaders.office.naming import delegation_of
from loaders.office.references import References
from loaders.office.rows import Row

Found = MappingOf[str, tuple[Entity, ...]]
_NOBODY = Known()
"""Templates of mappings name no ids."""
_DATES = ("since", "until", "observed")


def things(row: Row, references: References) -> dict[str, tuple[Entity, ...]]:
    """The things that the row names or makes, by the names that its mapping gives them."""
    possible = row.sheet.things
    found = {name: _named(row, thing, references) for name, thing in possible.items()}
    _know_parties(row.sheet.fit.mapping, found)
    for name, thing in possible.items():
        wider = found.get(thing.within or "", ())
        if wider:
            found[name] = tuple(each if each.within else replace(each, within=wider[0]) for each in found[name])
    return {name: each for name, each in found.items() if each}


def mentions(row: Row, found: Found) -> Iterator[tuple[str, Mention]]:
    """The people whom the row names, each with what it stands with there."""
    mapping = row.sheet.fit.mapping
    for name, entities in found.items():
        people = [each for each in entities if each.label == "Person"]
        if people:
            bodies, beside = (
                tuple(each.key[-1] for other in others for each in found.get(other, ()))
                for others in (mapping.bodies, mapping.beside)
            )
            text = "" if bodies or beside else fold(" ".join(row.record.cells.values()))
            mention = Mention(bodies, beside, text, name not in mapping.subjects)
            yield from ((each.key[0], mention) for each in people)


class Stated(NamedTuple):
    """A claim, and what of the mapping made it: a thing by its name, a tie by its number, "" where a name itself tells.

    `again`: an earlier row made the very claim; it is not to be told twice.
    """

    claim: Claim
    by: str | int
    again: bool = False


class Claims:
    """Makes claims of rows; `sources` are the ids of the Source nodes that state them, `observed` when, if known."""

    def __init__(
        self,
        source: str,
        sources: tuple[str, ...],
        observed: str | None,
        namesakes: Namesakes,
        references: References,
    ) -> None:
        self._source = source
        self._sources = sources
        self._observed = observed
        self._namesakes = namesakes
        self._references = references
        self._schema = load_schema()
        self._said: set[bytes] = set()

    def of(self, row: Row) -> Iterator[Stated]:
        """What a row states; nothing where it does not name what it should be about."""
        mapping = row.sheet.fit.mapping
        found = things(row, self._references)
        if not any(name in found for name in mapping.subjects):
            columns = [row.sheet.fit.columns.get(mapping.things[name].column or "") for name in mapping.subjects]
            position = next((column.position for column in columns if column), -1)
            row.refuse(row.faults.get(position, LoadError("office.no_subject")), position, whole_row=True)
            return
        told_apart = dict(mentions(row, found))
        records: dict[str, list[tuple[str, str]]] = {}
        for name, entities in found.items():
            for entity in entities:
                record = self._record(entity, told_apart.get(entity.key[0]))
                claim = self._node(row, mapping.things[name], entity, record)
                if claim is None:
                    if name in mapping.subjects:
                        return
                    continue
                records.setdefault(name, []).append((record, entity.label))
                once = entity.label == "Person" and not self._namesakes.repeats(entity.key[0])
                yield Stated(claim, name, not (once or self._first(record, claim.properties)))
                for wider in self._wider(row, entity, record):
                    yield Stated(wider, "")
        for number, tie in row.sheet.ties:
            for each in self._ties(row, tie, records):
                yield Stated(each, number)

    def _record(self, entity: Entity, mention: Mention | None) -> str:
        if entity.label != "Person" or mention is None:
            return record_id(entity, self._source)
        apart = self._namesakes.who(entity.key[0], mention)
        return record_id(replace(entity, key=(*entity.key, *apart)), self._source)

    def _node(self, row: Row, thing: Thing, entity: Entity, record: str) -> NodeClaim | None:
        known = self._schema.node(entity.label).properties
        given: dict[str, tuple[object, Read | None]] = {
            name: (value, None) for name, value in entity.properties.items() if name in known
        }
        for name, (value, cell) in row.given(thing.properties).items():
            if name in known:
                given[name] = ([value] if known[name].many and isinstance(value, str) else value, cell)
        given["name"] = (entity.name, None)
        checked = row.checked(given, entity.label)
        if checked is None:
            return None
        return NodeClaim(record, entity.label, checked[0], self._sources, self._day(row), row.origin, checked[1])

    def _first(self, record: str, properties: MappingOf[str, Value]) -> bool:
        """True the first time that a record is said to have these properties."""
        said = blake2b(f"{record}{sorted(properties.items())}".encode(), digest_size=12).digest()
        new = said not in self._said
        self._said.add(said)
        return new

    def _wider(self, row: Row, entity: Entity, record: str) -> Iterator[Claim]:
        """The things that one is part of, and that it is."""
        wider = entity.within
        if wider is None or not self._schema.relationship("PART_OF").joins(entity.label, wider.label):
            return
        known = self._schema.node(wider.label).properties
        around = record_id(wider, self._source)
        properties = {"name": wider.name, **{name: v for name, v in wider.properties.items() if name in known}}
        if self._first(around, properties):
            yield NodeClaim(around, wider.label, properties, self._sources, self._day(row), row.origin)
        if self._first(record, {"PART_OF": around}):
            yield RelationshipClaim(
                "PART_OF", record, around, observed=self._day(row), sources=self._sources, origin=row.origin
            )
        yield from self._wider(row, wider, around)

    def _ties(self, row: Row, tie: Tie, records: MappingOf[str, list[tuple[str, str]]]) -> Iterator[RelationshipClaim]:
        if not _wanted(row, tie):
            return
        for start, start_label in records.get(tie.start, ()):
            for end, end_label in records.get(tie.end, ()):
                if start == end or not self._schema.relationship(tie.type).joins(start_label, end_label):
                    continue
                claim = self._tie(row, tie, (start, start_label), (end, end_label))
                if claim is not None:
                    yield claim

    def _tie(self, row: Row, tie: Tie, start: tuple[str, str], end: tuple[str, str]) -> RelationshipClaim | None:
        given = row.given(tie.given)
        observed = self._day(row)
        if observed:
            given["observed"] = (observed, None)
        checked = row.checked(given, tie.type, (start[1], end[1]))
        if checked is None:
            return None
        cleaned, wordings = checked
        return RelationshipClaim(
            tie.type,
            start[0],
            end[0],
            {name: value for name, value in cleaned.items() if name not in _DATES},
            sources=self._sources,
            origin=row.origin,
            original=wordings,
            slot=f"{row.sheet.fit.mapping.name}.{tie.start}.{tie.end}" if tie.one else "",
            **{name: str(cleaned[name]) for name in _DATES if name in cleaned},
        )

    def _day(self, row: Row) -> str | None:
        spec = row.sheet.fit.mapping.observed
        found = row.values.get(spec.column or "") if spec else None
        return str(found.part(spec)) if found and spec else self._observed


def _know_parties(mapping: Mapping, found: dict[str, tuple[Entity, ...]]) -> None:
    """A party called like a thing that another column of the row names is that thing, whatever its name looks like."""
    known = {
        fold(each.name): each for name, entities in found.items() if name not in mapping.parties for each in entities
    }
    for name in mapping.parties.intersection(found):
        found[name] = tuple(known.get(fold(each.name), each) for each in found[name])


def refer(row: Row, references: References) -> None:
    """Tells the rows that others may refer to."""
    mapping = row.sheet.fit.mapping
    for thing in mapping.things.values():
        if thing.refers and (made := _named(row, mapping.things[thing.to or ""], references)):
            references.add(_number(row, mapping.things[thing.to or ""]), made[0], _text(row, thing.refers))


def _number(row: Row, thing: Thing) -> str:
    return _text(row, thing.key[0][0])


def _named(row: Row, thing: Thing, references: References) -> tuple[Entity, ...]:
    if thing.column is not None:
        found = row.values.get(thing.column)
        return found.entities if found else ()
    if thing.composed is not None:
        batch, place = row.values.get("batch"), row.values.get("place")
        if batch is None or place is None or not isinstance(batch.value, int | str):
            return ()
        return (delegation_of(batch.value, place.entities[0]),)
    if thing.refers is not None:
        return _referred(row, thing, references)
    texts = {name: _text(row, name) for name in row.values}
    key = next((each for each in thing.key if all(texts.get(name) for name in each)), None)
    name = fill(thing.name or "", texts, _NOBODY)
    if key is None or not name:
        return ()
    return (Entity(thing.label or "", name, tuple(fold(texts[each]) for each in key), own=True),)


def _referred(row: Row, thing: Thing, references: References) -> tuple[Entity, ...]:
    refers = _text(row, thing.refers or "")
    if not refers:
        return ()
    try:
        return (references.find(_number(row, row.sheet.fit.mapping.things[thing.to or ""]), refers),)
    except LoadError as error:
        row.refuse(error, row.values[thing.refers or ""].column, "PART_OF")
        return ()


def _text(row: Row, column: str) -> str:
    read = row.values.get(column)
    if read is None:
        return ""
    return "、".join(each.name for each in read.entities) if read.entities else str(read.value or "")


def _wanted(row: Row, tie: Tie) -> bool:
    def says(column: str, pattern: str) -> bool:
        found = row.values.get(column)
        return found is not None and re.search(pattern, "".join(found.text.split())) is not None

    return all(says(*each) for each in tie.only.items()) and not any(says(*each) for each in tie.unless.items())

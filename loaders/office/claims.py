"""What a row states: the things it speaks of, and the ties between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

from graph.errors import LoadError
from graph.ledger.claims import Claim, NodeClaim, RelationshipClaim, Value
from graph.schema import load_schema
from loaders.office.cells import Read
from loaders.office.entities import Entity, record_id
from loaders.office.mapping import Thing, Tie
from loaders.office.namesakes import Mention, Namesakes
from loaders.office.references import References
from loaders.office.remembered import Remembered
from loaders.office.rows import Row, Sheet
from loaders.office.things import Found, mentions, things

_DATES = ("since", "until", "observed")
Cells: TypeAlias = tuple[object, ...]
"""What decides something: of what it is, and the cells that were read for it."""


class Stated(NamedTuple):
    """A claim, and what of the mapping made it: a thing by its name, a tie by its number, "" where a name itself tells.

    `again`: an earlier row made the very claim; it is not to be told twice.
    """

    claim: Claim
    by: str | int
    again: bool = False


class _Thing(NamedTuple):
    """What is said of a thing: under `record`, but for namesakes of whom the file has several."""

    entity: Entity
    record: str
    properties: Mapping[str, Value]
    original: Mapping[str, str]


class _Tie(NamedTuple):
    """What is said of a tie, whatever its ends; `slot` as in the claim."""

    properties: Mapping[str, Value]
    since: str | None
    until: str | None
    observed: str | None
    original: Mapping[str, str]
    slot: str


class Claims:
    """Makes the claims of a sheet's rows.

    `source` is the name of the source, `sources` are the ids of the Source nodes that state the claims, `observed` is
    when, if known. Most rows say of bodies, places and posts what others said: what cells come to is worked out once.
    """

    def __init__(
        self,
        sheet: Sheet,
        source: str,
        sources: tuple[str, ...],
        observed: str | None,
        namesakes: Namesakes,
        references: References,
    ) -> None:
        self._sheet, self._mapping = sheet, sheet.fit.mapping
        self._source, self._sources, self._observed = source, sources, observed
        self._namesakes, self._references = namesakes, references
        self._schema = load_schema()
        self._said: set[bytes] = set()
        self._of_things = Remembered[Cells, list[_Thing]]()
        self._of_ties = Remembered[Cells, _Tie | None]()
        decided = {name: self._mapping.decided_by(name) for name in sheet.things}
        self._things_decided_by = {name: tuple(columns) for name, columns in decided.items() if columns is not None}
        day = self._mapping.observed
        dated = {day.column} if day and day.column else set()
        self._ties_decided_by = {number: tuple(tie.columns | dated) for number, tie in sheet.ties}

    def of(self, row: Row) -> list[Stated]:
        """What a row states; nothing where it does not name what it should be about."""
        found, stated = things(row, self._references), list[Stated]()
        if not any(name in found for name in self._mapping.subjects):
            self._refuse(row)
            return stated
        records: dict[str, list[tuple[str, str]]] = {}
        day, people = self._day(row), dict[str, Mention]()
        for name, entities in found.items():
            told, before = self._told(row, name, entities)
            for each in told:
                record, again = self._record(row, found, each, people, before=before)
                label = each.entity.label
                records.setdefault(name, []).append((record, label))
                claim = NodeClaim(record, label, each.properties, self._sources, day, row.origin, each.original)
                stated.append(Stated(claim, name, again))
                if each.entity.within and not before:
                    stated += [Stated(wider, "") for wider in self._wider(row, each.entity, record)]
            if len(told) < len(entities) and name in self._mapping.subjects:
                return stated
        for number, tie in self._sheet.ties:
            if tie.start in records and tie.end in records:
                stated += [Stated(each, number) for each in self._ties(row, number, tie, records)]
        return stated

    def _refuse(self, row: Row) -> None:
        """Refuses a row that names no subject, at the cell where one should stand."""
        named = [self._mapping.things[name].column or "" for name in self._mapping.subjects]
        columns = [row.sheet.fit.columns[name] for name in named if name in row.sheet.fit.columns]
        position = columns[0].position if columns else -1
        row.refuse(row.faults.get(position, LoadError("office.no_subject")), position, whole_row=True)

    def _record(
        self, row: Row, found: Found, thing: _Thing, people: dict[str, Mention], *, before: bool
    ) -> tuple[str, bool]:
        """The id of a thing's record, and whether an earlier row said of it just this.

        `people` is filled with the row's mentions once they are needed; `before` says that the same cells were told.
        """
        record, entity = thing.record, thing.entity
        if entity.label == "Person":
            if not self._namesakes.repeats(entity.key[0]):
                return record, False
            if not people:
                people.update(mentions(row, found))
            apart = self._namesakes.who(entity.key[0], people[entity.key[0]])
            record = record_id(entity._replace(key=(*entity.key, *apart)), self._source)
            before = False
        return record, before or not self._first(record, thing.properties)

    def _told(self, row: Row, name: str, entities: tuple[Entity, ...]) -> tuple[list[_Thing], bool]:
        """What is said of the things of a name, and whether of the same cells before; of subjects up to one refused."""
        cells = self._deciding(row, name, entities)
        if cells is not None and cells in self._of_things:
            return self._of_things[cells], True
        refused, told = len(row.refused), list[_Thing]()
        for entity in entities:
            thing = self._thing(row, self._mapping.things[name], entity)
            if thing is not None:
                told.append(thing)
            elif name in self._mapping.subjects:
                break
        if cells is not None and len(row.refused) == refused:
            self._of_things.keep(cells, told)
        return told, False

    def _deciding(self, row: Row, name: str, entities: tuple[Entity, ...]) -> Cells | None:
        """The cells that decide what is said of the things of a name; None where more than they has a say."""
        columns = self._things_decided_by.get(name)
        if columns is None:
            return None
        if (
            name in self._mapping.parties
            and entities is not row.values[self._mapping.things[name].column or ""].entities
        ):
            return None  # what another column of the row names
        return (name, *map(row.values.get, columns))

    def _thing(self, row: Row, thing: Thing, entity: Entity) -> _Thing | None:
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
        return _Thing(entity, record_id(entity, self._source), *checked)

    def _first(self, record: str, properties: Mapping[str, Value]) -> bool:
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

    def _ties(
        self, row: Row, number: int, tie: Tie, records: Mapping[str, list[tuple[str, str]]]
    ) -> Iterator[RelationshipClaim]:
        cells = tuple(map(row.values.get, self._ties_decided_by[number]))
        for start, start_label in records[tie.start]:
            for end, end_label in records[tie.end]:
                if start == end:
                    continue
                key = number, start_label, end_label, *cells
                said = (
                    self._of_ties[key] if key in self._of_ties else self._tie(row, tie, (start_label, end_label), key)
                )
                if said is not None:
                    yield RelationshipClaim(
                        tie.type, start, end, said.properties, said.since, said.until, said.observed,
                        self._sources, row.origin, said.original, said.slot,
                    )  # fmt: skip

    def _tie(self, row: Row, tie: Tie, ends: tuple[str, str], key: Cells) -> _Tie | None:
        """What is said of a tie between things of these types, to be remembered by a key; None where it is none."""
        if not _wanted(row, tie) or not self._schema.relationship(tie.type).joins(*ends):
            return self._of_ties.keep(key, None)
        given, day, refused = row.given(tie.given), self._day(row), len(row.refused)
        if day:
            given["observed"] = (day, None)
        checked = row.checked(given, tie.type, ends)
        if checked is None:
            return None
        cleaned, original = checked
        properties = {name: value for name, value in cleaned.items() if name not in _DATES}
        since, until, observed = (str(cleaned[name]) if name in cleaned else None for name in _DATES)
        slot = f"{self._mapping.name}.{tie.start}.{tie.end}" if tie.one else ""
        said = _Tie(properties, since, until, observed, original, slot)
        return self._of_ties.keep(key, said) if len(row.refused) == refused else said

    def _day(self, row: Row) -> str | None:
        spec = self._mapping.observed
        found = row.values.get(spec.column or "") if spec else None
        return str(found.part(spec)) if found and spec else self._observed


def _wanted(row: Row, tie: Tie) -> bool:
    def says(column: str, pattern: str) -> bool:
        found = row.values.get(column)
        return found is not None and re.search(pattern, "".join(found.text.split())) is not None

    return all(says(*each) for each in tie.only.items()) and not any(says(*each) for each in tie.unless.items())

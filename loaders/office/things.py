"""What a row speaks of: the things that its cells name, and those that it makes itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.errors import LoadError
from graph.folding import fold
from loaders.cells import fill
from loaders.known import Known
from loaders.office.entities import Entity
from loaders.office.mapping import Mapping as MappingSpec
from loaders.office.mapping import Thing
from loaders.office.namesakes import Mention
from loaders.office.naming import delegation_of
from loaders.office.references import References
from loaders.office.rows import Row

Found = Mapping[str, tuple[Entity, ...]]
_NOBODY = Known()
"""Templates of mappings name no ids."""


def things(row: Row, references: References) -> dict[str, tuple[Entity, ...]]:
    """The things that the row names or makes, by the names that its mapping gives them."""
    mapping = row.sheet.fit.mapping
    found: dict[str, tuple[Entity, ...]] = {}
    for name, thing in row.sheet.things.items():
        if entities := _named(row, thing, references):
            found[name] = entities
    if not mapping.parties.isdisjoint(found):
        _know_parties(mapping, found)
    for name, within in row.sheet.within:
        wider = found.get(within)
        if wider and name in found:
            found[name] = tuple(each if each.within else each._replace(within=wider[0]) for each in found[name])
    return found


def mentions(row: Row, found: Found) -> Iterator[tuple[str, Mention]]:
    """The people whom the row names, each with what it stands with there."""
    named = [(name, each.key[0]) for name, entities in found.items() for each in entities if each.label == "Person"]
    if not named:
        return
    mapping = row.sheet.fit.mapping
    bodies, beside = _keys(mapping.bodies, found), _keys(mapping.beside, found)
    text = "" if bodies or beside else fold(" ".join(row.record.cells.values()))
    for name, key in named:
        yield key, Mention(bodies, beside, text, name not in mapping.subjects)


def _keys(names: list[str], found: Found) -> tuple[str, ...]:
    return tuple(each.key[-1] for name in names for each in found.get(name, ()))


def _know_parties(mapping: MappingSpec, found: dict[str, tuple[Entity, ...]]) -> None:
    """A party called like a thing that another column of the row names is that thing, whatever its name looks like."""
    known = {
        _folded(each.name): each for name, entities in found.items() if name not in mapping.parties for each in entities
    }
    for name in mapping.parties.intersection(found):
        if not known.keys().isdisjoint(_folded(each.name) for each in found[name]):
            found[name] = tuple(known.get(_folded(each.name), each) for each in found[name])


@lru_cache(10_000)
def _folded(name: str) -> str:
    return fold(name)


def refer(row: Row, references: References) -> None:
    """Tells the rows that others may refer to."""
    mapping = row.sheet.fit.mapping
    for thing in mapping.referring:
        if made := _named(row, mapping.things[thing.to or ""], references):
            references.add(_number(row, mapping.things[thing.to or ""]), made[0], _text(row, thing.refers or ""))


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
    texts = {name: _text(row, name) for name in thing.columns}
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

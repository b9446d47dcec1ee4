"""What a mapping says of columns, things, types and properties that nothing describes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.errors import LoadError
from graph.schema import load_schema
from loaders.office.cells import read
from loaders.office.mapping import Mapping, Thing, Tie, Value
from loaders.values.words import Reason


class Misfit(NamedTuple):
    """A fault: where it stands in the mapping, and what it is."""

    place: tuple[str | int, ...]
    reason: Reason


def misfits(mapping: Mapping) -> Iterator[Misfit]:
    """Every fault of a mapping that is well-formed."""
    yield from _no_things(mapping, ("subjects",), mapping.subjects)
    yield from _no_things(mapping, ("bodies",), mapping.bodies)
    yield from _no_things(mapping, ("beside",), mapping.beside)
    for at, needed in enumerate(mapping.needs):
        yield from _no_columns(mapping, ("needs", at), needed)
    for at, period in enumerate(mapping.periods):
        yield from _no_columns(mapping, ("periods", at), period)
    yield from _misfits_of_template(mapping)
    for name, thing in mapping.things.items():
        yield from _misfits_of_thing(mapping, name, thing)
    for at, tie in enumerate(mapping.ties):
        yield from _misfits_of_tie(mapping, ("ties", at), tie)


def _no_columns(mapping: Mapping, place: tuple[str | int, ...], names: Iterable[str | None]) -> Iterator[Misfit]:
    missing = (name for name in names if name is not None and name not in mapping.columns)
    yield from (Misfit(place, Reason("office.fault.no_column", name=name)) for name in missing)


def _no_things(mapping: Mapping, place: tuple[str | int, ...], names: Iterable[str]) -> Iterator[Misfit]:
    missing = (name for name in names if name not in mapping.things)
    yield from (Misfit(place, Reason("office.fault.no_thing", name=name)) for name in missing)


def _no_property(
    label: str, place: tuple[str | int, ...], known: Iterable[str], names: Iterable[str]
) -> Iterator[Misfit]:
    missing = (name for name in names if name not in set(known))
    yield from (Misfit(place, Reason("office.fault.no_property", label=label, name=name)) for name in missing)


def _columns_of(values: Iterable[Value]) -> Iterator[str | None]:
    return (name for each in values for name in (each.column, each.without))


def _misfits_of_template(mapping: Mapping) -> Iterator[Misfit]:
    """Columns that there are not, and examples that would be refused."""
    for name, example in mapping.template.items():
        column, place = mapping.columns.get(name), ("template", name)
        if column is None:
            yield Misfit(place, Reason("office.fault.no_column", name=name))
            continue
        try:
            blank = read(column, example, 0, column.header) is None
        except LoadError:
            blank = True
        if blank and example:
            yield Misfit(place, Reason("office.fault.example", name=name, example=example))


def _misfits_of_thing(mapping: Mapping, name: str, thing: Thing) -> Iterator[Misfit]:
    place = ("things", name)
    yield from _no_columns(mapping, place, [thing.column, thing.refers, *itertools.chain(*thing.key)])
    yield from _no_columns(mapping, place, _columns_of(itertools.chain(*thing.properties.values())))
    label = thing.label or (mapping.columns[thing.column].label if thing.column in mapping.columns else None)
    if label is None:
        return
    known = load_schema().nodes.get(label)
    if known is None:
        yield Misfit(place, Reason("office.fault.no_type", name=label))
    else:
        yield from _no_property(label, place, known.properties, thing.properties)


def _misfits_of_tie(mapping: Mapping, place: tuple[str | int, ...], tie: Tie) -> Iterator[Misfit]:
    yield from _no_things(mapping, place, (tie.start, tie.end))
    values = itertools.chain(*tie.properties.values(), tie.since, tie.until)
    yield from _no_columns(mapping, place, [*tie.only, *tie.unless, *_columns_of(values)])
    known = load_schema().relationships.get(tie.type)
    if known is None:
        yield Misfit(place, Reason("office.fault.no_type", name=tie.type))
    else:
        yield from _no_property(tie.type, place, known.properties, tie.properties)

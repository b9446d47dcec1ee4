"""The mappings that come with the product, read from their files and checked against themselves and the schema."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from graph.errors import LoadError, MappingError, NotFound
from graph.schema import load_schema
from loaders.described import described
from loaders.office.cells import read
from loaders.office.mapping import Mapping, Thing, Value

FOLDER = Path(__file__).parents[1] / "mappings"


def read_mapping(path: Path) -> Mapping:
    """A mapping file; MappingError says what is wrong in it."""
    mapping = described(Mapping, path.name, path.read_text("utf-8"), name=path.stem)
    misfits = "; ".join(_misfits(mapping))
    if misfits:
        raise MappingError("loaders.mapping_file", file=path.name, fault=misfits)
    return mapping


@cache
def mappings() -> tuple[Mapping, ...]:
    """The mappings that come with the product."""
    return tuple(read_mapping(path) for path in sorted(FOLDER.glob("*.yaml")))


def mapping_named(name: str) -> Mapping:
    """One of them, by its name or its title; NotFound names those there are."""
    found = next((each for each in mappings() if name in (each.name, each.title.zh, each.title.en)), None)
    if found is None:
        raise NotFound("office.no_such_mapping", mapping=name, known=" · ".join(each.name for each in mappings()))
    return found


def _misfits(mapping: Mapping) -> Iterator[str]:
    """Columns, things, types and properties that nothing describes."""
    yield from (f"subjects: no thing {name}" for name in mapping.subjects if name not in mapping.things)
    named = [column for each in mapping.needs for column in each]
    named += [thing.column for thing in mapping.things.values() if thing.column]
    named += [column for thing in mapping.things.values() for key in thing.key for column in key]
    named += [column for period in mapping.periods for column in period]
    named += [column for tie in mapping.ties for column in (*tie.only, *tie.unless)]
    named += mapping.template
    yield from (f"no column {name}" for name in named if name not in mapping.columns)
    yield from _misfits_of_examples(mapping)
    told = (*mapping.bodies, *mapping.beside)
    yield from (f"bodies, beside: no thing {name}" for name in told if name not in mapping.things)
    for name, thing in mapping.things.items():
        yield from _misfits_of_values(mapping, itertools.chain(*thing.properties.values()))
        yield from _misfits_of_thing(mapping, name, thing)
    for tie in mapping.ties:
        yield from (f"{tie.type}: no thing {end}" for end in (tie.start, tie.end) if end not in mapping.things)
        known = load_schema().relationships.get(tie.type)
        if known is None:
            yield f"no relationship type {tie.type}"
            continue
        yield from (f"{tie.type} has no property {each}" for each in tie.properties if each not in known.properties)
        yield from _misfits_of_values(mapping, [*itertools.chain(*tie.properties.values()), *tie.since, *tie.until])


def _misfits_of_examples(mapping: Mapping) -> Iterator[str]:
    for name, example in mapping.template.items():
        column = mapping.columns.get(name)
        try:
            if column and read(column, example, 0, column.header) is None and example:
                yield f"template: {name} takes {example} for a blank"
        except LoadError as error:
            yield f"template: {name}: {error.message('en')}"


def _misfits_of_thing(mapping: Mapping, name: str, thing: Thing) -> Iterator[str]:
    schema = load_schema()
    label = thing.label or (mapping.columns[thing.column].label if thing.column in mapping.columns else None)
    if label is None:
        return
    if label not in schema.nodes:
        yield f"{name}: no node type {label}"
        return
    known = schema.nodes[label].properties
    yield from (f"{label} has no property {each}" for each in thing.properties if each not in known)


def _misfits_of_values(mapping: Mapping, values: Iterable[Value]) -> Iterator[str]:
    named = [name for each in values for name in (each.column, each.without) if name]
    yield from (f"no column {name}" for name in named if name not in mapping.columns)

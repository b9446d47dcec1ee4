"""The words that a column may say, where there are only so many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.schema import Property, load_schema
from loaders.office.mapping import Mapping, Value


@dataclass(frozen=True)
class Vocabulary:
    """The words, in their order; none where the column may say anything. `closed` is true where no other is taken."""

    words: tuple[str, ...] = ()
    closed: bool = False


def vocabulary(mapping: Mapping, name: str) -> Vocabulary:
    """That of a column: the choices of the property that it fills, in the words that it is read by, or those alone."""
    column = mapping.columns[name]
    if column.reads != "text":
        return Vocabulary()
    meant: dict[object, str] = {}
    for word, value in column.words.items():
        if value is not None:
            meant.setdefault(value, word)
    choice = next((each for each in _filled(mapping, name) if each.choices), None)
    if choice is None:
        return Vocabulary(tuple(meant.values()))
    words = (value if text.zh == value else meant.get(value) for value, text in choice.choices.items())
    return Vocabulary(tuple(word for word in words if word), closed=True)


def _filled(mapping: Mapping, name: str) -> Iterator[Property]:
    """The properties of the model that a column fills."""
    schema = load_schema()
    for thing in mapping.things.values():
        label = thing.label or (mapping.columns[thing.column].label if thing.column else None)
        if label:
            yield from _of(schema.nodes[label].properties, thing.properties, name)
    for tie in mapping.ties:
        yield from _of(schema.relationships[tie.type].properties, tie.properties, name)


def _of(known: dict[str, Property], given: dict[str, list[Value]], name: str) -> Iterable[Property]:
    return (known[each] for each, values in given.items() if any(value.column == name for value in values))

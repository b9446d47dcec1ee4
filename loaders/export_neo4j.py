"""What Neo4j's own offline import reads: a header and a data file for each label and relationship type.

Every column has one type, while one node's `value` may be a whole number and another's have decimals: those with
decimals are a group of their own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from graph.ledger.marker import Marker
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.schema import Property, load_schema
from loaders.writing import Content, Written, replacing

ARGUMENTS = "import.args"
"""The arguments of the import, which the tool takes from a file named with an @."""

PARTED_BY = "\x1f"
"""Between the values of a list. No value holds it: what cannot be seen is cleaned out of every text."""

_IN_HEADER = {"integer": "long", "boolean": "boolean"}
"""How a type of the schema is called in a header; all others are text, dates as the graph keeps them."""


class _Row(NamedTuple):
    """A line to write: the group of files it belongs to, their columns, its cells."""

    group: str
    columns: tuple[str, ...]
    cells: list[str]


def export_neo4j_admin(content: Content, path: Path) -> Written:
    """Writes a folder for `neo4j-admin database import full`, with its arguments and a README that says how."""
    with replacing(path, ARGUMENTS) as folder:
        files = _Files(folder)
        with files:
            files.write("nodes", [_marker(content.marker)])
            nodes = files.write("nodes", map(_node, content.nodes()))
            relationships = files.write("relationships", map(_relationship, content.relationships()))
        (folder / ARGUMENTS).write_text("\n".join(files.arguments()) + "\n", "utf-8")
        told = {"nodes": nodes, "relationships": relationships, "digest": content.digest, "arguments": ARGUMENTS}
        readme = resources.files(__package__).joinpath("export_neo4j.md").read_text("utf-8")
        (folder / "README.md").write_text(readme.format(revision=content.marker.revision, **told), "utf-8")
    return Written(path, nodes, relationships)


class _Files(ExitStack):
    """The files of an import, opened when their first row comes."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._writers: dict[tuple[str, str], Any] = {}
        self._multiline = False

    def write(self, kind: str, rows: Iterable[_Row]) -> int:
        """Writes "nodes" or "relationships", and gives how many."""
        count = 0
        for group, columns, cells in rows:
            writer = self._writers.get((kind, group)) or self._opened(kind, group, columns)
            writer.writerow(cells)
            self._multiline = self._multiline or any("\n" in each for each in cells)
            count += 1
        return count

    def arguments(self) -> Iterator[str]:
        """The arguments by which the import reads exactly these files, from within their folder."""
        yield f"--array-delimiter=U+{ord(PARTED_BY):04X}"
        if self._multiline:
            yield "--multiline-fields=true"
        for kind, group in self._writers:
            yield f"--{kind}={kind}/{group}-header.csv,{kind}/{group}.csv"

    def _opened(self, kind: str, group: str, columns: tuple[str, ...]) -> Any:  # noqa: ANN401
        (self._folder / kind).mkdir(exist_ok=True)
        with (self._folder / kind / f"{group}-header.csv").open("w", encoding="utf-8", newline="") as header:
            csv.writer(header, lineterminator="\n").writerow(columns)
        data = self.enter_context((self._folder / kind / f"{group}.csv").open("w", encoding="utf-8", newline=""))
        writer = self._writers[kind, group] = csv.writer(data, lineterminator="\n")
        return writer


def _node(fact: NodeFact) -> _Row:
    properties = _without_id(fact.label)
    decimals = _decimals(properties, fact.properties)
    columns = ("id:ID(Entity)", ":LABEL", *_columns(fact.label, decimals))
    cells = [fact.id, PARTED_BY.join(("Entity", fact.label)), *_cells(properties, fact.properties)]
    return _Row("-".join((fact.label, *decimals)), columns, cells)


def _relationship(fact: RelationshipFact) -> _Row:
    properties = load_schema().relationship(fact.type).properties
    decimals = _decimals(properties, fact.properties)
    columns = (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", *_columns(fact.type, decimals))
    cells = [fact.start, fact.end, fact.type, *_cells(properties, fact.properties)]
    return _Row("-".join((fact.type, *decimals)), columns, cells)


def _marker(marker: Marker) -> _Row:
    """The marker, so that the graph is known as ours, and that publishing goes on from this revision."""
    held = {name: value for name, value in asdict(marker).items() if name != "id"}
    columns = (f"{name}:{'long' if isinstance(value, int) else 'string'}" for name, value in held.items())
    cells = (cell(value) for value in held.values())
    return _Row("marker", ("id:ID(Marker)", ":LABEL", *columns), [marker.id, "QianxianMarker", *cells])


@cache
def _without_id(label: str) -> Mapping[str, Property]:
    return {name: each for name, each in load_schema().node(label).properties.items() if name != "id"}


def _decimals(properties: Mapping[str, Property], held: Mapping[str, object]) -> tuple[str, ...]:
    """The numbers that have decimals here."""
    return tuple(name for name in properties if isinstance(held.get(name), float))


@cache
def _columns(type: str, decimals: tuple[str, ...]) -> tuple[str, ...]:
    schema = load_schema()
    properties = _without_id(type) if type in schema.nodes else schema.relationship(type).properties
    return tuple(f"{name}:{_in_header(each, name in decimals)}" for name, each in properties.items())


def _in_header(wanted: Property, decimal: bool) -> str:
    if wanted.type == "number":
        return "double" if decimal else "long"
    return _IN_HEADER.get(wanted.type, "string") + ("[]" if wanted.many else "")


def _cells(properties: Mapping[str, Property], held: Mapping[str, object]) -> Iterator[str]:
    return (cell(held.get(name)) for name in properties)


def cell(value: object) -> str:
    """A value as the import reads it; nothing for what is absent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return PARTED_BY.join(map(str, value))
    return repr(value) if isinstance(value, float) else str(value)

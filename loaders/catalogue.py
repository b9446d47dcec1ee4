"""The layouts that come with the product, read from their files and checked against the schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import MappingError
from graph.schema import Schema, load_schema
from loaders.described import described
from loaders.layout import File, Layout, Relationship

FOLDER = Path(__file__).parent / "layouts"


def read_layout(path: Path) -> Layout:
    """A layout file, checked against itself and the schema; MappingError says what is wrong in it."""
    layout = described(Layout, path.name, path.read_text("utf-8"), name=path.stem)
    misfits = _faults(layout, load_schema())
    if misfits:
        raise MappingError("loaders.mapping_file", file=path.name, fault="; ".join(misfits))
    return layout


@cache
def layouts() -> tuple[Layout, ...]:
    """The layouts that come with the product."""
    return tuple(read_layout(path) for path in sorted(FOLDER.glob("*.yaml")))


def _faults(layout: Layout, schema: Schema) -> list[str]:
    """Labels, types and properties that the schema does not have, and files that nothing describes."""
    found = [f"no file {name}" for name in layout.recognised_by if layout.file(name) is None]
    for file in layout.files:
        found += [f"{file.file}: {fault}" for fault in _faults_of_file(file, layout, schema)]
    return found


def _faults_of_file(file: File, layout: Layout, schema: Schema) -> list[str]:
    found: list[str] = []
    if file.node is not None:
        for label in file.node.labels:
            if label not in schema.nodes:
                found.append(f"no node type {label}")
                continue
            known: dict[str, Any] = schema.nodes[label].properties
            named = [
                *file.node.properties,
                *file.node.made,
                *(each.inferred for each in file.relationships if each.inferred),
            ]
            found += [
                f"{label} has no property {name}" for name in named if name not in known and len(file.node.labels) == 1
            ]
        if file.node.match and layout.file(file.node.match.file) is None:
            found.append(f"match: no file {file.node.match.file}")
    for relationship in file.relationships:
        found += _faults_of_relationship(relationship, file, layout, schema)
    return found


def _faults_of_relationship(relationship: Relationship, file: File, layout: Layout, schema: Schema) -> list[str]:
    found: list[str] = []
    if file.node is None and (relationship.start is None or relationship.end is None):
        found.append("a relationship without an end, in a file without nodes")
    follows = [follow for end in (relationship.start, relationship.end) if end for follow in end.otherwise]
    found += [f"otherwise: no file {each.file}" for each in follows if layout.file(each.file) is None]
    if isinstance(relationship.type, str):
        if relationship.type not in schema.relationships:
            return [*found, f"no relationship type {relationship.type}"]
        known = schema.relationships[relationship.type].properties
        found += [
            f"{relationship.type} has no property {name}" for name in relationship.properties if name not in known
        ]
    return found

"""Reading the type files and checking them against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import ValidationError

from graph.errors import SchemaError
from graph.schema.types import Chain, NodeType, Property, RelationshipType, Strict, Words

Kind = TypeVar("Kind", bound=Strict)
Fields = dict[str, Any]


class Common(Strict):
    """What every type has: `common.yaml`."""

    version: int
    icons: list[Words]
    nodes: dict[str, Fields]
    relationships: dict[str, Fields]


class Model(NamedTuple):
    """Everything a folder of type files says."""

    version: int
    chains: dict[str, Chain]
    nodes: dict[str, NodeType]
    relationships: dict[str, RelationshipType]


def read_folder(folder: Path) -> Model:
    """The model of a folder of type files; SchemaError names the file and what is wrong with it."""
    common = _validated(Common, folder / "common.yaml", _fields(folder / "common.yaml"))
    chains = {
        name: _validated(Chain, folder / "chains.yaml", {"name": name, **fields})
        for name, fields in _fields(folder / "chains.yaml").items()
    }
    nodes = {
        path.stem: _validated(NodeType, path, _with_properties(path, fields, common.nodes))
        for path, fields in _files(folder / "nodes")
    }
    relationships = {
        path.stem: _validated(RelationshipType, path, _with_properties(path, _paired(fields), common.relationships))
        for path, fields in _files(folder / "relationships")
    }
    for node in nodes.values():
        _check(folder / "nodes", node.name, _faults_of_node(node, chains, common.icons))
    for relationship in relationships.values():
        _check(folder / "relationships", relationship.name, _faults_of_relationship(relationship, nodes))
    order = list(chains)
    in_order = sorted(nodes.values(), key=lambda node: (order.index(node.chain), node.rank, node.name))
    return Model(common.version, chains, {node.name: node for node in in_order}, relationships)


def _files(folder: Path) -> Iterator[tuple[Path, Fields]]:
    return ((path, _fields(path)) for path in sorted(folder.glob("*.yaml")))


def _fields(path: Path) -> Fields:
    try:
        read = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        raise SchemaError("schema.file", file=path.name, fault=str(error)) from error
    if not isinstance(read, dict):
        raise SchemaError("schema.file", file=path.name, fault="not a mapping")
    return read


class _Loader(yaml.SafeLoader):
    """Safe loading that refuses a key written twice, which YAML would let win silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        return mapping


def _with_properties(path: Path, fields: Fields, common: Mapping[str, Fields]) -> Fields:
    """Adds the name (the file's) and the common properties, which a type may re-word but not re-type."""
    own = fields.get("properties") or {}
    merged = {name: {**common.get(name, {}), **(own.get(name) or {})} for name in [*common, *own]}
    properties = {name: {"name": name, **each} for name, each in merged.items()}
    return {"name": path.stem, **fields, "properties": properties}


def _paired(fields: Fields) -> Fields:
    """`ends: [{from: [A, B], to: [C]}]` becomes every pair of its blocks, `same: [A, B]` each with itself."""
    pairs: list[tuple[str, str]] = []
    for block in fields.get("ends") or []:
        pairs += [(start, end) for start in block.get("from", []) for end in block.get("to", [])]
        pairs += [(label, label) for label in block.get("same", [])]
    return {**fields, "ends": pairs}


def _validated(kind: type[Kind], path: Path, fields: Fields) -> Kind:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise SchemaError("schema.file", file=path.name, fault="; ".join(faults)) from error


def _check(folder: Path, name: str, faults: Iterator[str]) -> None:
    found = "; ".join(faults)
    if found:
        raise SchemaError("schema.file", file=f"{folder.name}/{name}.yaml", fault=found)


def _faults_of_node(node: NodeType, chains: Mapping[str, Chain], icons: list[str]) -> Iterator[str]:
    if node.chain not in chains:
        yield f"chain: no chain {node.chain}"
    if node.icon not in icons:
        yield f"icon: no icon {node.icon}"
    for name in [node.caption, *node.featured]:
        if name not in node.properties:
            yield f"no property {name}"
    for name, marks in node.containers.items():
        choices = node.properties[name].choices if name in node.properties else {}
        yield from (f"containers: {name} has no choice {value}" for value in marks if value not in choices)
    yield from _faults_of_properties(node.properties)


def _faults_of_relationship(relationship: RelationshipType, nodes: Mapping[str, NodeType]) -> Iterator[str]:
    if not relationship.ends:
        yield "ends: none given"
    if len(set(relationship.ends)) < len(relationship.ends):
        yield "ends: a pair stands twice"
    yield from (f"ends: no node type {label}" for pair in relationship.ends for label in pair if label not in nodes)
    yield from (f"key: no property {name}" for name in relationship.key if name not in relationship.properties)
    yield from _faults_of_properties(relationship.properties)


def _faults_of_properties(properties: Mapping[str, Property]) -> Iterator[str]:
    for kind in ("zh", "en"):
        words = [each.label.get(kind) for each in properties.values()]
        yield from (f"label {word} stands twice" for word in sorted({each for each in words if words.count(each) > 1}))

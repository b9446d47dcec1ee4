"""Reading the type files and checking them against each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import Field, ValidationError

from graph.errors import SchemaError
from graph.quick_yaml import QuickLoader
from graph.schema.faults import faults_of_node, faults_of_relationship
from graph.schema.types import Chain, NodeType, RelationshipType, Strict, Words
from graph.validation import faults

Kind = TypeVar("Kind", bound=Strict)
Fields = dict[str, Any]


class Common(Strict):
    """What every type has: `common.yaml`."""

    version: int
    icons: list[Words]
    nodes: dict[str, Fields]
    relationships: dict[str, Fields]


class EndsBlock(Strict):
    """`{from: [A, B], to: [C]}` allows every pair of the two lists, `{same: [A, B]}` each with itself."""

    start: list[Words] = Field([], alias="from")
    end: list[Words] = Field([], alias="to")
    same: list[Words] = Field([])


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
        path.stem: _validated(NodeType, path, _with_properties(path, _shaped(path, fields, chains), common.nodes))
        for path, fields in _files(folder / "nodes")
    }
    relationships = {
        path.stem: _validated(
            RelationshipType, path, _with_properties(path, _paired(path, fields), common.relationships)
        )
        for path, fields in _files(folder / "relationships")
    }
    for node in nodes.values():
        _refuse(f"nodes/{node.name}.yaml", faults_of_node(node, nodes, common.icons))
    for relationship in relationships.values():
        _refuse(f"relationships/{relationship.name}.yaml", faults_of_relationship(relationship, nodes))
    order = list(chains)
    in_order = sorted(nodes.values(), key=lambda node: (order.index(node.chain), node.rank, node.name))
    ties = sorted(relationships.values(), key=lambda tie: (tie.rank, tie.name))
    return Model(common.version, chains, {node.name: node for node in in_order}, {tie.name: tie for tie in ties})


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


class _Loader(QuickLoader):
    """Safe loading that refuses a key written twice, which YAML would let win silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        return mapping


def _with_properties(path: Path, fields: Fields, common: Mapping[str, Fields]) -> Fields:
    """Adds the name (the file's) and the common properties, which a type may re-word but not re-type."""
    if "name" in fields:
        raise SchemaError("schema.file", file=path.name, fault="name: a type is named by its file")
    own = fields.get("properties") or {}
    merged = {name: {**common.get(name, {}), **(own.get(name) or {})} for name in [*common, *own]}
    properties = {name: {"name": name, **each} for name, each in merged.items()}
    return {"name": path.stem, **fields, "properties": properties}


def _shaped(path: Path, fields: Fields, chains: Mapping[str, Chain]) -> Fields:
    """A node type has the shape of its chain."""
    chain = chains.get(str(fields.get("chain")))
    if chain is None:
        raise SchemaError("schema.file", file=path.name, fault=f"chain: no chain {fields.get('chain')}")
    return {"shape": chain.shape, **fields}


def _paired(path: Path, fields: Fields) -> Fields:
    """The pairs of ends that the blocks under `ends` stand for."""
    pairs: list[tuple[str, str]] = []
    for written in fields.get("ends") or []:
        block = _validated(EndsBlock, path, written)
        pairs += [*itertools.product(block.start, block.end), *((label, label) for label in block.same)]
    return {**fields, "ends": pairs}


def _validated(kind: type[Kind], path: Path, fields: Fields) -> Kind:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise SchemaError("schema.file", file=path.name, fault=faults(error)) from error


def _refuse(file: str, faults: Iterator[str]) -> None:
    found = "; ".join(faults)
    if found:
        raise SchemaError("schema.file", file=file, fault=found)

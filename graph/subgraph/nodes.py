"""Nodes by id, and rows of a statement as nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.database import Database
from graph.errors import NotFound
from graph.subgraph.dates import state
from graph.subgraph.model import Node, Relationship

NODES = """UNWIND $ids AS id
MATCH (n:Entity {id: id})
RETURN labels(n) AS labels, properties(n) AS properties"""


def node(database: Database, id: str) -> Node:
    """The node with that id; NotFound where there is none."""
    found = nodes(database, [id])
    if not found:
        raise NotFound("subgraph.no_such_node", id=id)
    return found[0]


def nodes(database: Database, ids: Iterable[str]) -> list[Node]:
    """The nodes with these ids, in their order, each once; ids without a node are left out."""
    wanted = list(dict.fromkeys(ids))
    rows = database.read(NODES, {"ids": wanted}) if wanted else []
    found = {each.id: each for each in (as_node(row["labels"], row["properties"]) for row in rows)}
    return [found[id] for id in wanted if id in found]


def as_node(labels: list[str], properties: dict[str, Any]) -> Node:
    """A node from what the database returns; its type is the label that is not `Entity`."""
    label = next(each for each in labels if each != "Entity")
    return Node(properties["id"], label, properties.get("name", properties["id"]), properties)


def as_relationship(row: dict[str, Any], as_of: str | None) -> Relationship:
    """A relationship from columns `type`, `start`, `end`, `tie`."""
    tie = row["tie"]
    return Relationship(tie["key"], row["type"], row["start"], row["end"], tie, state(tie, as_of))

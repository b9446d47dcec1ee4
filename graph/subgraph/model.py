"""What is read from the graph, frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.values import Holds


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `properties` holds all of them, `id` and `name` included."""

    id: str
    label: str
    name: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between the nodes with ids `start` and `end`; `holds` on the day asked for, None without one."""

    key: str
    type: str
    start: str
    end: str
    properties: Mapping[str, Any]
    holds: Holds | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Relationships of one type and direction to neighbours of one label.

    `total` are those shown on the day asked for, `undated` the ones among them without any date, `hidden` those that
    certainly did not hold on that day and are not in `total`.
    """

    type: str
    outgoing: bool
    label: str
    total: int
    undated: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Omitted:
    """What a subgraph leaves out: `shown` of `total`, for want of room; `hidden` did not hold on the day asked for.

    Counted in relationships of the node for neighbours, in nodes around one. `undated` are shown without a date.
    """

    shown: int = 0
    total: int = 0
    undated: int = 0
    hidden: int = 0

    @property
    def left(self) -> int:
        """How many were left out for want of room."""
        return self.total - self.shown


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and relationships among them, each once, with what was left out."""

    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    omitted: Omitted = field(default_factory=Omitted)

    @classmethod
    def of(
        cls, nodes: Iterable[Node], relationships: Iterable[Relationship], omitted: Omitted | None = None
    ) -> Subgraph:
        """Drops what comes twice and keeps the order."""
        by_id = {node.id: node for node in nodes}
        by_key = {(each.type, each.key): each for each in relationships}
        return cls(tuple(by_id.values()), tuple(by_key.values()), omitted or Omitted())

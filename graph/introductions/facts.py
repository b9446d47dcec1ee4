"""The part of the graph that a question is answered from, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.schema import Schema, load_schema
from graph.subgraph import Node, Relationship


@dataclass
class Facts:
    """Nodes and relationships read so far, and whose ties are read completely (`expanded`)."""

    nodes: dict[str, Node] = field(default_factory=dict)
    expanded: set[str] = field(default_factory=set)
    crowded: set[str] = field(default_factory=set)
    """Hubs with too many people to be read."""
    schema: Schema = field(default_factory=load_schema)
    _around: dict[str, dict[tuple[str, str], Relationship]] = field(default_factory=dict)

    def add(self, nodes: Iterable[Node], relationships: Iterable[Relationship]) -> None:
        """Takes what was read; what is there already stays."""
        for node in nodes:
            self.nodes.setdefault(node.id, node)
        for relationship in relationships:
            for id in (relationship.start, relationship.end):
                self._around.setdefault(id, {})[relationship.type, relationship.key] = relationship

    def around(self, id: str) -> Iterable[Relationship]:
        """The relationships of a node that were read."""
        return self._around.get(id, {}).values()

    def attached(self, hub: str, types: Iterable[str]) -> Iterator[tuple[Node, Relationship]]:
        """The nodes tied to a hub by one of the types, with that relationship."""
        wanted = set(types)
        for relationship in self.around(hub):
            other = relationship.end if relationship.start == hub else relationship.start
            if relationship.type in wanted and other in self.nodes:
                yield self.nodes[other], relationship

    def is_actor(self, node: Node) -> bool:
        """True for a person or a body that can stand inside a route: no container, nobody from a mere directory."""
        kind = self.schema.node(node.label)
        return kind.actor and not kind.is_container(node.properties) and not is_reference(node.properties)

    def is_hub(self, node: Node) -> bool:
        """True for a thing in which two actors may meet: no container, no row that stands for several."""
        if self.schema.node(node.label).is_container(node.properties) or is_reference(node.properties):
            return False
        count = node.properties.get("aggregate_count")
        return not (isinstance(count, int) and count > 1)


def is_reference(properties: Mapping[str, object]) -> bool:
    """True for what is known from a directory only: it is nobody the product knows."""
    return properties.get("reference") is True

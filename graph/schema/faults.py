"""What a type file says that does not fit the others: each fault as a few words for whoever edits the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from graph.schema.types import NodeType, Property, RelationshipType


def faults_of_node(node: NodeType, nodes: Mapping[str, NodeType], icons: Collection[str]) -> Iterator[str]:
    """Unknown icon, caption, featured property or container value; a label that another type has."""
    if node.icon not in icons:
        yield f"icon: no icon {node.icon}"
    for name in [node.caption, *node.featured]:
        if name not in node.properties:
            yield f"no property {name}"
    for name, values in node.containers.items():
        choices = node.properties[name].choices if name in node.properties else {}
        yield from (f"containers: {name} has no choice {value}" for value in values if value not in choices)
    for other in nodes.values():
        if other is not node and (other.label.zh == node.label.zh or other.label.en == node.label.en):
            yield f"label: {other.name} has the same"
    yield from _faults_of_properties(node.properties)


def faults_of_relationship(relationship: RelationshipType, nodes: Mapping[str, NodeType]) -> Iterator[str]:
    """No ends, an end twice or unknown, an unknown key property, a symmetric type that is not."""
    if not relationship.ends:
        yield "ends: none given"
    if len(set(relationship.ends)) < len(relationship.ends):
        yield "ends: a pair stands twice"
    yield from (f"ends: no node type {label}" for pair in relationship.ends for label in pair if label not in nodes)
    yield from (f"key: no property {name}" for name in relationship.key if name not in relationship.properties)
    if relationship.symmetric and relationship.forward != relationship.backward:
        yield "symmetric: forward and backward differ"
    if relationship.symmetric and any((end, start) not in relationship.ends for start, end in relationship.ends):
        yield "symmetric: an end is allowed on one side only"
    yield from _faults_of_properties(relationship.properties)


def _faults_of_properties(properties: Mapping[str, Property]) -> Iterator[str]:
    for label in ("zh", "en"):
        words = [getattr(each.label, label) for each in properties.values()]
        yield from (f"properties: label {word} stands twice" for word in sorted(set(words)) if words.count(word) > 1)

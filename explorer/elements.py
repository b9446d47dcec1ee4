"""A subgraph as cytoscape elements: every key every time, classes even when there are none."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.dates import certainty
from explorer.i18n import Words
from explorer.state import Scene
from graph.schema import Schema
from graph.subgraph import Node, Relationship, Subgraph

Element = dict[str, object]


def elements(subgraph: Subgraph, scene: Scene, schema: Schema, words: Words) -> list[Element]:
    """Nodes in the order they came, then the relationships with both ends among them."""
    shown = [node for node in subgraph.nodes if node.id in scene.places and node.label not in scene.off]
    ids = {node.id for node in shown}
    ties = [tie for tie in subgraph.relationships if tie.start in ids and tie.end in ids]
    return [*_nodes(shown, scene, schema), *(_tie(tie, scene, schema, words) for tie in ties)]


def _nodes(nodes: Iterable[Node], scene: Scene, schema: Schema) -> Iterable[Element]:
    fresh = set(scene.fresh)
    for node in nodes:
        x, y = scene.places[node.id]
        yield {
            "group": "nodes",
            "data": {"id": node.id, "label": node.name, "kind": node.label, "chain": schema.node(node.label).chain},
            "position": {"x": x, "y": y},
            "classes": "fresh" if node.id in fresh else "",
        }


def _tie(tie: Relationship, scene: Scene, schema: Schema, words: Words) -> Element:
    kind = schema.relationship(tie.type)
    classes = [certainty(tie.properties, scene.as_of), "symmetric" if kind.symmetric else ""]
    return {
        "group": "edges",
        "data": {
            "id": tie_id(tie),
            "source": tie.start,
            "target": tie.end,
            "label": words.of(kind.label),
            "kind": tie.type,
        },
        "classes": " ".join(name for name in classes if name),
    }


def tie_id(tie: Relationship) -> str:
    """Id of a relationship among the elements, and in an address; with its ends, from which it is found at once."""
    return f"{tie.type}|{tie.key}|{tie.start}|{tie.end}"

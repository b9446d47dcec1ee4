"""What is drawn of a scene, and what is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from explorer.dates import certainty
from explorer.services import Services
from explorer.state import Scene
from graph.subgraph import Subgraph


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn of a scene, and what is not."""

    subgraph: Subgraph
    counts: Counter[str]
    hidden: int
    gone: int
    undated: int
    possibly: int


def look(services: Services, scene: Scene) -> Picture:
    """Fetches the nodes of the scene and the ties among them that may hold at its date."""
    everything = services.subgraph(list(scene.places))
    counts = Counter(node.label for node in everything.nodes)
    hidden = {node.id for node in everything.nodes if node.label in scene.off}
    ties = [tie for tie in everything.relationships if tie.start not in hidden and tie.end not in hidden]
    holding = [tie for tie in ties if certainty(tie.properties, scene.as_of) != "no"]
    nodes = [node for node in everything.nodes if node.id not in hidden]
    doubts = Counter(certainty(tie.properties, scene.as_of) for tie in holding)
    return Picture(
        replace(everything, nodes=tuple(nodes), relationships=tuple(holding)),
        counts,
        hidden=len(hidden),
        gone=len(ties) - len(holding),
        undated=doubts["undated"],
        possibly=doubts["possibly"],
    )

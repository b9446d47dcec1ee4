"""Bridges: bodies between circles that have few other ties to one another. People are neither listed nor ranked.

Constraint is Burt's (Structural Holes, 1992): how much all the contacts of a body are contacts of each other; the less,
the more it bridges. Betweenness is the share of shortest routes that lead through it, ties counting −ln p.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graph.database import Database
from graph.errors import NotFound
from graph.introductions.dates import today
from graph.introductions.network import Network
from graph.introductions.projection import Projection, build
from graph.introductions.reader import count_actors
from graph.introductions.routes import UNIT
from graph.introductions.rules import load_rules
from graph.progress import Progress
from graph.subgraph import Node, nodes

BODIES = "MATCH (n:Entity) WHERE NOT 'Person' IN labels(n) RETURN n.id AS id"
MOST = 20_000
"""Actors with ties up to which it is measured."""
EXACT = 2_000
SAMPLED = 400
"""Betweenness is exact up to so many actors, else estimated from shortest routes to so many of them."""
SURE = 0.95
LEAST_TIES = 2
SEED = 20261127


@dataclass(frozen=True, slots=True)
class Bridge:
    """A body with its measures; `ties` are its own."""

    body: Node
    ties: int
    constraint: float
    betweenness: float


@dataclass(frozen=True, slots=True)
class Bridges:
    """The bodies that bridge most, first by constraint; `error` is how far betweenness may be off, at 95 %."""

    found: tuple[Bridge, ...]
    actors: int
    error: float

    def as_json(self) -> dict[str, Any]:
        """The numbers of `qianxian bridges --json`."""
        return {
            "actors": self.actors,
            "betweenness_error": round(self.error, 4),
            "bridges": [
                {
                    "id": each.body.id,
                    "name": each.body.name,
                    "ties": each.ties,
                    "constraint": round(each.constraint, 4),
                    "betweenness": round(each.betweenness, 4),
                }
                for each in self.found
            ],
        }


def bridges(database: Database, gathered: Projection | None, limit: int, progress: Progress | None = None) -> Bridges:
    """The `limit` bodies with the least constraint among those of at least two ties, as of today.

    `gathered` are the ties of the graph; without them it is read, and `progress` told the stage "ties". Raises
    NotFound where nobody has a tie, or where more than 20,000 have.
    """
    if gathered is None:
        _check(count_actors(database))
    projection = gathered or build(database, load_rules(), progress)
    network = projection.network(today().latest.toordinal())
    actors = _check(int((network.degrees() > 0).sum()))
    tied = _graph(network)
    bodies = set(projection.actors.numbers(row["id"] for row in database.read(BODIES)))
    wanted = [at for at in sorted(bodies & set(tied)) if tied.degree[at] >= LEAST_TIES]
    constraints = nx.constraint(tied, nodes=wanted, weight="p")
    first = sorted(wanted, key=lambda at: (constraints[at], at))[:limit]
    sampled = actors > EXACT
    betweenness = nx.betweenness_centrality(
        tied, k=SAMPLED if sampled else None, weight="length", seed=SEED, normalized=True
    )
    named = {node.id: node for node in nodes(database, [projection.actors[at] for at in first])}
    found = [Bridge(named[projection.actors[at]], tied.degree[at], constraints[at], betweenness[at]) for at in first]
    # Hoeffding's bound over all actors at once, as in Brandes and Pich (2007).
    error = math.sqrt(math.log(2 * actors / (1 - SURE)) / (2 * SAMPLED)) if sampled else 0.0
    return Bridges(tuple(found), actors, error)


def _check(actors: int) -> int:
    if not 0 < actors <= MOST:
        raise NotFound("introductions.no_bridges", actors=actors, most=MOST)
    return actors


def _graph(network: Network) -> nx.Graph[int]:
    """Whoever has a tie; each tie with the `p` that routes multiply and the `length` that they add up."""
    tied: nx.Graph[int] = nx.Graph()
    for actor in range(network.actors):
        for key, other in network.neighbours(actor):
            if actor < other:
                length = (key >> 3) / UNIT
                tied.add_edge(actor, other, p=math.exp(-length), length=length)
    return tied

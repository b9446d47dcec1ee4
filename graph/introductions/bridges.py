"""Bridges: bodies between circles that have few other ties to one another. People are neither listed nor ranked.

Constraint is Burt's (Structural Holes, 1992): how much all the contacts of a body are contacts of each other; the less,
the more it bridges. Betweenness is the share of shortest routes that lead through it, ties counting −ln p.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graph.errors import NotFound
from graph.introductions.network import Network
from graph.introductions.projection import Projection
from graph.introductions.routes import UNIT

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

    id: str
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
                    "id": each.id,
                    "ties": each.ties,
                    "constraint": round(each.constraint, 4),
                    "betweenness": round(each.betweenness, 4),
                }
                for each in self.found
            ],
        }


def bridges(projection: Projection, bodies: set[str], day: int, limit: int) -> Bridges:
    """The `limit` bodies with the least constraint among those of at least two ties, on a day (an ordinal).

    Raises NotFound where nobody has a tie, or where more than 20,000 have.
    """
    tied = _graph(projection.network(day))
    if not tied or len(tied) > MOST:
        raise NotFound("introductions.no_bridges", actors=len(tied), most=MOST)
    names = {number: projection.actors[number] for number in tied}
    wanted = [number for number in tied if names[number] in bodies and tied.degree[number] >= LEAST_TIES]
    constraints = nx.constraint(tied, nodes=wanted, weight="p")
    sampled = len(tied) > EXACT
    betweenness = nx.betweenness_centrality(
        tied, k=SAMPLED if sampled else None, weight="length", seed=SEED, normalized=True
    )
    found = [Bridge(names[at], tied.degree[at], constraints[at], betweenness[at]) for at in wanted]
    found.sort(key=lambda each: (each.constraint, each.id))
    # Hoeffding's bound over all actors at once, as in Brandes and Pich (2007).
    error = math.sqrt(math.log(2 * len(tied) / (1 - SURE)) / (2 * SAMPLED)) if sampled else 0.0
    return Bridges(tuple(found[:limit]), len(tied), error)


def _graph(network: Network) -> nx.Graph[int]:
    """Whoever has a tie; each tie with the `p` that routes multiply and the `length` that they add up."""
    tied: nx.Graph[int] = nx.Graph()
    for actor in range(network.actors):
        for key, other in network.neighbours(actor):
            if actor < other:
                length = (key >> 3) / UNIT
                tied.add_edge(actor, other, p=math.exp(-length), length=length)
    return tied

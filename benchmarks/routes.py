"""The k best routes of introduction: milliseconds by class of pair, beside igraph and networkx on the same graph."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import numpy as np

from benchmarks.acquainted import ATTRITION, SEED, Acquainted, acquainted
from benchmarks.measure import milliseconds, most_memory, summary
from graph.introductions.network import Network, NumberedQuestion, Worker

K = 5
HOPS = (4, 5)
MOST = {"hubs in the thousands": 2_700, "hubs of ten thousand": 12_000}
"""Ties of who has most, about."""
ASKED = 300
PEERS_ASKED = 3
LARGEST_NETWORKX = 100_000

Pairs = dict[str, list[tuple[int, int]]]


def run(people: int) -> dict[str, Any]:
    """Both graphs of so many people."""
    return {"people": people, "k": K, "graphs": {name: _graph(acquainted(people, most)) for name, most in MOST.items()}}


def _graph(made: Acquainted) -> dict[str, Any]:
    began = time.perf_counter()
    network = Network.build(made.ones, made.others, made.keys(), np.zeros(made.people, bool))
    built = time.perf_counter() - began
    degrees, pairs, worker = network.degrees(), _pairs(network), Worker(made.people)
    result: dict[str, Any] = {
        "ties": network.ties,
        "most_ties": int(degrees.max()),
        "build_seconds": round(built, 2),
        "add_a_tie_ms": summary([milliseconds(lambda: network.with_ties([0], [1], [900])) for _ in range(5)]),
        "milliseconds": {},
    }
    for hops in HOPS:
        for per_introducer in (True, False):
            mode = "per introducer" if per_introducer else "plain"
            asked = {name: summary(_times(worker, network, each, hops, per_introducer)) for name, each in pairs.items()}
            result["milliseconds"][f"{hops} hops, {mode}"] = asked
    result["in a process of its own"] = _apart(network, pairs["random"])
    return result | {"peers": _peers(made, pairs, worker, network)}


def _pairs(network: Network) -> Pairs:
    """Pairs of the classes; "random" ones are any two people with ties, "linked" ones have a route of four hops."""
    rng = np.random.default_rng(SEED)
    degrees = network.degrees()
    ranked = np.argsort(-degrees)
    some, top = np.flatnonzero(degrees), ranked[:50]
    hubs = ranked[: max(100, network.actors // 1000)]
    worker = Worker(network.actors)

    def drawn(one: Any, other: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401
        while True:
            start, end = int(rng.choice(one)), int(rng.choice(other))
            if start != end:
                yield start, end

    def linked(pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        return (pair for pair in pairs if worker.routes(network, _question(*pair), 1, 4))

    classes = {
        "random": drawn(some, some),
        "random, linked": linked(drawn(some, some)),
        "hub and random": linked(drawn(hubs, some)),
        "hub and hub": drawn(hubs, hubs),
        "top 50 and random": linked(drawn(top, some)),
        "top 50 and top 50": drawn(top, top),
    }
    return {name: list(islice(pairs, ASKED)) for name, pairs in classes.items()}


def _question(start: int, end: int, excluded: frozenset[int] = frozenset()) -> NumberedQuestion:
    return NumberedQuestion({start: 0}, {end: 0}, own={start}, excluded=excluded)


def _times(
    worker: Worker, network: Network, pairs: list[tuple[int, int]], hops: int, per_introducer: bool
) -> list[float]:
    """Every pair, and every second one again without those between on its two best routes."""
    times = []
    for number, pair in enumerate(pairs):
        asked = _question(*pair)
        found = worker.routes(network, asked, K, hops, per_introducer=per_introducer)
        if number % 2:
            asked = _question(*pair, frozenset(actor for route in found[:2] for actor in route.actors[1:-1]))
        times.append(_took(lambda: worker.routes(network, asked, K, hops, per_introducer=per_introducer)))  # noqa: B023
    return times


def _took(call: Callable[[], object]) -> float:
    return milliseconds(call)


def _apart(network: Network, pairs: list[tuple[int, int]]) -> dict[str, Any]:
    """Saved, opened and asked by a process that does nothing else: its seconds until ready, its memory."""
    with tempfile.TemporaryDirectory(prefix="qianxian-bench-") as folder:
        saved = milliseconds(lambda: network.save(Path(folder) / "network"))
        size = sum(each.stat().st_size for each in Path(folder).rglob("*.npy"))
        command = [sys.executable, "-m", "benchmarks.routes", folder, json.dumps(pairs[:100])]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        return {"save_ms": round(saved), "disk_mb": size >> 20, **json.loads(done.stdout)}


def _ask_saved(folder: Path, pairs: list[tuple[int, int]]) -> dict[str, Any]:
    began = time.perf_counter()
    network = Network.open(folder / "network")
    worker = Worker(network.actors)
    worker.routes(network, _question(*pairs[0]), K, 4)
    ready = time.perf_counter() - began
    for pair in pairs:
        worker.routes(network, _question(*pair), K, 5)
    return {"ready_seconds": round(ready, 2), "memory_mb": most_memory()}


def _peers(made: Acquainted, pairs: Pairs, worker: Worker, network: Network) -> dict[str, Any]:
    """The same question to libraries: weighted, the five shortest; theirs know no cap of hops."""
    weights = -np.log(ATTRITION * made.strengths)
    edges = np.stack([made.ones, made.others], axis=1)
    graph = igraph.Graph(made.people, edges)
    asked: dict[str, Callable[[int, int], object]] = {
        "igraph get_k_shortest_paths": lambda one, other: graph.get_k_shortest_paths(one, other, K, weights=weights)
    }
    if made.people <= LARGEST_NETWORKX:
        plain: nx.Graph[int] = nx.Graph()
        plain.add_weighted_edges_from(zip(made.ones.tolist(), made.others.tolist(), weights.tolist(), strict=True))
        asked["networkx shortest_simple_paths"] = lambda one, other: list(
            islice(nx.shortest_simple_paths(plain, one, other, weight="weight"), K)
        )
    found: dict[str, Any] = {}
    for name in ("random, linked", "hub and random", "hub and hub"):
        few = pairs[name][:PEERS_ASKED]
        ours = summary([_took(lambda: worker.routes(network, _question(*pair), K, 4)) for pair in few])  # noqa: B023
        found[name] = {"ours, 4 hops": ours}
        for peer, ask in asked.items():
            theirs = summary([_took(lambda: ask(*pair)) for pair in few])  # noqa: B023
            found[name][peer] = {**theirs, "times_ours": round(theirs["p50"] / ours["p50"])}
    return found


if __name__ == "__main__":
    print(json.dumps(_ask_saved(Path(sys.argv[1]), json.loads(sys.argv[2]))))

"""Loading: the product's way (ledger, graph, search index) beside a bare driver loop and py2neo's bulk functions.

All store the same properties of the same nodes and relationships. The rows of the peers are made before their clock
starts, and so are the indexes; every run has a fresh server, and the runs are interleaved, so that a machine that slows
down slows all of them.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from benchmarks import bare, peers
from benchmarks.engines import fresh, version
from benchmarks.generate import Size, nodes, relationships
from graph import search_index
from graph.ledger import Publisher
from graph.ledger.claims import Claim
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.workspace import Workspace

PY2NEO_SHARE = {"neo4j": 1, "arcadedb": 50}
"""On the embedded engine py2neo commits row by row: one fiftieth is loaded, and the rate compared."""

BOUND = 1.3
"""Times the bare loop that the graph's part of a load may take."""

Facts = tuple[list[NodeFact], list[RelationshipFact]]


def compare(engine: str, people: int, rounds: int) -> dict[str, Any]:
    """The three ways, `rounds` times each; seconds as medians, rates in rows a second."""
    size = Size.of_people(people)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    facts: Facts | None = None
    for _ in range(rounds):
        with fresh(engine) as workspace:
            for stage, took in product(workspace, size).items():
                seconds[stage].append(took)
            facts = facts or (list(workspace.ledger.nodes()), list(workspace.ledger.relationships()))
        with fresh(engine) as workspace:
            seconds["bare loop"].append(bare_loop(workspace, facts))
        share = PY2NEO_SHARE[engine]
        with fresh(engine) as workspace:
            seconds["py2neo bulk"].append(peers.py2neo_bulk(workspace, _part(facts, share)) * share)
    medians = {name: round(statistics.median(each), 2) for name, each in seconds.items()}
    return {
        "engine": version(engine),
        "nodes": size.nodes,
        "relationships": size.relationships,
        "rounds": rounds,
        "seconds": medians,
        "every_run": {name: [round(each, 2) for each in runs] for name, runs in seconds.items()},
        "rows_a_second": {name: round((size.nodes + size.relationships) / each) for name, each in medians.items()},
        "graph_over_bare_loop": round(medians["graph"] / medians["bare loop"], 2),
        "bound": BOUND,
        "py2neo_share": 1 / PY2NEO_SHARE[engine],
    }


def product(workspace: Workspace, size: Size) -> dict[str, float]:
    """Seconds of each part: reading nothing, only the ledger, the graph, the search index."""
    _prepare(workspace)
    _ = workspace.ledger
    began = time.perf_counter()
    workspace.ledger.load("benchmark", _claims(size), title="benchmark")
    stated = time.perf_counter()
    written = stated
    index = 0.0

    def note(stage: str, count: int) -> None:
        nonlocal written
        if stage in {"nodes", "relationships"}:
            written = time.perf_counter()

    Publisher(workspace.ledger, workspace.database).publish(note)
    index = time.perf_counter() - written
    return {"ledger": stated - began, "graph": written - stated, "search index": index}


def bare_loop(workspace: Workspace, facts: Facts) -> float:
    """Seconds of the fastest bare driver loop."""
    database = workspace.database
    rows = bare.rows_of(*facts)
    _prepare(workspace)
    began = time.perf_counter()
    bare.send(database, rows)
    return time.perf_counter() - began


def _prepare(workspace: Workspace) -> None:
    workspace.database.create_indexes()
    search_index.create(workspace.database)
    workspace.database.await_indexes()


def grow(engine: str, people: int) -> dict[str, Any]:
    """One large load of the product's way: that it finishes, and the rate of every tenth of it."""
    size = Size.of_people(people)
    marks: list[tuple[str, int, float]] = []
    with fresh(engine) as workspace:
        _ = workspace.ledger, workspace.database
        began = time.perf_counter()

        def told(claims: Iterable[Claim]) -> Iterator[Claim]:
            for at, claim in enumerate(claims):
                if at % bare.BATCH == 0:
                    marks.append(("claims read", bare.BATCH, time.perf_counter() - began))
                yield claim

        workspace.ledger.load("benchmark", told(_claims(size)), title="benchmark")
        stated = time.perf_counter() - began
        publisher = Publisher(workspace.ledger, workspace.database)
        publisher.publish(lambda stage, count: marks.append((stage, count, time.perf_counter() - began)))
        ended = time.perf_counter() - began
        equal = publisher.check().equal
    return {
        "engine": version(engine),
        "nodes": size.nodes,
        "relationships": size.relationships,
        "seconds": {"ledger": round(stated, 1), "publish": round(ended - stated, 1), "all": round(ended, 1)},
        "digests_equal": equal,
        "rows_a_second": {stage: _rates(marks, stage) for stage in dict.fromkeys(stage for stage, _, _ in marks)},
    }


def _rates(marks: list[tuple[str, int, float]], stage: str, parts: int = 10) -> list[int]:
    """Rows a second in each tenth of a stage's rows."""
    own = [(count, at) for name, count, at in marks if name == stage]
    step = max(1, len(own) // parts)
    rates = []
    for first in range(0, len(own) - step, step):
        last = first + step
        rows = sum(count for count, _ in own[first + 1 : last + 1])
        rates.append(round(rows / max(1e-6, own[last][1] - own[first][1])))
    return rates


def _claims(size: Size) -> Iterator[Claim]:
    return chain(nodes(size), relationships(size))


def _part(facts: Facts, share: int) -> Facts:
    """One in `share` of the relationships, and the nodes they need."""
    ties = facts[1][::share]
    needed = {id for tie in ties for id in (tie.start, tie.end)} if share > 1 else None
    return [node for node in facts[0] if needed is None or node.id in needed], ties

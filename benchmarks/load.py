"""Loading: the product's way (ledger, graph, search index) beside a bare driver loop and py2neo's bulk functions.

All store the same properties of the same nodes and relationships; the bare loop also those of the search index, by
itself. The rows of the peers are made before their clock starts, and so are the indexes; every run has a fresh server,
and the runs are interleaved, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from benchmarks import bare, peers
from benchmarks.engines import fresh, version
from benchmarks.generate import Size, nodes, relationships
from graph import search_index
from graph.ledger import Ledger, Publisher
from graph.ledger.claims import Claim
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.workspace import Workspace

PY2NEO_SHARE = {"neo4j": 1, "arcadedb": 50}
"""On the embedded engine py2neo commits row by row: one fiftieth is loaded, and the rate compared."""

BOUND = 1.3
"""Times the bare loops that a load may take, beside the ledger."""


class Facts(NamedTuple):
    """What is stored: the graph, and the nodes of its search index."""

    nodes: list[NodeFact]
    relationships: list[RelationshipFact]
    names: list[dict[str, Any]]


def compare(engine: str, people: int, rounds: int) -> dict[str, Any]:
    """The three ways, `rounds` times each; seconds as medians, rates in rows a second."""
    size = Size.of_people(people)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    facts: Facts | None = None
    for _ in range(rounds):
        with fresh(engine) as workspace:
            for stage, took in product(workspace, size).items():
                seconds[stage].append(took)
            facts = facts or facts_of(workspace)
        with fresh(engine) as workspace:
            graph, index = bare_loop(workspace, facts)
            seconds["bare loop"].append(graph)
            seconds["bare loop, search index"].append(index)
        share = PY2NEO_SHARE[engine]
        with fresh(engine) as workspace:
            seconds["py2neo bulk"].append(peers.py2neo_bulk(workspace, *_part(facts, share)) * share)
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
        "publish_over_bare_loops": round(
            (medians["graph"] + medians["search index"]) / (medians["bare loop"] + medians["bare loop, search index"]),
            2,
        ),
        "load_over_bound": round(_load(medians) / _bound(medians), 2),
        "py2neo_share": 1 / PY2NEO_SHARE[engine],
    }


def _load(seconds: dict[str, float]) -> float:
    return seconds["ledger"] + seconds["graph"] + seconds["search index"]


def _bound(seconds: dict[str, float]) -> float:
    """What a load may take: so many times the bare loops, and what the ledger takes by itself to state and to read."""
    bare_loops = seconds["bare loop"] + seconds["bare loop, search index"]
    return BOUND * bare_loops + seconds["ledger"] + seconds["ledger read"]


def product(workspace: Workspace, size: Size) -> dict[str, float]:
    """Seconds of the ledger, the graph and the search index, and by itself of what publishing asks of the ledger."""
    _prepare(workspace)
    _ = workspace.ledger
    began = time.perf_counter()
    workspace.ledger.load("benchmark", _claims(size), title="benchmark")
    stated = time.perf_counter()
    written = stated

    def note(stage: str, count: int, total: int | None) -> None:
        nonlocal written
        if stage in {"nodes", "relationships"}:
            written = time.perf_counter()

    Publisher(workspace.ledger, workspace.database).publish(note)
    published = time.perf_counter()
    return {
        "ledger": stated - began,
        "ledger read": ledger_read(workspace.ledger),
        "graph": written - stated,
        "search index": published - written,
    }


def ledger_read(ledger: Ledger) -> float:
    """Seconds of what publishing asks of the ledger: for the graph, and for the search index."""
    began = time.perf_counter()
    deque(chain(ledger.nodes(), ledger.relationships(), ledger.ranked()), maxlen=0)
    return time.perf_counter() - began


def bare_loop(workspace: Workspace, facts: Facts) -> tuple[float, float]:
    """Seconds of the fastest bare driver loop: for the graph, and for its search index."""
    database = workspace.database
    graph, index = bare.rows_of(facts.nodes, facts.relationships), bare.names_of(facts.names)
    _prepare(workspace)
    began = time.perf_counter()
    bare.send(database, graph)
    sent = time.perf_counter()
    bare.send(database, index)
    return sent - began, time.perf_counter() - sent


def facts_of(workspace: Workspace) -> Facts:
    """What a loaded workspace stores."""
    names = workspace.database.stream(f"MATCH (n:{search_index.LABEL}) RETURN properties(n) AS row ORDER BY row.tier")
    ledger = workspace.ledger
    return Facts(list(ledger.nodes()), list(ledger.relationships()), [each["row"] for each in names])


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
        publisher.publish(lambda stage, count, total: marks.append((stage, count, time.perf_counter() - began)))
        ended = time.perf_counter() - began
        equal = publisher.check().equal
    return {
        "engine": version(engine),
        "nodes": size.nodes,
        "relationships": size.relationships,
        "seconds": {"ledger": round(stated, 1), "publish": round(ended - stated, 1), "all": round(ended, 1)},
        "digests_equal": equal,
        "rows_a_second": {stage: rates(marks, stage) for stage in dict.fromkeys(stage for stage, _, _ in marks)},
    }


def rates(marks: list[tuple[str, int, float]], stage: str, parts: int = 10) -> list[int]:
    """Rows a second in each tenth of a stage's rows."""
    own = [(count, at) for name, count, at in marks if name == stage]
    step = max(1, len(own) // parts)
    rates = []
    for first in range(0, len(own) - step, step):
        last = first + step
        rows = sum(count for count, _ in own[first + 1 : last + 1])
        rates += [round(rows / max(1e-6, own[last][1] - own[first][1]))] if rows else []
    return rates


def _claims(size: Size) -> Iterator[Claim]:
    return chain(nodes(size), relationships(size))


def _part(facts: Facts, share: int) -> tuple[list[NodeFact], list[RelationshipFact]]:
    """One in `share` of the relationships, and the nodes they need."""
    ties = facts.relationships[::share]
    needed = {id for tie in ties for id in (tie.start, tie.end)} if share > 1 else None
    return [node for node in facts.nodes if needed is None or node.id in needed], ties

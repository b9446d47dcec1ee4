"""Searching: the stated mix over a population of names, as one client sees it over Bolt, hints included."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from benchmarks import bare
from benchmarks.engines import fresh, settle, version
from benchmarks.generate import Size, nodes, relationships
from benchmarks.measure import milliseconds, summary
from benchmarks.queries import mix
from graph import search_index
from graph.database import Database
from graph.search import find
from graph.search_index import IndexedNode, indexed

WARM = 500
"""A fresh Neo4j answers its first hundreds of queries slowly; these are not counted."""


def run(engine: str, names: int, queries: int) -> dict[str, Any]:
    """Loads the population, fills the index, times the queries."""
    size = Size.of_names(names)
    with fresh(engine) as workspace:
        database = workspace.database
        database.create_indexes()
        search_index.create(database)
        database.await_indexes()
        began = time.perf_counter()
        bare.load(database, size)
        loaded = time.perf_counter()
        found = ranked(size)
        prepared = time.perf_counter()
        search_index.update(database, [], 0, [], lambda: found)
        filled = time.perf_counter()
        at_once = ask(database, found, queries // 10)
        settled = settle(workspace)
        times = ask(database, found, queries)
    return {
        "engine": version(engine),
        "names": size.nodes,
        "relationships": size.relationships,
        "seconds": {
            "graph": round(loaded - began, 1),
            "index": round(filled - prepared, 1),
            "settling": round(settled, 1),
        },
        "milliseconds_at_once": {kind: summary(at_once[kind]) for kind in ("the very first", "all")},
        "milliseconds": {kind: summary(each) for kind, each in times.items()},
    }


def ranked(size: Size) -> list[IndexedNode]:
    """The whole population as the index wants it, best connected first."""
    degrees: Counter[str] = Counter()
    for tie in relationships(size):
        degrees[tie.start] += 1
        degrees[tie.end] += 1
    made = (indexed(each.label, {"id": each.record, **each.properties}, degrees[each.record]) for each in nodes(size))
    return sorted(made, key=lambda node: node.rank)


def ask(database: Database, found: Sequence[IndexedNode], count: int) -> dict[str, list[float]]:
    """Milliseconds of every query, by kind."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    for at, query in enumerate(mix(found, WARM + count)):
        took = milliseconds(lambda query=query: find(database, query.text, query.type))  # type: ignore[misc]
        if at == 0:
            times["the very first"].append(took)
        if at >= WARM:
            times[query.kind].append(took)
            times["all"].append(took)
            if query.type:
                times["with a type"].append(took)
    return dict(times)

"""A hub of ten thousand neighbours: counted by type, and its first page, with and without a date."""

from __future__ import annotations

from typing import Any

from benchmarks import bare
from benchmarks.engines import fresh, version
from benchmarks.generate import Size, node_id, relationships
from benchmarks.measure import milliseconds, summary
from graph.database import Database
from graph.subgraph import around, between, counts, neighbours

NEIGHBOURS = 10_000
WARM = 50
DAY = "2019-05"


def run(engine: str, people: int, repeats: int) -> dict[str, Any]:
    """Loads the population and times the hub that has the fewest neighbours of those with ten thousand or more."""
    size = Size.of_people(people)
    hub, degree = _hub(size)
    with fresh(engine) as workspace:
        workspace.database.create_indexes()
        bare.load(workspace.database, size)
        times = _times(workspace.database, hub, repeats)
    return {
        "engine": version(engine),
        "nodes": size.nodes,
        "relationships": size.relationships,
        "neighbours": degree,
        "milliseconds": {name: summary(each) for name, each in times.items()},
    }


def _hub(size: Size) -> tuple[str, int]:
    degrees: dict[str, int] = {}
    for tie in relationships(size):
        degrees[tie.end] = degrees.get(tie.end, 0) + 1
    hubs = [(degree, id) for id, degree in degrees.items() if degree >= NEIGHBOURS]
    if not hubs:
        raise SystemExit(f"no node of {size.people} people has {NEIGHBOURS} neighbours: take 50,000 people or more")
    degree, id = min(hubs)
    return id, degree


def _times(database: Database, hub: str, repeats: int) -> dict[str, list[float]]:
    person, set_of_nodes = node_id("Person", 3), [node_id("Person", at) for at in range(300)]
    calls = {
        "counts": lambda: counts(database, hub),
        "counts on a day": lambda: counts(database, hub, DAY),
        "first page": lambda: neighbours(database, hub),
        "first page on a day": lambda: neighbours(database, hub, as_of=DAY),
        "page 20": lambda: neighbours(database, hub, skip=500),
        "a person's neighbours": lambda: neighbours(database, person),
        "around a person, depth 2, at most 100": lambda: around(database, person, 2),
        "links among 300 people": lambda: between(database, set_of_nodes),
    }
    times: dict[str, list[float]] = {name: [] for name in calls}
    for at in range(WARM + repeats):
        for name, call in calls.items():
            took = milliseconds(call)
            if at >= WARM:
                times[name].append(took)
    return times

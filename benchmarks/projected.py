"""A large graph in an engine and its ties gathered beside it: seconds to gather, memory, whole answers."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import bare, page
from benchmarks.acquainted import gatherings
from benchmarks.engines import fresh, login, settle, version
from benchmarks.measure import milliseconds, most_memory, summary
from graph.database import Database
from graph.introductions import introduce, load_rules
from graph.introductions.dates import today
from graph.introductions.projection import files
from graph.ledger.projection import NodeFact, RelationshipFact
from loaders.publish import publish

MOST = 4_000
QUESTIONS = 200
FEW = 60
"""Where each takes longer."""
SEED = 20261127
DAY = "2020-06"
PART = 100_000
SHORTEST = f"""MATCH (a:Entity {{id: $one}}) MATCH (b:Entity {{id: $other}})
MATCH p = SHORTEST 5 (a)-[:WORKED_ON]-{{1,{2 * page.HOPS}}}(b) RETURN [n IN nodes(p) | n.id] AS ids"""
YEAR = 2026


def run(engine: str, people: int) -> dict[str, Any]:
    """People who worked on projects together, in a graph of that engine."""
    with fresh(engine) as workspace:
        database = workspace.database
        publish(workspace)
        filled, _ = _timed(lambda: _fill(database, people))
        settled = settle(workspace)
        gathered, made = _timed(lambda: workspace.projection.make(database, workspace.ledger))
        grounds, ties = len(made.table.one), made.network(_day()).ties
        folder = workspace.home / "projection"
        command = [sys.executable, "-m", "benchmarks.projected", str(folder), str(people), database.uri]
        done = subprocess.run([*command, *login(workspace)], check=True, stdout=subprocess.PIPE)
        read = [milliseconds(partial(_answer, database, *pair)) for pair in _pairs(people, FEW)]
        drawn = page.clicks(workspace.home, _pairs(people, FEW)) if engine == "arcadedb" else None
        peers = _pairs(people, FEW) if engine == "neo4j" else ()
        peer = [milliseconds(partial(_shortest, database, *pair)) for pair in peers]
    return {
        "engine": version(engine),
        "people": people,
        "grounds": grounds,
        "ties": ties,
        "seconds": {
            "filling the graph": round(filled, 1),
            "until the engine was at rest": round(settled, 1),
            "gathering the ties and saving them": round(gathered, 1),
        },
        "in a process of its own": json.loads(done.stdout),
        "milliseconds": {
            "a question read from the engine, without what was gathered": summary(read),
            "from a click to the answer drawn, in a browser": drawn,
            "Neo4j's SHORTEST 5, unweighted": summary(peer) if peer else None,
        },
    }


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


def _day() -> int:
    return today().latest.toordinal()


def _fill(database: Database, people: int) -> None:
    """In parts, so that memory does not grow with the graph."""
    for first in range(0, people, PART):
        found = [
            NodeFact(f"p-{at:07}", "Person", {"id": f"p-{at:07}", "name": f"样例人{at}"})
            for at in range(first, min(first + PART, people))
        ]
        bare.send(database, bare.rows_of(found, []))
    projects: list[NodeFact] = []
    ties: list[RelationshipFact] = []
    for number, (members, age) in enumerate(gatherings(people, MOST)):
        id, since = f"j-{number:07}", str(YEAR - round(age))
        projects.append(NodeFact(id, "Project", {"id": id, "name": f"样例项目{number}"}))
        for member in set(members):
            key = f"{member}-{number}"
            ties.append(RelationshipFact(key, "WORKED_ON", f"p-{member:07}", id, {"key": key, "since": since}))
        if len(projects) == PART:
            bare.send(database, bare.rows_of(projects, ties))
            projects, ties = [], []
    bare.send(database, bare.rows_of(projects, ties))


def _pairs(people: int, count: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(SEED)
    for _ in range(count):
        one, other = chance.sample(range(people), 2)
        yield f"p-{one:07}", f"p-{other:07}"


def _answer(database: Database, one: str, other: str, **options: Any) -> None:  # noqa: ANN401 - passed on
    """From a pair of ids to the whole answer, as the page asks."""
    introduce(database, one, other, max_hops=page.HOPS, **options).as_json()


def _shortest(database: Database, one: str, other: str) -> None:
    """What Neo4j answers by itself: five shortest paths by number of relationships, two of which are a tie."""
    database.read(SHORTEST, {"one": one, "other": other})


def _ask(folder: Path, people: int, uri: str, user: str, password: str) -> dict[str, Any]:
    """Opens what was gathered and asks."""
    began = time.perf_counter()
    projection = files.read(folder, load_rules(), _day())
    first, another, *pairs = _pairs(people, QUESTIONS + 2)
    with Database.connect(uri, user, password) as database:
        ask = partial(_answer, database, projection=projection)
        ask(*first)
        ready = time.perf_counter() - began
        times = [milliseconds(partial(ask, *pair)) for pair in pairs]
        turned = milliseconds(partial(ask, *another, as_of=DAY))
        later = [milliseconds(partial(ask, *pair, as_of=DAY)) for pair in pairs]
    return {
        "ready_seconds": round(ready, 2),
        "milliseconds": {
            "a question, answered whole": summary(times),
            "the first as of another day": round(turned),
            "others as of that day": summary(later),
        },
        "memory_mb": most_memory(),
    }


if __name__ == "__main__":
    given = sys.argv[1:]
    print(json.dumps(_ask(Path(given[0]), int(given[1]), *given[2:])))

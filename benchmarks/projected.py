"""A large graph in an engine and its ties gathered beside it: seconds to gather, memory, whole answers."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import bare
from benchmarks.acquainted import gatherings
from benchmarks.engines import fresh, login, settle, version
from benchmarks.measure import milliseconds, most_memory, summary
from graph.database import Database
from graph.introductions import introduce, load_rules
from graph.introductions.dates import today
from graph.introductions.projection import build, files
from graph.ledger.projection import NodeFact, RelationshipFact

MOST = 4_000
QUESTIONS = 200
SEED = 20261127
DAY = "2020-06"
PART = 100_000
YEAR = 2026


def run(engine: str, people: int) -> dict[str, Any]:
    """People who worked on projects together, in a graph of that engine."""
    with fresh(engine) as workspace, tempfile.TemporaryDirectory(prefix="qianxian-bench-") as folder:
        database = workspace.database
        database.create_indexes()
        filled, _ = _timed(lambda: _fill(database, people))
        settled = settle(workspace)
        gathered, made = _timed(lambda: build(database, load_rules()))
        grounds = len(made.table.one)
        networked, network = _timed(partial(made.network, _day()))
        ties = network.ties
        files.write(made, files.Stamp("benchmark", 1, "", files.digest(made.rules)), Path(folder) / "projection")
        command = [sys.executable, "-m", "benchmarks.projected", folder, str(people), database.uri, *login(workspace)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return {
        "engine": version(engine),
        "people": people,
        "grounds": grounds,
        "ties": ties,
        "seconds": {
            "filling the graph": round(filled, 1),
            "until the engine was at rest": round(settled, 1),
            "gathering the ties": round(gathered, 1),
            "the network of a day": round(networked, 2),
        },
        "in a process of its own": json.loads(done.stdout),
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


def _ask(folder: Path, people: int, uri: str, user: str, password: str) -> dict[str, Any]:
    """Opens what was gathered and asks as the page does: from a pair of ids to the whole answer."""
    began = time.perf_counter()
    projection = files.read(folder / "projection", load_rules(), _day())
    chance = random.Random(SEED)
    with Database.connect(uri, user, password) as database:

        def ask(**options: Any) -> None:  # noqa: ANN401
            one, other = chance.sample(range(people), 2)
            asked = introduce(database, f"p-{one:07}", f"p-{other:07}", max_hops=4, projection=projection, **options)
            asked.as_json()

        ask()
        ready = time.perf_counter() - began
        times = [milliseconds(ask) for _ in range(QUESTIONS)]
        another = milliseconds(lambda: ask(as_of=DAY))
        later = [milliseconds(lambda: ask(as_of=DAY)) for _ in range(QUESTIONS)]
    return {
        "ready_seconds": round(ready, 2),
        "milliseconds": {
            "a question, answered whole": summary(times),
            "the first as of another day": round(another),
            "others as of that day": summary(later),
        },
        "memory_mb": most_memory(),
    }


if __name__ == "__main__":
    given = sys.argv[1:]
    print(json.dumps(_ask(Path(given[0]), int(given[1]), *given[2:5])))

"""A roster as an office would have it, of any length, from the file to the graph: time by stage, rates, memory.

The whole path is taken in a process of its own, so that its memory is that of a load and of nothing else.
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks import names_data as parts
from benchmarks.engines import fresh, version
from benchmarks.generate import SEED, Maker, Ranks, Size
from benchmarks.load import BOUND, Facts, bare_loop, facts_of, ledger_read, rates
from benchmarks.measure import most_memory
from graph.batches import collect_rarely
from graph.ledger import open_ledger
from graph.progress import Progress
from graph.workspace import Workspace
from loaders.load import load_path, state_path
from loaders.office.reading import open_office
from loaders.preview import make_preview

FORMATS = ("csv", "jsonl")
PREVIEWED = (10_000, 300_000)
"""Rows of the rosters whose previews are timed."""
FIRST_ROWS = 200
"""That the page shows of a long file before it has looked at all of it."""
COMPARED = 200_000
"""Up to so many rows the bare loops run beside, and the load is made again."""
LEDGER = ("looking", "reading", "alike", "facts")
"""The stages of a load up to the ledger's facts."""
HEADERS = "姓名 批次 派出单位 原职务 职称 挂职单位 挂职职务 挂职时间 研究方向 产业 手机".split()


def run(engine: str, rows: int, format: str) -> dict[str, Any]:
    """Loads a roster of so many rows: seconds, rows a second by tenths, MB at most of the process that loads."""
    with tempfile.TemporaryDirectory(prefix="qianxian-bench-") as folder, fresh(engine) as workspace:
        path = write(Path(folder) / f"样例市_人员名册.{format}", rows)
        _ = workspace.ledger, workspace.database
        settings = workspace.settings
        told = {"HOME": workspace.home, "URI": settings.uri, "USER": settings.user, "PASSWORD": settings.secret()}
        environment = os.environ | {f"QIANXIAN_{name}": str(value) for name, value in told.items() if value}
        compared = rows <= COMPARED
        command = [sys.executable, "-m", "benchmarks.roster", str(path), *(["again"] if compared else [])]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
        result = json.loads(done.stdout)
        if compared:
            result |= _beside(engine, path, facts_of(workspace), result["seconds"])
        size = {"rows": rows, "file_mb": path.stat().st_size >> 20}
        return {"engine": version(engine), **size, **result}


def _beside(engine: str, path: Path, facts: Facts, took: Mapping[str, float]) -> dict[str, Any]:
    """What part this took of what a load may take, and of a bound in which reading the file does not count.

    The first is as in `benchmarks.load`: the bare loops, and the ledger's own time as it was measured in this load,
    from the first look into the file to the facts. In the second the ledger's time is that for claims already read.
    """
    claims = list(open_office(path).claims())
    with fresh(engine) as workspace:
        _ = workspace.ledger
        stated = _seconds(lambda: workspace.ledger.load("benchmark", claims, title="benchmark"))
        read = ledger_read(workspace.ledger)
    with fresh(engine) as workspace:
        graph, index = bare_loop(workspace, facts)
    beside = {"ledger": stated, "ledger read": read, "bare loop": graph, "bare loop, search index": index}
    own = sum(took[stage] for stage in LEDGER)
    publishing = BOUND * (graph + index) + read
    return {
        "beside": {name: round(each, 1) for name, each in beside.items()},
        "load_over_bound": round(took["all"] / (publishing + own), 2),
        "load_over_bound_of_claims": round(took["all"] / (publishing + stated), 2),
    }


def write(path: Path, rows: int) -> Path:
    """A roster with telephone numbers in it; a row states five relationships."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        if path.suffix == ".csv":
            csv.writer(stream).writerow(HEADERS)
            csv.writer(stream).writerows(_rows(rows))
        else:
            for row in _rows(rows):
                stream.write(json.dumps(dict(zip(HEADERS, row, strict=True)), ensure_ascii=False) + "\n")
    return path


def _rows(count: int) -> Iterator[list[str]]:
    rng, maker, size = random.Random(SEED), Maker(Size.of_people(count)), Size.of_people(count)
    called = {
        label: [str(maker.node(label, number).properties["name"]) for number in range(size.count(label))]
        for label in ("Institution", "Enterprise")
    }
    ranks = {label: Ranks(len(names)) for label, names in called.items()}
    for number in range(count):
        year = rng.randrange(2008, 2024)
        yield [
            maker.person(),
            f"第{year - 2007}批",
            called["Institution"][ranks["Institution"].draw(rng)],
            rng.choice(["教师", "副院长", "系主任", ""]),
            rng.choice(["教授", "副教授", "讲师", ""]),
            called["Enterprise"][ranks["Enterprise"].draw(rng)],
            "副总经理",
            f"{year}.08-{year + rng.randrange(1, 3)}.07",
            "、".join(rng.sample(parts.TOPICS, 2)),
            rng.choice(parts.TRADES),
            f"1{number:010}",
        ]


def previews() -> dict[str, Any]:
    """Seconds of the preview of rosters: its first rows, all of it with an empty ledger, and with it in the ledger."""
    return {"seconds": {f"{rows} rows": _preview(rows) for rows in PREVIEWED}}


def _preview(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="qianxian-bench-") as folder:
        path = write(Path(folder) / "样例市_人员名册.csv", rows)
        into = path.with_suffix(".preview")
        with open_ledger(f"sqlite:///{path.with_suffix('.sqlite')}") as ledger:
            first = _seconds(lambda: make_preview(ledger, path, into, most=FIRST_ROWS))
            new = _seconds(lambda: make_preview(ledger, path, into))
            state_path(ledger, path)
            again = _seconds(lambda: make_preview(ledger, path, into))
        return {"first rows": first, "new": new, "loaded": again}


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return round(time.perf_counter() - began, 1)


def _load(path: Path, *, twice: bool) -> dict[str, Any]:
    """In the process of its own: the load, and perhaps a second one, each with the seconds of its stages."""
    collect_rarely()  # as the console script does
    with Workspace.open() as workspace:
        _ = workspace.ledger, workspace.database
        first, marks = _timed(lambda told: load_path(workspace, path, progress=told))
        counts = workspace.ledger.changed(since=0)
        memory = most_memory()
        again = {}
        if twice:
            again["seconds_again"], _ = _timed(lambda told: load_path(workspace, path, progress=told))
    stages = dict.fromkeys(stage for stage, _, _ in marks)
    return {
        "nodes": counts.nodes,
        "relationships": counts.relationships,
        "seconds": first,
        **again,
        "rows_a_second": {stage: rates(marks, stage) for stage in stages if stage != "alike"},
        "memory_mb": memory,
    }


def _timed(work: Callable[[Progress], object]) -> tuple[dict[str, float], list[tuple[str, int, float]]]:
    """Seconds by stage, each from when it was first told of to the next, and in all; and every mark."""
    began = time.perf_counter()
    marks: list[tuple[str, int, float]] = []
    work(lambda stage, more, _: marks.append((stage, more, time.perf_counter() - began)))
    ended = time.perf_counter() - began
    starts: dict[str, float] = {}
    for stage, _, at in marks:
        starts.setdefault(stage, at)
    ends = [*list(starts.values())[1:], ended]
    seconds = {stage: round(end - start, 1) for (stage, start), end in zip(starts.items(), ends, strict=True)}
    return {**seconds, "all": round(ended, 1)}, marks


if __name__ == "__main__":
    print(json.dumps(_load(Path(sys.argv[1]), twice="again" in sys.argv)))

"""Times, what they come to, and where they were taken."""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

RESULTS = Path(__file__).parent / "results"
PACKAGES = "neo4j neo4j-rust-ext arcadedb-embedded SQLAlchemy pypinyin opencc py2neo numba igraph networkx".split()


def milliseconds(call: Callable[[], object]) -> float:
    """How long a call took."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def summary(times: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and maximum, in the unit of the times."""
    ordered = sorted(times)
    parts = statistics.quantiles(ordered, n=100, method="inclusive") if len(ordered) > 1 else ordered * 99
    values = {"p50": statistics.median(ordered), "p95": parts[94], "p99": parts[98], "max": ordered[-1]}
    return {"n": len(ordered)} | {name: round(value, 2) for name, value in values.items()}


def most_memory() -> int:
    """MB that this process has held at most; what Linux tells as `ru_maxrss` begins with what its parent held."""
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) >> 10 for line in status.splitlines() if line.startswith("VmHWM"))


def machine() -> dict[str, Any]:
    """Where the figures were taken."""
    return {
        "cpu": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "load_average": [round(value, 2) for value in os.getloadavg()],
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def write(name: str, result: dict[str, Any]) -> None:
    """Keeps a result in benchmarks/results and prints it."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"benchmark": name, "machine": machine(), **result}, ensure_ascii=False, indent=1)
    (RESULTS / f"{name}.json").write_text(text + "\n", "utf-8")
    print(text)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")

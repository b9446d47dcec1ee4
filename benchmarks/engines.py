"""Fresh servers to measure on: the embedded engine and a real Neo4j, each over an empty store of its own."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from graph.local import EngineFolder
from graph.settings import Settings
from graph.workspace import Workspace
from tests.engines.neo4j_server import VERSION as NEO4J_VERSION
from tests.engines.neo4j_server import running

ENGINES = ("arcadedb", "neo4j")
HEAP = "2g"
"""Of Neo4j; the embedded engine takes what it takes for everybody."""

STOP_SECONDS = 120
SETTLE_SECONDS = 3600
UNSORTED, UNSORTED_BYTES = "mtidx", 6_000_000
"""Files of that ending hold entries in the order of writing; small ones are left so."""


@contextmanager
def fresh(engine: str) -> Iterator[Workspace]:
    """A workspace with an empty ledger over an empty graph on that engine; its server is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="qianxian-bench-") as folder:
        home = Path(folder) / "home"
        if engine == "arcadedb":
            with Workspace.open(settings=Settings(home=home, uri=None)) as workspace:
                yield workspace
            stopped = EngineFolder(home / "engine").server_lock()
            stopped.acquire(timeout=STOP_SECONDS)
            stopped.release()
            return
        store = Path(folder) / "neo4j"
        store.mkdir()
        with running(store, HEAP) as server:
            settings = Settings(home=home, uri=server.uri, user=server.user, password=SecretStr(server.password))
            with Workspace.open(settings=settings) as workspace:
                yield workspace


def settle(workspace: Workspace) -> float:
    """Waits until the embedded engine has sorted its indexes, which Neo4j does as it writes; seconds."""
    began = time.monotonic()
    data = workspace.home / "engine" / "server" / "databases"
    while any(file.stat().st_size > UNSORTED_BYTES for file in data.glob(f"*/*{UNSORTED}")):
        if time.monotonic() - began > SETTLE_SECONDS:
            raise TimeoutError("the embedded engine has not sorted its indexes")
        time.sleep(1)
    return time.monotonic() - began


def login(workspace: Workspace) -> tuple[str, str]:
    """User and password of the workspace's server, for clients other than ours."""
    address = EngineFolder(workspace.home / "engine").address()
    if workspace.settings.uri or address is None:
        return workspace.settings.user, workspace.settings.secret()
    return address.user, address.password


def version(engine: str) -> str:
    """The engine as it is named in results."""
    from importlib.metadata import version

    return f"Neo4j {NEO4J_VERSION}" if engine == "neo4j" else f"arcadedb-embedded {version('arcadedb-embedded')}"

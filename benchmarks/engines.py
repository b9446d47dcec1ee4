"""Fresh servers to measure on: the embedded engine and a real Neo4j, each over an empty store of its own."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
QUIET_SECONDS = 20
"""A store whose files have not changed for as long is at rest."""


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
    """Waits until the embedded engine is at rest: it sorts its indexes after writing, Neo4j as it writes; seconds."""
    began = changed = time.monotonic()
    data = workspace.home / "engine" / "server" / "databases"
    seen: dict[Path, tuple[int, int]] = {}
    while time.monotonic() - changed < QUIET_SECONDS and data.exists():
        with suppress(FileNotFoundError):  # replaced while we look
            now = {file: (file.stat().st_size, file.stat().st_mtime_ns) for file in data.glob("*/*")}
            if now != seen:
                seen, changed = now, time.monotonic()
        time.sleep(1)
    return changed - began


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

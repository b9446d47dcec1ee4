"""Starts the Neo4j of the tests on an empty store that lives as long as this process, and says how to select it."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path
from threading import Event

from tests.engines.neo4j_server import CannotBeHad, running


def main() -> int:
    """Until Ctrl-C or a termination; 1 where no Neo4j can be had."""
    asked_to_stop = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: asked_to_stop.set())
    with tempfile.TemporaryDirectory(prefix="qianxian-neo4j-") as folder:
        try:
            with running(Path(folder)) as server:
                print(f"export QIANXIAN_URI={server.uri}")
                print(f"export QIANXIAN_USER={server.user} QIANXIAN_PASSWORD={server.password}")
                print("Ctrl-C stops it and forgets its data.", flush=True)
                asked_to_stop.wait()
        except CannotBeHad as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

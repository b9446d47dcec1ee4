"""A process of its own on the embedded engine of a folder: says which server it found, then does as it is told.

python -m tests.graph.attached FOLDER [wait | write | long]
"""

from __future__ import annotations

import sys
from pathlib import Path

from neo4j import GraphDatabase

from graph.local import attach

LONG = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c RETURN sum(c) AS n"


def main(folder: Path, task: str) -> None:
    """Attaches, prints the server's pid, and does the task until killed or, waiting, until its input ends."""
    with attach(folder) as attachment:
        address = attachment.address
        print(address.pid, flush=True)  # noqa: T201
        if task == "wait":
            sys.stdin.read()
            return
        user = (address.user, address.password)
        with GraphDatabase.driver(address.uri, auth=user, max_transaction_retry_time=0.5) as driver:
            if task == "long":
                driver.execute_query(LONG, database_="neo4j")
            for at in range(1_000_000):
                statement = "UNWIND range(1, 10) AS n CREATE (:Entity {id: $at + '-' + toString(n)})"
                driver.execute_query(statement, at=str(at), database_="neo4j")
                print(at, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

"""A process to be killed: loads one version of an invented office and publishes it.

Run as `python -m tests.graph.ledger.killed LEDGER VERSION URI USER PASSWORD`.
"""

from __future__ import annotations

import sys

from graph.database import Database
from graph.ledger import Claim, Publisher, open_ledger
from tests.graph.ledger.claims import belongs, delegation, person

PEOPLE = 400


def office(version: int) -> list[Claim]:
    """An office of some hundred people; every version renames each third and moves each fifth."""
    people: list[Claim] = [
        person(f"p{n}", f"测试{n}" if n % 3 else f"测试{n}第{version}版") for n in range(version % 7, PEOPLE)
    ]
    bodies: list[Claim] = [delegation(f"d{n}", f"样例团{n}") for n in range(10)]
    ties: list[Claim] = [belongs(f"p{n}", f"d{(n + version) % 10 if n % 5 == 0 else n % 10}") for n in range(PEOPLE)]
    return [*people, *bodies, *ties]


def main(ledger_url: str, version: str, *server: str) -> None:
    """Says `ready`, waits for a line, does it, says `done`."""
    with open_ledger(ledger_url) as ledger, Database.connect(*server) as database:
        print("ready", flush=True)  # noqa: T201
        sys.stdin.readline()
        ledger.load("office", office(int(version)), complete=True)
        print("loaded", flush=True)  # noqa: T201
        Publisher(ledger, database).publish()
        print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])

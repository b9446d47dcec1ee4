"""`python -m benchmarks NAME…`: repeatable measurements; prints JSON and keeps it in benchmarks/results."""

from __future__ import annotations

import argparse
import logging

from benchmarks import hub, load, projected, resolution, roster, routes, search, unseen
from benchmarks.engines import ENGINES
from benchmarks.measure import write
from graph.batches import collect_rarely

NAMES = ("search", "hub", "routes", "projected", "load", "roster", "preview", "resolution", "unseen", "grow")


def main() -> None:
    """Runs the benchmarks that are named, each on each engine, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all but grow without one")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="one engine; both without it")
    parser.add_argument("--search-names", type=int, default=50_000, help="names searched (the goal is 1,000,000)")
    parser.add_argument("--queries", type=int, default=2_600)
    parser.add_argument("--hub-people", type=int, default=50_000, help="people around the hub of 10,000")
    parser.add_argument("--repeats", type=int, default=200, help="times each read of the hub is repeated")
    parser.add_argument("--route-people", type=int, default=100_000, help="people of the graph of routes")
    parser.add_argument("--people", type=int, default=10_000, help="people loaded, with five relationships each")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved runs of the loads compared")
    parser.add_argument("--grow-people", type=int, default=1_000_000, help="people of the one large load")
    parser.add_argument("--roster-rows", type=int, default=50_000, help="rows of the roster (the goal is 1,000,000)")
    parser.add_argument("--roster-format", choices=roster.FORMATS, default="csv")
    given = parser.parse_args()
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    collect_rarely()  # as the console script does
    for name in given.names or NAMES[:-1]:
        if name == "resolution":
            write(name, resolution.run())
            continue
        if name == "routes":
            write(f"{name}-{given.route_people}", routes.run(given.route_people))
            continue
        if name == "preview":
            write(name, roster.previews())
            continue
        if name == "unseen":
            unseen.run()
            continue
        for engine in given.engine or ENGINES:
            sized = f"-{given.roster_rows}-{given.roster_format}" if name == "roster" else ""
            sized = f"-{given.route_people}" if name == "projected" else sized
            write(f"{name}{sized}-{engine}", _run(name, engine, given))


def _run(name: str, engine: str, given: argparse.Namespace) -> dict[str, object]:
    match name:
        case "search":
            return search.run(engine, given.search_names, given.queries)
        case "hub":
            return hub.run(engine, given.hub_people, given.repeats)
        case "projected":
            return projected.run(engine, given.route_people)
        case "load":
            return load.compare(engine, given.people, given.rounds)
        case "roster":
            return roster.run(engine, given.roster_rows, given.roster_format)
        case _:
            return load.grow(engine, given.grow_people)


if __name__ == "__main__":
    main()

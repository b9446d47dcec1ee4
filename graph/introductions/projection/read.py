"""Reads the grounds of a whole graph, page by page, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.batches import batches
from graph.database import Database
from graph.introductions.activity import Begun
from graph.introductions.barring import Barring, barring
from graph.introductions.facts import Facts
from graph.introductions.grounds import Gathering, Ground
from graph.introductions.reader import Reader, Request
from graph.introductions.rules import Rules
from graph.subgraph import Node

PAGE = 1_000
"""Hubs, or actors, that are read at once."""


def read_actors(database: Database, rules: Rules) -> Iterator[tuple[str, Barring]]:
    """Every actor, and what bars it from standing between two ends."""
    facts, introducers = Facts(), rules.evidence.introducers
    for label in [name for name, kind in facts.schema.nodes.items() if kind.actor]:
        for row in database.stream(f"MATCH (n:{label}) RETURN n.id AS id, properties(n) AS properties"):
            node = Node(row["id"], label, "", row["properties"])
            if facts.is_actor(node):
                yield node.id, barring(node, introducers)


def read_hubs(database: Database, rules: Rules) -> Iterator[str]:
    """The ids of everything in which two may meet."""
    for label in sorted({label for rule in rules.ties.values() for label in rule.hub}):
        for row in database.stream(f"MATCH (n:{label}) RETURN n.id AS id"):
            yield str(row["id"])


def through(database: Database, rules: Rules, hubs: Sequence[str]) -> Iterator[list[Ground]]:
    """The grounds of all who meet in these hubs."""
    for page in batches(hubs, PAGE):
        reader = Reader(database, rules)
        reader.nodes(page)
        reader.fill(page)
        gathering = _gathering(reader, rules)
        for id in page:
            if id in reader.facts.nodes:
                yield from gathering.through(reader.facts.nodes[id])


def direct(
    database: Database, rules: Rules, actors: Sequence[str], *, both_ways: bool = False
) -> Iterator[list[Ground]]:
    """The grounds that are one relationship each, by the actors from which they lead, or that have either end of it."""
    types = sorted({rule.direct for rule in rules.ties.values() if rule.direct})
    for page in batches(actors, PAGE):
        reader, ids = Reader(database, rules), frozenset(page)
        ways = (True, False) if both_ways else (True,)
        reader.fetch(Request(type, forward, ids=ids) for type in types for forward in ways)
        reader.nodes(page)
        gathering = _gathering(reader, rules)
        yield from gathering.direct(relationship for id in page for relationship in reader.facts.around(id))


def read_begun(database: Database, rules: Rules, actors: Iterable[str]) -> Iterator[Begun]:
    """In how many things actors are on file, by the day from which on."""
    reader = Reader(database, rules)
    for page in batches(actors, PAGE):
        yield from reader.begun(page)


def _gathering(reader: Reader, rules: Rules) -> Gathering:
    """Over everything read, all of it being whole."""
    reader.sources()
    reader.facts.expanded = set(reader.facts.nodes)
    return Gathering(reader.facts, rules)

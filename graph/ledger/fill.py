"""Filling an empty graph from the ledger: created, not merged, each batch exactly once.

The marker's position is written in the transaction of the batch it speaks of and compared at its start, so that neither
a driver that tries again nor a process that was killed can create anything twice. Rows go as lists and their properties
by name, which the embedded engine writes a quarter faster than maps.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from graph.batches import ahead, batches, named
from graph.database import Database, Transaction
from graph.errors import NotOurs
from graph.ledger.ledger import Ledger
from graph.ledger.marker import MATCH, Marker
from graph.ledger.projection import BEGINNING
from graph.progress import Progress

CHUNK = 10_000

_MOVE = f"{MATCH} WHERE m.position = $before SET m.position = $after RETURN m.position AS position"
_POSITION = f"{MATCH} RETURN m.position AS position"
_NODES, _RELATIONSHIPS = "nodes", "relationships"

START = json.dumps([_NODES, ""])
"""The position of a fill that begins; any is a JSON list of the stage and of what was written last in it."""

_Row: TypeAlias = tuple[str, tuple[str, ...], list[str], dict[str, Any]]
"""Label or type, what rows are in order of, the two ends of a relationship, the properties."""


def fill(ledger: Ledger, database: Database, marker: Marker, progress: Progress | None) -> Marker:
    """Creates every node and relationship of the ledger, going on where an earlier call was interrupted.

    The graph is then at the revision that the ledger had when the fill began: what has changed since is written
    after, by the ordinary way of changes.
    """
    position = marker.position
    stage, *last = json.loads(position)
    counts = ledger.changed(since=0)
    if stage == _NODES:
        nodes = ((node.label, (node.id,), list[str](), node.properties) for node in ledger.nodes(after=last[0]))
        told = _teller(progress, _NODES, counts.nodes if last == [""] else None)
        position, last = _create(database, _NODES, nodes, position, _node_statement, told), [*BEGINNING]
    type, start, end, key = last
    found = ledger.relationships(after=(type, start, end, key))
    ties = ((each.type, each.place, [each.start, each.end], each.properties) for each in found)
    told = _teller(progress, _RELATIONSHIPS, counts.relationships if last == [*BEGINNING] else None)
    _create(database, _RELATIONSHIPS, ties, position, _relationship_statement, told)
    return marker.set(database, revision=marker.target, state="filled", position="")


def goes_on_from(position: str) -> bool:
    """False for a position of a version before 0.2, which filled in another order."""
    return position.startswith("[")


def clear(database: Database) -> None:
    """Deletes everything of ours but the marker, in batches."""
    while database.write("MATCH ()-[r]->() WITH r LIMIT 10000 DELETE r RETURN count(r) AS n")[0]["n"]:
        pass
    statement = "MATCH (n) WHERE NOT n:QianxianMarker WITH n LIMIT 10000 DELETE n RETURN count(n) AS n"
    while database.write(statement)[0]["n"]:
        pass


def _teller(progress: Progress | None, stage: str, total: int | None) -> Callable[[int], None]:
    """Tells how many more are created; of how many is not told where an earlier call created some of them."""
    return lambda more: progress(stage, more, total) if progress else None


def _node_statement(label: str, fields: Sequence[str]) -> str:
    return f"UNWIND $rows AS r CREATE (n:Entity:{label} {{{named(fields)}}})"


def _relationship_statement(type: str, fields: Sequence[str]) -> str:
    return (
        "UNWIND $rows AS r MATCH (a:Entity {id: r[0]}) MATCH (b:Entity {id: r[1]}) "
        f"CREATE (a)-[x:{type} {{{named(fields, 2)}}}]->(b)"
    )


def _create(
    database: Database,
    stage: str,
    rows: Iterable[_Row],
    position: str,
    statement: Callable[[str, Sequence[str]], str],
    told: Callable[[int], None],
) -> str:
    def made() -> Generator[tuple[str, int, dict[str, list[list[Any]]]]]:
        for batch in batches(rows, CHUNK):
            _, last, _, _ = batch[-1]
            yield json.dumps([stage, *last]), len(batch), dict(_statements(batch, statement))

    for after, count, statements in ahead(made()):
        _write(database, position, after, statements)
        position = after
        told(count)
    return position


def _statements(
    batch: Iterable[_Row], statement: Callable[[str, Sequence[str]], str]
) -> Iterator[tuple[str, list[list[Any]]]]:
    """A statement for each label or type, and its rows; what a row has no value for stays without."""
    groups: defaultdict[str, list[tuple[list[str], dict[str, Any]]]] = defaultdict(list)
    for type, _, ends, properties in batch:
        groups[type].append((ends, properties))
    for type, group in groups.items():
        fields = sorted({name for _, properties in group for name in properties})
        yield statement(type, fields), [[*ends, *map(properties.get, fields)] for ends, properties in group]


def _write(database: Database, before: str, after: str, statements: dict[str, list[list[Any]]]) -> None:
    def work(transaction: Transaction) -> None:
        if not transaction.run(_MOVE, before=before, after=after):
            if transaction.run(_POSITION)[0]["position"] != after:
                raise NotOurs("ledger.somebody_else_writes", uri=database.uri)
            return  # this very batch was committed before, and only its acknowledgement was lost
        for statement, rows in statements.items():
            transaction.run(statement, rows=rows)

    database.transaction(work)
    for rows in statements.values():
        rows.clear()  # see `Database.write_batches`

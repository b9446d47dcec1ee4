"""Filling an empty graph from the ledger: created, not merged, each batch exactly once.

The marker's position is written in the transaction of the batch it speaks of and compared at its start, so that neither
a driver that tries again nor a process that was killed can create anything twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from graph.database import Database, Transaction, batches
from graph.errors import NotOurs
from graph.ledger.ledger import Ledger
from graph.ledger.marker import MATCH, Marker

Progress = Callable[[str, int], None]
CHUNK = 10_000

_MOVE = f"{MATCH} WHERE m.position = $before SET m.position = $after RETURN m.position AS position"
_POSITION = f"{MATCH} RETURN m.position AS position"
_NODES, _RELATIONSHIPS = "nodes:", "relationships:"


def fill(ledger: Ledger, database: Database, marker: Marker, progress: Progress | None) -> Marker:
    """Creates every node and relationship of the ledger, going on where an earlier call was interrupted.

    The graph is then at the revision that the ledger had when the fill began: what has changed since is written
    after, by the ordinary way of changes.
    """
    position = marker.position
    if position == _NODES or position.startswith(_NODES):
        nodes = (
            {"type": node.label, "key": node.id, "row": {"p": node.properties}}
            for node in ledger.nodes(after=position.removeprefix(_NODES))
        )
        position = _create(database, _NODES, nodes, position, _node_statement, progress)
        after = ""
    else:
        after = position.removeprefix(_RELATIONSHIPS)
    ties = (
        {"type": each.type, "key": each.key, "row": {"s": each.start, "e": each.end, "p": each.properties}}
        for each in ledger.relationships(after=after)
    )
    _create(database, _RELATIONSHIPS, ties, position, _relationship_statement, progress)
    return marker.set(database, revision=marker.target, state="filled", position="")


def clear(database: Database) -> None:
    """Deletes everything of ours but the marker, in batches."""
    while database.write("MATCH ()-[r]->() WITH r LIMIT 10000 DELETE r RETURN count(r) AS n")[0]["n"]:
        pass
    statement = "MATCH (n) WHERE NOT n:QianxianMarker WITH n LIMIT 10000 DELETE n RETURN count(n) AS n"
    while database.write(statement)[0]["n"]:
        pass


def _node_statement(label: str) -> str:
    return f"UNWIND $rows AS r CREATE (n:Entity:{label}) SET n = r.p"


def _relationship_statement(type: str) -> str:
    return (
        "UNWIND $rows AS r MATCH (a:Entity {id: r.s}) MATCH (b:Entity {id: r.e}) "
        f"CREATE (a)-[x:{type}]->(b) SET x = r.p"
    )


def _create(
    database: Database,
    stage: str,
    rows: Iterable[dict[str, Any]],
    position: str,
    statement: Callable[[str], str],
    progress: Progress | None,
) -> str:
    for batch in batches(rows, CHUNK):
        after = f"{stage}{batch[-1]['key']}"
        groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for each in batch:
            groups[each["type"]].append(each["row"])
        _write(database, position, after, {statement(type): found for type, found in groups.items()})
        position = after
        if progress:
            progress(stage.rstrip(":"), len(batch))
    return position


def _write(database: Database, before: str, after: str, statements: dict[str, list[dict[str, Any]]]) -> None:
    def work(transaction: Transaction) -> None:
        if not transaction.run(_MOVE, before=before, after=after):
            if transaction.run(_POSITION)[0]["position"] != after:
                raise NotOurs("ledger.somebody_else_writes", uri=database.uri)
            return  # this very batch was committed before, and only its acknowledgement was lost
        for statement, rows in statements.items():
            transaction.run(statement, rows=rows)

    database.transaction(work)

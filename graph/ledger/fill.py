"""Filling an empty graph from the ledger: created, not merged, each batch exactly once.

The marker's position is written in the transaction of the batch it speaks of and compared at its start, so that neither
a driver that tries again nor a process that was killed can create anything twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph.database import Database, Transaction, batches
from graph.ledger.ledger import Ledger

Progress = Callable[[str, int], None]
CHUNK = 10_000

_MOVE = (
    "MATCH (m:QianxianMarker {id: 'marker'}) WHERE m.position = $before "
    "SET m.position = $after RETURN count(m) AS moved"
)


def begin(database: Database, product: str, version: int, ledger: str) -> dict[str, Any]:
    """Writes the marker of a graph that is about to be filled."""
    marker = {
        "id": "marker",
        "product": product,
        "schema_version": version,
        "ledger": ledger,
        "revision": 0,
        "target": 0,
        "state": "filling",
        "position": "",
    }
    database.write("MERGE (m:QianxianMarker {id: 'marker'}) SET m = $marker", {"marker": marker})
    return marker


def fill(ledger: Ledger, database: Database, marker: dict[str, Any], progress: Progress | None) -> None:
    """Creates every node and relationship of the ledger, going on where an earlier call was interrupted.

    The graph is then at the revision that the ledger had when the fill began: what has changed since is written
    after, by the ordinary way of changes.
    """
    position = str(marker["position"])
    if not position:
        target = ledger.revision
        database.write("MATCH (m:QianxianMarker {id: 'marker'}) SET m.target = $target", {"target": target})
        marker = {**marker, "target": target}
    if not position.startswith("relationships:"):
        after = position.removeprefix("nodes:")
        nodes = ((node.label, node.id, {"id": node.id, "p": node.properties}) for node in ledger.nodes(after=after))
        position = _create(database, "nodes", nodes, position, _node_statement, progress)
    after = position.removeprefix("relationships:") if position.startswith("relationships:") else ""
    rows = (
        (each.type, each.key, {"s": each.start, "e": each.end, "p": each.properties})
        for each in ledger.relationships(after=after)
    )
    _create(database, "relationships", rows, position, _relationship_statement, progress)
    database.write(
        "MATCH (m:QianxianMarker {id: 'marker'}) SET m.revision = $target, m.state = 'filled', m.position = ''",
        {"target": marker["target"]},
    )


def clear(database: Database) -> None:
    """Deletes everything of ours, in batches; the marker first, so that nobody takes half a graph for a whole one."""
    database.write("MATCH (m:QianxianMarker {id: 'marker'}) SET m.state = 'clearing', m.revision = 0")
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
    rows: Iterable[tuple[str, str, dict[str, Any]]],
    position: str,
    statement: Callable[[str], str],
    progress: Progress | None,
) -> str:
    for batch in batches(_entries(rows), CHUNK):
        after = f"{stage}:{batch[-1]['key']}"
        groups: dict[str, list[dict[str, Any]]] = {}
        for each in batch:
            groups.setdefault(each["type"], []).append(each["row"])

        def work(
            transaction: Transaction,
            before: str = position,
            after: str = after,
            groups: dict[str, list[dict[str, Any]]] = groups,
        ) -> None:
            if not transaction.run(_MOVE, before=before, after=after)[0]["moved"]:
                return  # this very batch was committed before, and only its acknowledgement was lost
            for type, found in groups.items():
                transaction.run(statement(type), rows=found)

        database.transaction(work)
        position = after
        if progress:
            progress(stage, len(batch))
    return position if position.startswith(f"{stage}:") else f"{stage}:"


def _entries(rows: Iterable[tuple[str, str, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    return ({"type": type, "key": key, "row": row} for type, key, row in rows)

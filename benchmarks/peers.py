"""Peers to measure against: py2neo's bulk functions."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks import bare
from benchmarks.engines import login
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.workspace import Workspace


def py2neo_bulk(workspace: Workspace, nodes: Iterable[NodeFact], ties: Iterable[RelationshipFact]) -> float:
    """Seconds of `create_nodes` and `create_relationships` over Bolt, in batches of the size the others use."""
    from py2neo import Graph
    from py2neo.bulk import create_nodes, create_relationships

    database = workspace.database
    server = Graph(database.uri, auth=login(workspace), name=database.name)
    node_rows, tie_rows = bare.rows_of(nodes, ties)
    database.create_indexes()
    began = time.perf_counter()
    for labels, rows in node_rows.items():
        for chunk in _chunks(rows.values):
            create_nodes(server.auto(), chunk, labels=set(labels.split(":")), keys=rows.fields)
    for type_, rows in tie_rows.items():
        named = [(row[0], dict(zip(rows.fields, row[2:], strict=True)), row[1]) for row in rows.values]
        for chunk in _chunks(named):
            create_relationships(
                server.auto(), chunk, type_, start_node_key=("Entity", "id"), end_node_key=("Entity", "id")
            )
    return time.perf_counter() - began


def _chunks(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[at : at + bare.BATCH] for at in range(0, len(rows), bare.BATCH))

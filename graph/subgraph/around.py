"""The links among a set of nodes, and everything within one or two steps of a node."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from graph.database import Database
from graph.subgraph.dates import condition, parameters
from graph.subgraph.model import Omitted, Subgraph
from graph.subgraph.neighbours import neighbours
from graph.subgraph.nodes import as_relationship, nodes


def between_statement(as_of: str | None) -> str:
    """Every relationship is met once, from its start."""
    return f"""UNWIND $ids AS id
MATCH (a:Entity {{id: id}})-[r]->(b) WHERE b.id IN $ids AND {condition(as_of)}
RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS tie
ORDER BY type, start, end, tie.key"""


def second_statement(as_of: str | None) -> str:
    """What is one step beyond `ids` and not yet seen, the nodes reached through most of them first."""
    return f"""UNWIND $ids AS id
MATCH (a:Entity {{id: id}})-[r]-(b) WHERE NOT b.id IN $seen AND {condition(as_of)}
WITH b.id AS id, count(DISTINCT a) AS through ORDER BY through DESC, id
WITH collect(id) AS found
RETURN size(found) AS total, found[0..$room] AS ids"""


def between(database: Database, ids: Iterable[str], as_of: str | None = None) -> Subgraph:
    """These nodes and every relationship among them (at `as_of`); no other node. Unknown ids are left out."""
    found = nodes(database, ids)
    known = [each.id for each in found]
    rows = database.read(between_statement(as_of), {"ids": known, **parameters(as_of)}) if known else []
    return Subgraph.of(found, [as_relationship(row, as_of) for row in rows])


def around(database: Database, id: str, depth: Literal[1, 2] = 1, cap: int = 100, as_of: str | None = None) -> Subgraph:
    """The node, up to `cap` others within `depth` steps, and every relationship among them.

    The first step is filled first, in the order of `neighbours`; in the second the nodes reached through the most
    others come first, then by id. `omitted` counts nodes beside the one asked for. NotFound where there is none.
    """
    first = neighbours(database, id, cap=cap, as_of=as_of)
    ids = [each.id for each in first.nodes]
    total = len(ids) - 1 + first.omitted.left
    if depth == 2 and len(ids) > 1:
        wanted = {"ids": ids[1:], "seen": ids, "room": cap - (len(ids) - 1), **parameters(as_of)}
        further = database.read(second_statement(as_of), wanted)[0]
        ids += further["ids"]
        total += further["total"]
    found = between(database, ids, as_of)
    omitted = Omitted(len(found.nodes) - 1, total, first.omitted.undated, first.omitted.hidden)
    return Subgraph(found.nodes, found.relationships, omitted)

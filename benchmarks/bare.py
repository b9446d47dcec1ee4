"""The fastest bare driver loop found: UNWIND over batches of lists, CREATE with named properties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from benchmarks.generate import Size, nodes, relationships
from graph import search_index
from graph.batches import named
from graph.database import Database
from graph.ledger.bulk import chunks
from graph.ledger.claims import NodeClaim, RelationshipClaim
from graph.ledger.projection import NodeFact, RelationshipFact

BATCH = 10_000


class Rows(NamedTuple):
    """Rows of one label or type: the names of their properties, and a list a row (relationships: start, end first)."""

    fields: list[str]
    values: list[list[Any]]


def rows_of(nodes: Iterable[NodeFact], ties: Iterable[RelationshipFact]) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """Everything the product stores, as rows by labels and by type."""
    return _rows((f"Entity:{each.label}", [], each.properties) for each in nodes), _rows(
        (each.type, [each.start, each.end], each.properties) for each in ties
    )


def _rows(items: Iterable[tuple[str, list[str], dict[str, Any]]]) -> dict[str, Rows]:
    groups: defaultdict[str, list[tuple[list[str], dict[str, Any]]]] = defaultdict(list)
    for kind, ends, properties in items:
        groups[kind].append((ends, properties))
    found = {}
    for kind, group in groups.items():
        fields = list(dict.fromkeys(name for _, properties in group for name in properties))
        found[kind] = Rows(fields, [[*ends, *map(properties.get, fields)] for ends, properties in group])
    return found


def names_of(rows: Iterable[dict[str, Any]]) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """The nodes of the search index, as `send` takes them."""
    return _rows((search_index.LABEL, [], each) for each in rows), {}


def send(database: Database, rows: tuple[dict[str, Rows], dict[str, Rows]]) -> None:
    """Creates nodes, then relationships."""
    for labels, group in rows[0].items():
        _batches(database, create_nodes(labels, group.fields), group.values)
    for type_, group in rows[1].items():
        _batches(database, create_ties(type_, group.fields), group.values)


def _batches(database: Database, statement: str, values: Sequence[list[Any]]) -> None:
    for at in range(0, len(values), BATCH):
        database.write(statement, {"rows": values[at : at + BATCH]})


def create_nodes(labels: str, fields: Sequence[str]) -> str:
    """Creates nodes with these labels, `A:B`, from rows."""
    return f"UNWIND $rows AS r CREATE (n:{labels} {{{named(fields)}}})"


def create_ties(type_: str, fields: Sequence[str]) -> str:
    """Creates relationships of a type from rows."""
    return (
        "UNWIND $rows AS r MATCH (a:Entity {id: r[0]}) MATCH (b:Entity {id: r[1]})"
        f" CREATE (a)-[:{type_} {{{named(fields, 2)}}}]->(b)"
    )


def load(database: Database, size: Size) -> None:
    """Loads the population of `size` as it is made, for benchmarks that only read it."""
    for node_chunk in chunks(nodes(size), 10 * BATCH):
        send(database, (_rows((f"Entity:{each.label}", [], _node(each)) for each in node_chunk), {}))
    for tie_chunk in chunks(relationships(size), 10 * BATCH):
        send(database, ({}, _rows((each.type, [each.start, each.end], _tie(each)) for each in tie_chunk)))


def _node(claim: NodeClaim) -> dict[str, Any]:
    return {"id": claim.record, **claim.properties, "sources": list(claim.sources)}


def _tie(claim: RelationshipClaim) -> dict[str, Any]:
    dates = {"since": claim.since, "until": claim.until, "observed": claim.observed}
    key = f"{claim.start}|{claim.end}"
    return {"key": key, **claim.properties, **dates, "sources": list(claim.sources)}

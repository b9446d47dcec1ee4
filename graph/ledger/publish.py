"""Bringing a graph to the ledger's revision: filled once, then changed where the ledger changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from graph import search_index
from graph.database import Database
from graph.errors import NotOurs, SchemaTooNew
from graph.ledger import fill
from graph.ledger.digest import MODULUS, as_text, node_hash, relationship_hash
from graph.ledger.ledger import Ledger
from graph.ledger.lock import Waiting
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.search_index import IndexedNode

T = TypeVar("T")
PRODUCT = "qianxian"
CHUNK = 5_000

Progress = Callable[[str, int], None]
"""Told the stage ("nodes", "relationships", "search") and how many more are written."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a graph compares with the ledger."""

    revision: int | None
    ledger_revision: int
    digest: str
    ledger_digest: str

    @property
    def equal(self) -> bool:
        """True where the graph says what the ledger says."""
        return self.digest == self.ledger_digest


class Publisher:
    """Publishes one ledger to one graph."""

    def __init__(self, ledger: Ledger, database: Database) -> None:
        self._ledger = ledger
        self._database = database

    def behind(self) -> int:
        """How many revisions the graph is behind; what readers are told in a banner."""
        marker = self._database.marker()
        return self._ledger.revision - (marker["revision"] if marker else 0)

    def publish(self, progress: Progress | None = None, *, anew: bool = False, waiting: Waiting | None = None) -> int:
        """Brings the graph to the ledger's revision and gives it.

        May be interrupted anywhere: the next call goes on. `anew` empties a graph of ours first, of whichever ledger.
        Raises NotOurs for a graph with other people's data or of another ledger, SchemaTooNew for one that a newer
        version wrote.
        """
        with self._ledger.lock("publish", waiting):
            marker = self._marker(anew=anew)
            if marker["state"] == "filling":
                fill.fill(self._ledger, self._database, marker, progress)
                marker = self._database.marker() or marker
            target = self._ledger.revision
            if marker["revision"] != target or marker["state"] != "ready":
                self._change(marker["revision"], progress)
                self._database.write(
                    "MATCH (m:QianxianMarker {id: 'marker'}) "
                    "SET m.revision = $revision, m.state = 'ready', m.position = ''",
                    {"revision": target},
                )
            return target

    def check(self) -> Difference:
        """Compares the graph with the ledger, reading all of it."""
        marker = self._database.marker()
        revision = int(marker["revision"]) if marker else None
        return Difference(revision, self._ledger.revision, graph_digest(self._database), self._ledger.digest())

    def _marker(self, *, anew: bool) -> dict[str, Any]:
        database, schema = self._database, self._ledger.schema
        marker = database.marker()
        if marker is None:
            if database.read("MATCH (n) RETURN n LIMIT 1"):
                raise NotOurs("ledger.not_ours", uri=database.uri)
            database.create_indexes()
            search_index.create(database)
            database.await_indexes()
            marker = fill.begin(database, PRODUCT, schema.version, self._ledger.id)
        if marker.get("product") != PRODUCT or (marker.get("ledger") != self._ledger.id and not anew):
            raise NotOurs("ledger.another_ledger", uri=database.uri)
        if marker["schema_version"] > schema.version:
            raise SchemaTooNew("ledger.graph_too_new", uri=database.uri, version=marker["schema_version"])
        anew = anew or marker["schema_version"] < schema.version or marker["state"] == "clearing"
        if anew or marker["revision"] > self._ledger.revision:
            # Clearing was interrupted, the ledger was put back from a backup, or the model grew: made anew.
            fill.clear(database)
            marker = fill.begin(database, PRODUCT, schema.version, self._ledger.id)
        return marker

    def _change(self, since: int, progress: Progress | None) -> None:
        """Writes what changed after a revision; doing it twice is harmless."""
        ledger, database = self._ledger, self._database
        gone, cut = ledger.tombstones(since)
        for type, keys in _by(cut, lambda each: each[0]).items():
            rows = [{"start": start, "key": key} for _, start, key in keys]
            database.write_batches(
                f"UNWIND $rows AS r MATCH (:Entity {{id: r.start}})-[x:{type} {{key: r.key}}]->() DELETE x", rows
            )
        database.write_batches(
            "UNWIND $rows AS r MATCH (n:Entity {id: r.id}) DETACH DELETE n", ({"id": id} for id in gone)
        )
        changed: set[str] = set()
        for nodes in _chunks(ledger.nodes(since)):
            changed.update(each.id for each in nodes)
            for label, group in _by(nodes, lambda each: each.label).items():
                made = [{"id": each.id, "p": each.properties} for each in group]
                database.write_batches(f"UNWIND $rows AS r MERGE (n:Entity:{label} {{id: r.id}}) SET n = r.p", made)
            if progress:
                progress("nodes", len(nodes))
        for chunk in _chunks(ledger.relationships(since)):
            for type, found in _by(chunk, lambda each: each.type).items():
                changed.update(id for each in found for id in (each.start, each.end))
                ties = [{"s": each.start, "e": each.end, "k": each.key, "p": each.properties} for each in found]
                database.write_batches(
                    "UNWIND $rows AS r MATCH (a:Entity {id: r.s}) MATCH (b:Entity {id: r.e}) "
                    f"MERGE (a)-[x:{type} {{key: r.k}}]->(b) SET x = r.p",
                    ties,
                )
            if progress:
                progress("relationships", len(chunk))
        changed.update(start for _, start, _ in cut)
        self._index(changed - set(gone), gone, progress)

    def _index(self, changed: set[str], gone: list[str], progress: Progress | None) -> None:
        """Brings the search index up to date for the nodes that changed or whose ties did."""
        degrees = self._ledger.degrees(changed)
        wanted = [indexed(node, degrees) for node in self._ledger.nodes_of(sorted(changed))]
        told = partial(progress, "search") if progress else None
        search_index.update(self._database, wanted, gone, lambda: everything(self._ledger), told)


def indexed(node: NodeFact, degrees: dict[str, int]) -> IndexedNode:
    """What the search index has to know of a node."""
    return search_index.indexed(node.label, node.properties, degrees.get(node.id, 0))


def everything(ledger: Ledger) -> Iterable[IndexedNode]:
    """All nodes, best connected first and equals by id."""
    degrees = ledger.degrees()
    return sorted((indexed(node, degrees) for node in ledger.nodes()), key=lambda node: node.rank)


def graph_digest(database: Database) -> str:
    """The digest of what a graph says, read from the graph."""
    total = 0
    for row in database.stream("MATCH (n:Entity) RETURN labels(n) AS labels, properties(n) AS p"):
        label = next(each for each in row["labels"] if each != "Entity")
        total += node_hash(label, row["p"])
    statement = "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS type, a.id AS s, b.id AS e, properties(r) AS p"
    for row in database.stream(statement):
        total += relationship_hash(row["type"], row["s"], row["e"], row["p"])
    return as_text(total % MODULUS)


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _by(items: Iterable[T], name: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for each in items:
        groups.setdefault(name(each), []).append(each)
    return groups


__all__ = ["Difference", "NodeFact", "Publisher", "RelationshipFact", "graph_digest"]

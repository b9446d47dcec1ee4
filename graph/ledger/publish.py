"""Bringing a graph to the ledger's revision: filled once, then changed where the ledger changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from graph import search_index
from graph.database import Database
from graph.errors import NotOurs, SchemaTooNew
from graph.ledger import fill
from graph.ledger.bulk import chunks
from graph.ledger.compare import Difference, summarise
from graph.ledger.ledger import Ledger
from graph.ledger.lock import Waiting
from graph.ledger.marker import PRODUCT, Marker
from graph.ledger.projection import NodeFact
from graph.progress import Progress
from graph.search_index import IndexedNode

T = TypeVar("T")
CHUNK = 5_000


class Publisher:
    """Publishes one ledger to one graph."""

    def __init__(self, ledger: Ledger, database: Database) -> None:
        self._ledger = ledger
        self._database = database

    def behind(self) -> int:
        """How many revisions the graph is behind; what readers are told in a banner."""
        marker = Marker.read(self._database)
        return self._ledger.revision - (marker.revision if marker else 0)

    def publish(self, progress: Progress | None = None, *, anew: bool = False, waiting: Waiting | None = None) -> int:
        """Brings the graph to the ledger's revision and gives it.

        May be interrupted anywhere: the next call goes on. `progress` is told the stages "nodes", "relationships" and
        "search". `anew` empties a graph of ours first, of whichever ledger.
        Raises NotOurs for a graph with other people's data or of another ledger, SchemaTooNew for one that a newer
        version wrote.
        """
        with self._ledger.lock("发布 / publishing", waiting):
            marker = self._marker(anew=anew)
            target, moment = self._ledger.revision, self._ledger.moment()
            if marker.state == "filled":
                self._make_indexes()  # a graph that Neo4j imported has none
            if marker.state == "filling":
                marker = fill.fill(self._ledger, self._database, marker, progress)
            if marker.revision != target or marker.state != "ready" or not search_index.is_current(self._database):
                self._change(marker.revision, progress)
                marker.set(self._database, revision=target, target=target, moment=moment, state="ready")
            return target

    def check(self) -> Difference:
        """Compares the graph with the ledger, reading all of it."""
        marker = Marker.read(self._database)
        found = summarise(self._database)
        return Difference(
            marker.revision if marker else None,
            self._ledger.revision,
            found.digest,
            self._ledger.digest(),
            found.counts,
            self._ledger.counts(),
        )

    def _marker(self, *, anew: bool) -> Marker:
        """The marker of a graph that may be written to: an empty one is made ours, one that cannot go on emptied."""
        ledger, database = self._ledger, self._database
        marker = Marker.read(database)
        if marker is None:
            if database.read("MATCH (n) RETURN 1 AS one LIMIT 1"):
                raise NotOurs("ledger.not_ours", uri=database.uri)
            return self._begin()
        if marker.product != PRODUCT or (marker.ledger != ledger.id and not anew):
            raise NotOurs("ledger.another_ledger", uri=database.uri)
        if marker.schema_version > ledger.schema.version:
            raise SchemaTooNew("ledger.graph_too_new", uri=database.uri, version=marker.schema_version)
        if anew or not self._goes_on(marker):
            # The marker first, so that nobody takes half a graph for a whole one.
            marker.set(database, state="clearing", revision=0)
            fill.clear(database)
            return self._begin()
        return marker

    def _goes_on(self, marker: Marker) -> bool:
        """False where clearing was interrupted, the model grew, or the ledger is not the one the graph was made from.

        The last is so when a ledger was put back from a copy: the revision is not there yet, or was made anew since.
        """
        if marker.state == "clearing" or marker.schema_version < self._ledger.schema.version:
            return False
        if marker.state == "filling" and not fill.goes_on_from(marker.position):
            return False
        reached = marker.target if marker.state == "filling" else marker.revision
        return marker.moment == self._ledger.moment(reached)

    def _begin(self) -> Marker:
        ledger = self._ledger
        self._make_indexes()
        marker = Marker(ledger.id, ledger.schema.version, target=ledger.revision, moment=ledger.moment())
        return marker.set(self._database, state="filling", position=fill.START)

    def _make_indexes(self) -> None:
        self._database.create_indexes()
        search_index.create(self._database)
        self._database.await_indexes()

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
        counts = ledger.changed(since)
        for nodes in chunks(ledger.nodes(since), CHUNK):
            changed.update(each.id for each in nodes)
            for label, group in _by(nodes, lambda each: each.label).items():
                made = [{"id": each.id, "p": each.properties} for each in group]
                database.write_batches(f"UNWIND $rows AS r MERGE (n:Entity:{label} {{id: r.id}}) SET n = r.p", made)
            if progress:
                progress("nodes", len(nodes), counts.nodes)
        for chunk in chunks(ledger.relationships(since), CHUNK):
            for type, found in _by(chunk, lambda each: each.type).items():
                changed.update(id for each in found for id in (each.start, each.end))
                ties = [{"s": each.start, "e": each.end, "k": each.key, "p": each.properties} for each in found]
                database.write_batches(
                    "UNWIND $rows AS r MATCH (a:Entity {id: r.s}) MATCH (b:Entity {id: r.e}) "
                    f"MERGE (a)-[x:{type} {{key: r.k}}]->(b) SET x = r.p",
                    ties,
                )
            if progress:
                progress("relationships", len(chunk), counts.relationships)
        changed.update(start for _, start, _ in cut)
        self._index(changed, gone, progress)

    def _index(self, changed: set[str], gone: list[str], progress: Progress | None) -> None:
        """Brings the search index up to date for the nodes that changed or whose ties did."""
        total = len(changed)

        def written() -> Iterator[IndexedNode]:
            for ids in chunks(sorted(changed), CHUNK):
                degrees = self._ledger.degrees(ids)
                yield from (indexed(node, degrees[node.id]) for node in self._ledger.nodes_of(ids))

        def everything() -> Iterator[IndexedNode]:
            nonlocal total
            total = self._ledger.changed(since=0).nodes
            return (indexed(node, degree) for node, degree in self._ledger.ranked())

        def told(more: int) -> None:
            if progress:
                progress("search", more, total)

        search_index.update(self._database, written(), total, gone, everything, told)


def indexed(node: NodeFact, degree: int) -> IndexedNode:
    """What the search index has to know of a node."""
    return search_index.indexed(node.label, node.properties, degree)


def _by(items: Iterable[T], name: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for each in items:
        groups.setdefault(name(each), []).append(each)
    return groups

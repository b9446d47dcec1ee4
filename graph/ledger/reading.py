"""Reading a ledger: its facts, its loads, what stands behind them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, func, select, text, tuple_

from graph.ledger import tables
from graph.ledger.claims import Claim
from graph.ledger.digest import MODULUS, as_text, body, node_hash, relationship_hash
from graph.ledger.evidence import Evidence, evidence, live
from graph.ledger.history import LoadedNode, latest, loads, nodes_of
from graph.ledger.joined import Joined, joined, joined_counts
from graph.ledger.loads import LoadRecord
from graph.ledger.projection import BEGINNING, NodeFact, Place, RelationshipFact
from graph.ledger.questions import Question, questions
from graph.ledger.store import Store, get
from graph.ledger.tie_decisions import TieDecision, tie_decisions
from graph.ledger.undoing import Reversal, foreseen, standing
from graph.schema import Schema

_DEGREE = (
    "((SELECT count(*) FROM relationship_fact r WHERE r.start = {0}) + "
    '(SELECT count(*) FROM relationship_fact r WHERE r."end" = {0}))'
)


class Changed(NamedTuple):
    """How many nodes and relationships changed."""

    nodes: int
    relationships: int


class Reader:
    """What can be asked of a ledger; each answer is of one state, also while another process writes."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self.schema = schema
        self._store = store

    def close(self) -> None:
        """Gives the connections back."""
        self._store.close()

    @property
    def id(self) -> str:
        """The ledger's own id, which the marker of its graphs carries."""
        return self._meta("ledger")

    @property
    def url(self) -> str:
        """The address, without a password."""
        return self._store.url.render_as_string()

    @property
    def file(self) -> Path | None:
        """The file of a SQLite ledger, None for PostgreSQL."""
        return self._store.path

    @property
    def backup(self) -> Path | None:
        """The copy made because this opening upgraded an older ledger; None where it was of this version."""
        return self._store.backup

    @property
    def revision(self) -> int:
        """Grows by one with every load, rollback and decision."""
        return int(self._meta("revision"))

    def moment(self, revision: int | None = None) -> str:
        """When a revision, or the current one, was made; empty where the ledger has none of that number."""
        wanted = self.revision if revision is None else revision
        with self._store.reading() as connection:
            return connection.execute(select(tables.load.c.at).where(tables.load.c.revision == wanted)).scalar() or ""

    def counts(self) -> dict[str, int]:
        """How many nodes and relationships there are of each label and type."""
        with self._store.reading() as connection:
            return {
                name: count
                for table, kind in ((tables.node_fact, "label"), (tables.relationship_fact, "type"))
                for name, count in connection.execute(select(table.c[kind], func.count()).group_by(table.c[kind]))
            }

    def digest(self) -> str:
        """The digest of the graph as it should be, kept up to date with every change."""
        return as_text(int(self._meta("digest"), 16))

    def recompute_digest(self) -> str:
        """The digest worked out from every fact; differs from `digest` only where the ledger is damaged."""
        total = 0
        for node in self.nodes():
            total += node_hash(node.label, body(node.properties))
        for each in self.relationships():
            total += relationship_hash(each.type, each.start, each.end, body(each.properties))
        return as_text(total % MODULUS)

    def loads(self) -> list[LoadRecord]:
        """Every load, rollback and decision, the latest first."""
        with self._store.reading() as connection:
            return loads(connection)

    def latest(self, source: str) -> LoadRecord | None:
        """The latest load in force of a source: what the next load of it would correct."""
        with self._store.reading() as connection:
            return latest(connection, source)

    def nodes_of_load(self, load: int, *, label: str = "", skip: int = 0, cap: int = 50) -> list[LoadedNode]:
        """`cap` nodes that a load made or said something new of, after the first `skip`; of one label or of all."""
        with self._store.reading() as connection:
            return nodes_of(connection, load, label, skip, cap)

    def rollback_counts(self, load: int) -> dict[str, Reversal]:
        """What taking a load back would do to the claims of each type; nothing is done. Raises as `Ledger.rollback`."""
        with self._store.reading() as connection:
            standing(connection, load)
            return foreseen(connection, load)

    def resolve(self, id: str) -> str:
        """The entity that a record's id stands for: itself, or the one it was merged into."""
        with self._store.reading() as connection:
            query = select(tables.member.c.entity).where(tables.member.c.record == id)
            return connection.execute(query).scalar() or id

    def tie_decisions(self) -> list[TieDecision]:
        """What staff decided about ties and is in force; see `tie_decisions.tie_decisions`."""
        with self._store.reading() as connection:
            return tie_decisions(connection)

    def is_record(self, id: str) -> bool:
        """Whether some load spoke of a thing under exactly this id, merged since or not."""
        with self._store.reading() as connection:
            return connection.execute(select(tables.record.c.id).where(tables.record.c.id == id)).first() is not None

    def nodes(self, since: int = 0, after: str = "") -> Iterator[NodeFact]:
        """All nodes with ids behind `after`, by id; or those changed after revision `since`, in no order."""
        table = tables.node_fact
        query = select(table.c.id, table.c.label, table.c.body)
        # Of what changed no order is asked for: SQLite would follow it through every row.
        query = query.where(table.c.revision > since) if since else query.where(table.c.id > after).order_by(table.c.id)
        with self._store.reading() as connection:
            for (id, label, _), properties in _facts(connection, query):
                yield NodeFact(id, label, properties)

    def nodes_of(self, ids: Sequence[str]) -> Iterator[NodeFact]:
        """The nodes of those ids; ids without a node are passed over."""
        table = tables.node_fact
        with self._store.reading() as connection:
            for at in range(0, len(ids), 500):
                query = select(table.c.id, table.c.label, table.c.body).where(table.c.id.in_(ids[at : at + 500]))
                for (id, label, _), properties in _facts(connection, query):
                    yield NodeFact(id, label, properties)

    def relationships(self, since: int = 0, after: Place = BEGINNING) -> Iterator[RelationshipFact]:
        """All relationships behind `after`, by place; or those changed after revision `since`, in no order.

        In order of place a graph is written quickest: it keeps what is of one type and about one node together.
        """
        table = tables.relationship_fact
        place = (table.c.start, table.c.end, table.c.key)
        query = select(table.c.key, table.c.type, table.c.start, table.c.end, table.c.body)
        with self._store.reading() as connection:
            if since:
                queries = [query.where(table.c.revision > since)]
            else:
                # One query a type follows the index on the start; one for all would first sort every row.
                found = connection.execute(select(table.c.type).distinct()).scalars()
                types = sorted(type for type in found if type >= after[0])
                queries = [query.where(table.c.type == type).order_by(*place) for type in types]
                if after[0] in types:
                    queries[0] = queries[0].where(tuple_(*place) > after[1:])
            for each in queries:
                for (key, type, start, end, _), properties in _facts(connection, each):
                    yield RelationshipFact(key, type, start, end, properties)

    def tombstones(self, since: int) -> tuple[list[str], list[tuple[str, str, str]]]:
        """What went after a revision: ids of nodes; (type, start, key) of relationships."""
        table = tables.tombstone
        with self._store.reading() as connection:
            rows = connection.execute(select(table).where(table.c.revision > since)).all()
        nodes = [row.key for row in rows if row.kind == "node"]
        return nodes, [(row.type, row.start, row.key) for row in rows if row.kind == "relationship"]

    def changed(self, since: int) -> Changed:
        """How many nodes and relationships there are that changed after a revision."""
        with self._store.reading() as connection:
            return Changed(
                *(
                    connection.execute(select(func.count()).where(table.c.revision > since)).scalar_one()
                    for table in (tables.node_fact, tables.relationship_fact)
                )
            )

    def degrees(self, ids: Iterable[str]) -> dict[str, int]:
        """How many relationships nodes have."""
        with self._store.reading() as connection:
            return {
                id: connection.execute(text(f"SELECT {_DEGREE.format(':id')}"), {"id": id}).scalar_one() for id in ids
            }

    def ranked(self) -> Iterator[tuple[NodeFact, int]]:
        """All nodes, each with how many relationships it has: the best connected first, equals by id."""
        # As Python orders texts: that of a PostgreSQL may be of a language.
        binary = "BINARY" if self._store.sqlite else '"C"'
        order = f"degree DESC, n.id COLLATE {binary}"
        query = f"SELECT n.id, n.label, {_DEGREE.format('n.id')} AS degree, n.body FROM node_fact n ORDER BY {order}"
        with self._store.reading() as connection:
            for (id, label, degree, _), properties in _facts(connection, text(query)):
                yield NodeFact(id, label, properties), degree

    def evidence(self, id: str) -> list[Evidence]:
        """The live claims about an entity (by id) or behind a relationship (by key)."""
        return self.evidence_of([id]).get(id, [])

    def evidence_of(self, ids: Sequence[str]) -> dict[str, list[Evidence]]:
        """The same for many at once, by id or key; what no live claim speaks of is not in it."""
        with self._store.reading() as connection:
            return evidence(connection, self.schema, ids)

    def live(self) -> list[tuple[str, Claim]]:
        """Every claim in force with the source that makes it, the oldest records first: what a new one would need."""
        with self._store.reading() as connection:
            return live(connection)

    @contextmanager
    def stated(self) -> Iterator[Connection]:
        """One state of the ledger, to be asked by the functions of `graph.ledger.stated`."""
        with self._store.reading() as connection:
            yield connection

    def questions(self) -> list[Question]:
        """Pairs of entities that may be the same, after a source or by evidence, and nobody has decided on."""
        with self._store.reading() as connection:
            return questions(connection)

    def joined(self, *, label: str = "", name: str = "", skip: int = 0, cap: int | None = None) -> list[Joined]:
        """Pairs of records that evidence has made one entity without being asked, in the order of entities.

        `cap` of them (all: None) after the first `skip`; of one label or of all; only those of which a name holds
        `name`.
        """
        with self._store.reading() as connection:
            return joined(connection, label, name, skip, cap)

    def joined_counts(self, name: str = "") -> dict[str, int]:
        """How many such pairs there are of each label; only those of which a name holds `name`."""
        with self._store.reading() as connection:
            return joined_counts(connection, name)

    def _meta(self, name: str) -> str:
        with self._store.reading() as connection:
            return get(connection, name) or ""


def _facts(connection: Connection, query: Executable) -> Iterator[tuple[Sequence[Any], dict[str, Any]]]:
    """The rows of a query, and the properties in the last column of each, read many at a time."""
    result = connection.execute(query, execution_options={"yield_per": 5_000})
    try:
        for rows in result.partitions():
            yield from zip(rows, json.loads(f"[{','.join([row[-1] for row in rows])}]"), strict=True)
    finally:
        result.close()

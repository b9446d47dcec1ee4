"""What a graph says, read from the graph, and how that differs from what its ledger says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.database import Database
from graph.ledger.digest import as_text, body, node_hash, relationship_hash


@dataclass(frozen=True, slots=True)
class Summary:
    """The digest of a graph, and how many nodes and relationships it has of each label and type."""

    digest: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a graph compares with the ledger; `revision` is None for a graph without a marker."""

    revision: int | None
    ledger_revision: int
    digest: str
    ledger_digest: str
    counts: Mapping[str, int]
    ledger_counts: Mapping[str, int]

    @property
    def equal(self) -> bool:
        """True where the graph says what the ledger says."""
        return self.digest == self.ledger_digest

    @property
    def differing(self) -> dict[str, tuple[int, int]]:
        """The labels and types of which the graph has more or fewer: (graph, ledger)."""
        pairs = {
            name: (self.counts.get(name, 0), self.ledger_counts.get(name, 0))
            for name in sorted({*self.counts, *self.ledger_counts})
        }
        return {name: (one, other) for name, (one, other) in pairs.items() if one != other}


def summarise(database: Database) -> Summary:
    """Reads a whole graph, one row after the other."""
    total = 0
    counts: Counter[str] = Counter()
    for row in database.stream("MATCH (n:Entity) RETURN labels(n) AS labels, properties(n) AS p"):
        label = next(each for each in row["labels"] if each != "Entity")
        counts[label] += 1
        total += node_hash(label, body(row["p"]))
    statement = "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS type, a.id AS s, b.id AS e, properties(r) AS p"
    for row in database.stream(statement):
        counts[row["type"]] += 1
        total += relationship_hash(row["type"], row["s"], row["e"], body(row["p"]))
    return Summary(as_text(total), dict(counts))


def graph_digest(database: Database) -> str:
    """The digest of what a graph says, read from the graph."""
    return summarise(database).digest

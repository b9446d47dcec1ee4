"""Where the engines differ: the only place that says so, with the reason why the product can live with it.

`test_differences.py` holds one probe for each, marked `@pytest.mark.differs(name)`; on the engine named here it is
expected to fail, strictly, so that a difference that goes away is noticed.
"""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """Which engine does otherwise than Cypher 5 says, and why that is accepted."""

    engine: str
    reason: str


DIFFERENCES: dict[str, Difference] = {
    "auto-commit is all or nothing": Difference(
        "arcadedb", "it commits row by row outside a transaction; the product writes in managed transactions only"
    ),
    "READ access mode refuses writes": Difference(
        "arcadedb", "people's statements run as a user who may only read instead"
    ),
    "the driver's timeout stops a statement": Difference(
        "arcadedb", "Database stops the statement itself (TERMINATE TRANSACTIONS) when its time is over"
    ),
    "EXPLAIN does nothing": Difference(
        "arcadedb", "EXPLAIN CREATE INDEX makes one there; people's EXPLAIN is refused, and Database asks Neo4j only"
    ),
    "EXPLAIN says that a statement reads": Difference(
        "arcadedb", "the type is always w; people's statements run as a user who may only read instead"
    ),
    "an answer without rows has column names": Difference(
        "arcadedb", "a report's columns are in its header; a typed statement without rows shows none"
    ),
    "a second MERGE of one new key waits for the first": Difference(
        "arcadedb", "one of them raises; Database.transaction tries a constraint error again; no key is ever doubled"
    ),
    "an index leaves values as they are": Difference(
        "arcadedb",
        "it fixes the type found in the data: 5 becomes '5'; indexes are made on the empty graph, on texts only",
    ),
    "lists of several types are refused": Difference(
        "arcadedb", "it keeps them; the schema lets through lists of one type only"
    ),
    "shortestPath finds the shortest that satisfies WHERE": Difference(
        "arcadedb", "it filters afterwards; routes are found in graph.introductions, no statement of ours does this"
    ),
    "SHORTEST k": Difference("arcadedb", "it is missing; routes are found in graph.introductions"),
}

"""The few statements in which the engines differ."""

from __future__ import annotations

import re

NEO4J, ARCADEDB = "neo4j", "arcadedb"


def engine_of(agent: str) -> str | None:
    """The engine behind a server's agent string; None for a Neo4j before 5."""
    if "arcade" in agent.lower():
        return ARCADEDB
    match = re.match(r"Neo4j/(\d+)\.", agent)
    return NEO4J if match and int(match.group(1)) >= 5 else None


RUNNING = "SHOW TRANSACTIONS YIELD transactionId, currentQuery RETURN transactionId, currentQuery"
"""What runs on the embedded engine at the moment."""


def terminate(id: str) -> str:
    """Stops one of them."""
    return f"TERMINATE TRANSACTIONS '{id}'"


def unique(label: str, property: str) -> str:
    """A uniqueness constraint; the same text on both engines."""
    return f"CREATE CONSTRAINT unique_{label}_{property} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{property} IS UNIQUE"


def full_text(engine: str, name: str, label: str, property: str) -> list[str]:
    """A full-text index over blank-separated keys, in the engine's own language (Cypher, or SQL on ArcadeDB)."""
    if engine == NEO4J:
        options = "{indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"
        on = f"FOR (n:{label}) ON EACH [n.{property}]"
        return [f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS {on} OPTIONS {options}"]
    analyzer = '{"analyzer": "org.apache.lucene.analysis.core.WhitespaceAnalyzer"}'
    return [
        f"CREATE VERTEX TYPE {label} IF NOT EXISTS",
        f"CREATE PROPERTY {label}.{property} IF NOT EXISTS STRING",
        f"CREATE INDEX {name} IF NOT EXISTS ON {label} ({property}) FULL_TEXT METADATA {analyzer}",
    ]

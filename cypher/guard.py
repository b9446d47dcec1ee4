"""A report only reads: its statement is held to the same rule as what people type."""

from __future__ import annotations

from graph import readonly
from graph.errors import HeaderError, ReadOnlyViolation


def check(slug: str, statement: str) -> None:
    """Raises HeaderError where the statement of a report would write or reach outside the graph."""
    try:
        readonly.check(statement)
    except ReadOnlyViolation as error:
        raise HeaderError("cypher.writes", slug=slug, word=error.details.get("word", "")) from error

"""Claims for tests, about invented people and bodies only."""

from __future__ import annotations

from graph.ledger import NodeClaim, RelationshipClaim
from graph.ledger.claims import Value


def person(id: str, name: str, observed: str | None = None, source: str = "s1", **properties: Value) -> NodeClaim:
    return NodeClaim(id, "Person", {"name": name, **properties}, (source,), observed)


def delegation(id: str, name: str) -> NodeClaim:
    return NodeClaim(id, "Delegation", {"name": name}, ("s1",))


def belongs(
    start: str, end: str, since: str | None = None, observed: str | None = None, source: str = "s1", **properties: Value
) -> RelationshipClaim:
    return RelationshipClaim("MEMBER_OF", start, end, properties, since=since, observed=observed, sources=(source,))

"""Pieces of JSON that every part of an answer shows alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.introductions.dates import INFERRED, Span
from graph.subgraph import Node

Json = dict[str, Any]


def named(node: Node) -> Json:
    """A node as every answer shows it."""
    return {"id": node.id, "label": node.label, "name": node.name}


def dates(span: Span) -> Json:
    """Dates of a reason, each as fine as known."""
    shown = {"since": span.since, "until": span.until, "observed": span.observed}
    told: Json = {name: date.text if date else None for name, date in shown.items()}
    return told | ({"basis": INFERRED} if span.inferred else {})


def cited(ids: Iterable[str], nodes: Mapping[str, Node]) -> list[Json]:
    """Sources by id; an address only where it may be linked to."""
    return [_source(id, nodes.get(id)) for id in ids]


def _source(id: str, node: Node | None) -> Json:
    properties = node.properties if node else {}
    url = properties.get("url") if properties.get("linkable") is not False else None
    publisher, date = properties.get("publisher"), properties.get("date")
    return {"id": id, "title": node.name if node else id, "publisher": publisher, "date": date, "url": url}

"""By what people are known beside their name, so that two of one name are not taken for one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.database import Database

STATEMENT = """UNWIND $ids AS id MATCH (p:Entity {id: id})
OPTIONAL MATCH (p)-[r:AFFILIATED_WITH]->(b:Entity)
WITH p, b, r ORDER BY coalesce(r.until, r.observed, '') DESC, b.name
RETURN p.id AS id, p.title AS title, collect(b.name) AS bodies"""


def known_as(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Body and title of every person of these ids of whom one is on file: the body seen last, then the title."""
    wanted = sorted(set(ids))
    rows = database.read(STATEMENT, {"ids": wanted}) if wanted else []
    said = {str(row["id"]): _said(row["bodies"], row["title"] or "") for row in rows}
    return {id: text for id, text in said.items() if text}


def people_in(answer: object) -> set[str]:
    """The ids of all people whom an answer names."""
    return {node["id"] for node in _nodes(answer) if node["label"] == "Person"}


def tell(answer: object, known: Mapping[str, str]) -> None:
    """Writes beside every name in an answer, as `known`, by what somebody is known."""
    for node in _nodes(answer):
        if node["id"] in known:
            node["known"] = known[node["id"]]


def _said(bodies: list[str], title: str) -> str:
    body = bodies[0] if bodies else ""
    return title if body and body in title else f"{body}{title}"


def _nodes(part: object) -> Iterable[dict[str, Any]]:
    """Every `{"id", "label", "name"}` of an answer."""
    if isinstance(part, dict):
        if {"id", "label", "name"} <= part.keys():
            yield part
        for each in part.values():
            yield from _nodes(each)
    elif isinstance(part, list):
        for each in part:
            yield from _nodes(each)

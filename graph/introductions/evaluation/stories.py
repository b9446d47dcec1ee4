"""Known stories: with an introduction and all that came of it hidden, is who made it among the first introducers?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.database import Database
from graph.introductions.answer import Answer
from graph.introductions.introduce import introduce
from graph.introductions.shown import named
from graph.progress import Progress, Steps
from graph.subgraph import Node, nodes

KINDS = ("牵线引荐", "组织来访", "邀请参会")
"""Introductions in which somebody brings two together."""
TOP = 3
LOOKED_AT = 10

_TOLD = """MATCH (i:Introduction)-[:BY]->(by:Entity) WHERE i.kind IN $kinds
MATCH (i)-[:OF]->(of:Entity) MATCH (i)-[:TO]->(to:Entity)
RETURN i.id AS id, of.id AS of, to.id AS to, collect(DISTINCT by.id) AS by ORDER BY id, of, to"""
_CAME_OF_IT = """UNWIND $ids AS id MATCH (i:Entity {id: id})-[:FOR]->(thing:Entity)
OPTIONAL MATCH (other:Introduction)-[:FOR|OF]->(thing)
RETURN id, collect(DISTINCT thing.id) AS things, collect(DISTINCT other.id) AS others"""


@dataclass(frozen=True)
class Story:
    """An introduction of `of` to `to`, and the place of the first route through who made it; None where there is none.

    `asked` is false where nothing can be asked: what was introduced is itself part of what is hidden.
    """

    id: str
    by: tuple[Node, ...]
    of: Node
    to: Node
    asked: bool
    routes: int = 0
    place: int | None = None

    def as_json(self) -> dict[str, Any]:
        """One of the `stories` of `qianxian evaluate stories --json`."""
        return {
            "id": self.id,
            "by": [named(node) for node in self.by],
            "of": named(self.of),
            "to": named(self.to),
            "asked": self.asked,
            "routes": self.routes,
            "place": self.place,
        }


@dataclass(frozen=True)
class Stories:
    """Every introduction on record that names who, whom and to whom."""

    stories: tuple[Story, ...]

    @property
    def asked(self) -> int:
        """How many could be asked."""
        return sum(each.asked for each in self.stories)

    @property
    def hit(self) -> int:
        """In how many of them who made it is among the first three introducers."""
        return sum(each.place is not None and each.place <= TOP for each in self.stories)

    def as_json(self) -> dict[str, Any]:
        """The contract of `qianxian evaluate stories --json`."""
        return {"asked": self.asked, "in_top_3": self.hit, "stories": [each.as_json() for each in self.stories]}


def stories(database: Database, *, max_hops: int = 3, progress: Progress | None = None) -> Stories:
    """Asks who could introduce whom as if each introduction had not been: without it and all that it was for."""
    told = database.read(_TOLD, {"kinds": list(KINDS)})
    hidden = {row["id"]: {row["id"], *row["things"], *row["others"]} for row in _came_of(database, told)}
    ids = {id for row in told for id in (row["of"], row["to"], *row["by"])}
    known = {node.id: node for node in nodes(database, ids)}
    found, steps = [], Steps(progress, "cases")
    for row in told:
        by = tuple(known[id] for id in sorted(row["by"]))
        found.append(_story(database, row, by, known, hidden.get(row["id"], {row["id"]}), max_hops))
        steps.one()
    steps.end()
    return Stories(tuple(found))


def _came_of(database: Database, told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return database.read(_CAME_OF_IT, {"ids": sorted({row["id"] for row in told})})


def _story(
    database: Database, row: dict[str, Any], by: tuple[Node, ...], known: dict[str, Node], hidden: set[str], hops: int
) -> Story:
    of, to = known[row["of"]], known[row["to"]]
    if {of.id, to.id} & hidden or {of.id, to.id} & {node.id for node in by}:
        return Story(row["id"], by, of, to, asked=False)
    answer = introduce(database, to.id, of.id, k=LOOKED_AT, max_hops=hops, exclude=sorted(hidden))
    places = (number for number, ids in enumerate(_between(answer), 1) if ids & {node.id for node in by})
    return Story(row["id"], by, of, to, True, len(answer.paths), next(places, None))


def _between(answer: Answer) -> Iterator[set[str]]:
    """Who stands on each route."""
    ends = {answer.start.id, answer.end.id}
    for path in answer.paths:
        yield {node.id for hop in path.hops for node in (hop.start, hop.end)} - ends

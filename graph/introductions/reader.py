"""Reads the part of the graph that a question needs, in few round trips and within bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from graph.database import Database
from graph.introductions.activity import UNKNOWN, Begun
from graph.introductions.barring import is_barred
from graph.introductions.dates import Span
from graph.introductions.decided import NOTHING, Decided
from graph.introductions.facts import Facts
from graph.introductions.grounds import sources_of
from graph.introductions.rules import Rules
from graph.schema import load_schema
from graph.subgraph import Node, Relationship

_OTHER = "labels(other) AS labels, properties(other) AS other"
_ROW = f"type(r) AS type, startNode(r).id AS start, endNode(r).id AS end, properties(r) AS properties, {_OTHER}"
_NODES = "UNWIND $ids AS id MATCH (other:Entity {id: id}) RETURN"
LONGEST = 8
"""Steps of a repeated relationship that are gone: a village is no deeper in its province."""

_FROM = "UNWIND $ids AS id MATCH (n:Entity {id: id})"


@dataclass(frozen=True, order=True)
class Request:
    """Relationships of one type that lead from nodes, or with `forward` false to them; `repeated`: and so on.

    `labels` keeps only those whose other end has one of them.
    """

    type: str
    forward: bool
    repeated: bool = False
    labels: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()

    def pattern(self, number: int) -> str:
        """The Cypher of it, from a node `n`; `number` tells the parameters of several requests apart."""
        left, right = ("-", "->") if self.forward else ("<-", "-")
        before = f"{left}[:{self.type}*0..{LONGEST}]{right}(:Entity)" if self.repeated else ""
        kept = f" WHERE any(label IN labels(other) WHERE label IN $labels{number})" if self.labels else ""
        return f"{before}{left}[r:{self.type}]{right}(other:Entity){kept}"


class Reader:
    """Fills `facts` from the database; what was read once is not read again."""

    def __init__(
        self, database: Database, rules: Rules, decided: Decided = NOTHING, *, officials: bool = False
    ) -> None:
        self.facts = Facts()
        self.complete = True
        """False where a bound kept something from being read."""
        self._database = database
        self._decided = decided
        self._officials = officials
        self._rules = rules.evidence
        self._types = "|".join(sorted({type for rule in rules.ties.values() for type in rule.types} | {"FOR"}))
        self._hub_labels = {label for rule in rules.ties.values() for label in rule.hub}
        self._walked: set[tuple[str, Request]] = set()
        self._filled: set[str] = set()

    def nodes(self, ids: Iterable[str]) -> None:
        """Nodes by id, those not there left out."""
        wanted = sorted(set(ids) - set(self.facts.nodes))
        if wanted:
            rows = self._database.read(f"{_NODES} {_OTHER}", {"ids": wanted})
            self.facts.add((_node(row) for row in rows), ())

    def fetch(self, requests: Iterable[Request]) -> None:
        """Reads what the requests ask for in one round trip, what was read before left out."""
        wanted: dict[Request, set[str]] = {}
        for request in requests:
            asked = replace(request, ids=frozenset())
            unread = {id for id in request.ids if (id, asked) not in self._walked}
            self._walked |= {(id, asked) for id in unread}
            wanted.setdefault(asked, set()).update(unread)
        if not any(wanted.values()):
            return
        # What needs no reading stays in the statement: the same text is planned once.
        parts = [(request, sorted(ids)) for request, ids in sorted(wanted.items(), key=lambda part: part[0])]
        statement = " UNION ALL ".join(
            f"UNWIND $ids{number} AS id MATCH (n:Entity {{id: id}}){request.pattern(number)} RETURN {_ROW}"
            for number, (request, _) in enumerate(parts)
        )
        parameters: dict[str, object] = {f"ids{number}": ids for number, (_, ids) in enumerate(parts)}
        parameters |= {f"labels{number}": request.labels for number, (request, _) in enumerate(parts) if request.labels}
        rows = self._database.read(statement, parameters)
        self.facts.add(map(_node, rows), map(_relationship, rows))

    def link(self, pairs: Collection[tuple[str, str]]) -> None:
        """Reads what ties are made of between the two of each pair, from the first, in one round trip."""
        if not pairs:
            return
        match = "UNWIND $pairs AS pair MATCH (n:Entity {id: pair[0]})"
        statement = f"{match}-[r:{self._types}]-(other:Entity {{id: pair[1]}}) RETURN {_ROW}"
        rows = self._database.read(statement, {"pairs": sorted(map(list, pairs))})
        self.facts.add(map(_node, rows), map(_relationship, rows))

    def between(self, one: str, other: str) -> list[Relationship]:
        """Every relationship between two nodes."""
        statement = f"MATCH (n:Entity {{id: $one}})-[r]-(other:Entity {{id: $other}}) RETURN {_ROW}"
        return [_relationship(row) for row in self._database.read(statement, {"one": one, "other": other})]

    def begun(self, actors: Iterable[str]) -> Iterator[Begun]:
        """In how many things actors are on file, by the day from which on."""
        statement = f"{_FROM}-[r:{self._types}]-(:Entity) RETURN id, r.since AS since, count(r) AS many"
        for row in self._database.read(statement, {"ids": sorted(actors)}):
            since = Span.of({"since": row["since"]}).since
            yield Begun(row["id"], since.earliest.toordinal() if since else UNKNOWN, row["many"])

    def busy(self) -> dict[str, int]:
        """Whose introductions still open are too many to be asked first, and how many these are."""
        rule = self._rules.open_requests
        statement = (
            "MATCH (i:Introduction)-[:BY]->(p:Person) WHERE i.state IN $states "
            "WITH p.id AS id, count(DISTINCT i) AS many WHERE many >= $most RETURN id, many"
        )
        rows = self._database.read(statement, {"states": rule.states, "most": rule.most})
        return {str(row["id"]): int(row["many"]) for row in rows}

    def grow(self, ends: Iterable[tuple[Collection[str], int]]) -> None:
        """From each set of seeds reads all their ties, of whom they are tied to, and so on, so many times.

        Who is never an introducer is not gone on from, seeds excepted.
        """
        growing = [(set(seeds), steps) for seeds, steps in ends]
        allowed = {id for seeds, _ in growing for id in seeds}
        for step in range(max(steps for _, steps in growing)):
            frontiers = [
                {id for id in frontier if id in allowed or self._may_introduce(id)} if step < steps else set()
                for frontier, steps in growing
            ]
            self._expand(set().union(*frontiers))
            growing = [
                (self._adjacent(frontier & self.facts.expanded), steps)
                for frontier, (_, steps) in zip(frontiers, growing, strict=True)
            ]

    def expand(self, actors: Collection[str]) -> bool:
        """Reads all ties of some actors; False where all were read before, or the bound is reached."""
        known = len(self.facts.expanded)
        self._expand(set(actors))
        self.nodes(self._decided.partners(actors))
        return len(self.facts.expanded) > known

    def sources(self) -> None:
        """The sources of everything read so far."""
        ids = {
            id
            for node in list(self.facts.nodes)
            for relationship in self.facts.around(node)
            for id in sources_of(relationship.properties)
        }
        self.nodes(ids | {id for node in self.facts.nodes.values() for id in sources_of(node.properties)})

    def _expand(self, actors: set[str]) -> None:
        actors -= self.facts.expanded
        room = self._rules.bounds.actors - len(self.facts.expanded)
        if len(actors) > room:
            self.complete = False
            actors = set(sorted(actors)[:room])
        self._take(f"{_FROM}-[r:{self._types}]-(other:Entity)", sorted(actors))
        self.facts.expanded |= actors
        hubs = {
            other
            for actor in actors
            for relationship in self.facts.around(actor)
            for other in (relationship.start, relationship.end)
            if self.facts.nodes[other].label in self._hub_labels
        }
        self.fill(hubs)

    def fill(self, hubs: Collection[str]) -> None:
        """Reads all who are attached to hubs, crowded ones excepted."""
        hubs = set(hubs) - self._filled
        if not hubs:
            return
        self._filled |= hubs
        counted = self._database.read(
            f"{_FROM}-[r:{self._types}]-(:Entity) RETURN id, count(r) AS many",
            {"ids": sorted(hubs)},
        )
        crowded = {str(row["id"]) for row in counted if row["many"] > self._rules.bounds.hub}
        self.facts.crowded |= crowded
        self._take(f"{_FROM}-[r:{self._types}]-(other:Entity)", sorted(hubs - crowded))

    def _adjacent(self, actors: set[str]) -> set[str]:
        """The actors next to some: tied directly, attached to a thing that one of them is attached to, or confirmed."""
        reached = self._others(actors)
        through = {id for id in reached if self.facts.nodes[id].label in self._hub_labels}
        reached |= self._others(through - self.facts.crowded)
        confirmed = self._decided.partners(actors)
        self.nodes(confirmed)
        reached |= confirmed & self.facts.nodes.keys()
        return {id for id in reached if self.facts.is_actor(self.facts.nodes[id])}

    def _others(self, ids: Iterable[str]) -> set[str]:
        around = (relationship for id in ids for relationship in self.facts.around(id))
        return {end for relationship in around for end in (relationship.start, relationship.end)}

    def _may_introduce(self, id: str) -> bool:
        return not is_barred(self.facts.nodes[id], self._rules.introducers, officials=self._officials)

    def _take(self, match: str, ids: list[str]) -> None:
        if not ids:
            return
        rows = self._database.read(f"{match} RETURN {_ROW}", {"ids": ids})
        self.facts.add(map(_node, rows), map(_relationship, rows))


def count_actors(database: Database) -> int:
    """How many people and bodies a graph has that may have ties."""
    labels = [name for name, kind in load_schema().nodes.items() if kind.actor]
    counted = " UNION ALL ".join(f"MATCH (n:{label}) RETURN count(n) AS many" for label in labels)
    return sum(row["many"] for row in database.read(counted))


def is_gathered(database: Database, rules: Rules) -> bool:
    """True for a graph whose ties are gathered once: more actors than a question may read, fewer than memory holds."""
    bounds = rules.evidence.bounds
    return bounds.actors < count_actors(database) <= bounds.gathered


def _node(row: dict[str, Any]) -> Node:
    properties = row["other"]
    label = next(label for label in row["labels"] if label != "Entity")
    return Node(properties["id"], label, properties.get("name", properties["id"]), properties)


def _relationship(row: dict[str, Any]) -> Relationship:
    return Relationship(row["properties"].get("key", ""), row["type"], row["start"], row["end"], row["properties"])

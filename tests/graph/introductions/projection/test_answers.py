"""A question asked of a projection is answered as if the graph had been read for it, on each engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from graph.database import Database
from graph.introductions import introduce
from graph.introductions.decided import NOTHING, Confirmation, Decided
from graph.introductions.evidence import Evidence
from graph.introductions.path import Path
from graph.introductions.projection import Projection, build
from graph.introductions.rules import load_rules

ENDS = ("Person", "Enterprise", "Institution", "Place", "Demand", "Project")
DATES = (None, None, "2012", "2017-06", "2019-08-15", "2020")
QUESTIONS = 36
_built: dict[str, Projection] = {}


@pytest.fixture
def projection(engine: str, yangzhou: Database) -> Projection:
    """Of the whole folder, built once an engine."""
    if engine not in _built:
        _built[engine] = build(yangzhou, load_rules())
    return _built[engine]


def ids(database: Database, *labels: str) -> list[str]:
    rows = database.read("MATCH (n:Entity) RETURN n.id AS id, labels(n) AS labels")
    return sorted(row["id"] for row in rows if set(row["labels"]) & set(labels))


def options(
    chance: random.Random, everything: list[str], actors: list[str], ends: tuple[str, str], projection: Projection
) -> dict[str, Any]:
    kinds, table, names = list(projection.rules.ties), projection.table, projection.actors
    ties = [(names[one], names[other]) for one, other in zip(table.one, table.other, strict=True)]
    confirmed = [sorted((end, actor)) for end in ends for actor in chance.sample(actors, 6) if actor != end]
    if set(ends) <= set(actors):
        confirmed.append(sorted(ends))
    decided = Decided(
        tuple(Confirmation((one, other), number, "2019-05-06") for number, (one, other) in enumerate(confirmed)),
        frozenset(chance.sample(ties, 40)),
    )
    return {
        "officials": chance.random() < 0.3,
        "decided": decided if chance.random() < 0.5 else NOTHING,
        "k": chance.choice((1, 3, 5)),
        "max_hops": chance.choice((1, 2, 3, 4)),
        "as_of": chance.choice(DATES),
        "exclude": chance.sample(everything, 8) if chance.random() < 0.4 else (),
        "exclude_kinds": [chance.choice(kinds)] if chance.random() < 0.3 else (),
    }


def test_answers_are_those_of_reading_the_graph(yangzhou: Database, projection: Projection) -> None:
    chance = random.Random(5)
    ends, hubs = ids(yangzhou, *ENDS), ids(yangzhou, "Event", "ExpertGroup", "Delegation", "Agreement")
    actors = ids(yangzhou, "Person", "Institution", "Enterprise", "ExpertGroup")
    found = decisions = 0
    for number in range(QUESTIONS):
        one, other = chance.sample(ends if number % 3 else actors, 2)
        asked = options(chance, ends + hubs, actors, (one, other), projection)
        read = introduce(yangzhou, one, other, **asked)
        known = introduce(yangzhou, one, other, projection=projection, **asked)
        assert read.complete
        assert known.as_json() == read.as_json(), (one, other, asked)
        found += len(read.paths) + len(read.nearest)
        decisions += sum(each.confirmed is not None for path in known.paths for each in evidence_of(path))
    assert found > QUESTIONS // 2
    assert decisions


def evidence_of(path: Path) -> Iterator[Evidence]:
    return (each for hop in path.hops if hop.tie for each in hop.tie.evidence)


def test_every_recorded_introduction_is_answered_alike(yangzhou: Database, projection: Projection) -> None:
    rows = yangzhou.read("MATCH (a)<-[:OF]-(:Introduction)-[:TO]->(b) RETURN a.id AS one, b.id AS other LIMIT 10")
    further = 0
    for row in rows:
        read = introduce(yangzhou, row["one"], row["other"], further=4)
        known = introduce(yangzhou, row["one"], row["other"], further=4, projection=projection)
        assert known.as_json("en") == read.as_json("en")
        further += sum(path.further for path in read.paths)
    assert further


def test_who_is_barred_stands_between_nobody(yangzhou: Database, projection: Projection) -> None:
    barred = [projection.actors[number] for number, flag in enumerate(projection.barred) if flag]
    assert barred
    for id in barred:
        node = yangzhou.read("MATCH (n:Entity {id: $id}) RETURN properties(n) AS p", {"id": id})[0]["p"]
        assert {"机关干部", "企业负责人"} & set(node.get("roles", [])) or node.get("status")

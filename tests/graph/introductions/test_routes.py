"""The k best routes against plain enumeration by networkx, on thousands of small graphs full of equal scores."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator

import networkx as nx
import pytest

from graph.introductions.routes import MOST_HOPS, Question, Route, best_routes, opening_key, reached, score, tie_key

ATTRITION = 0.7
STRENGTHS = (0.9, 0.5, 0.25)
WEIGHTS = (1.0, 0.8, 0.5)


def question(seed: int, size: int = 9) -> Question:
    """A random graph whose few different strengths make many equal scores; every third opens its ends."""
    chance = random.Random(seed)
    people = [f"p{number}" for number in chance.sample(range(10, 10 + size), size)]
    density = chance.choice((0.25, 0.4, 0.7))
    ties: dict[str, dict[str, int]] = {person: {} for person in people}
    for one, other in itertools.combinations(people, 2):
        if chance.random() < density:
            key = tie_key(chance.choice(STRENGTHS), ATTRITION)
            ties[one][other] = ties[other][one] = key
    opened = seed % 3 == 0
    width = chance.randint(1, 3) if opened else 1
    starts, ends = people[:width], people[-width:]
    if opened and chance.random() < 0.2:
        ends = [*ends[1:], starts[0]]
    weights = WEIGHTS if opened else (1.0,)
    return Question(
        ties,
        {id: opening_key(chance.choice(weights)) for id in starts},
        {id: opening_key(chance.choice(weights)) for id in ends},
        own={id for id in starts if not opened or chance.random() < 0.5},
        barred={id for id in people if chance.random() < 0.15},
    )


def enumerated(asked: Question, max_hops: int) -> Iterator[Route]:
    """Every route by definition: simple, within the cap, nobody barred and no contact of the other end in between."""
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(asked.ties)
    network.add_edges_from((one, other) for one, others in asked.ties.items() for other in others)
    for start, end in itertools.product(asked.starts, asked.ends):
        paths = [[start]] if start == end else nx.all_simple_paths(network, start, end, cutoff=max_hops)
        for ids in paths:
            between = set(ids[1:-1])
            if start in asked.ends and start != end:
                continue
            if between & set(asked.barred) or between & set(asked.ends):
                continue
            key = sum(asked.ties[one][other] for one, other in itertools.pairwise(ids))
            yield Route(key + asked.starts[start] + asked.ends[end], tuple(ids))


def expected(asked: Question, max_hops: int, *, per_introducer: bool) -> list[Route]:
    ranked = sorted(enumerated(asked, max_hops), key=lambda route: (route.key, route.ids))
    kept: dict[object, Route] = {}
    for route in ranked:
        own = route.ids[0] in asked.own and len(route.ids) > 2
        introducer = route.ids[1] if own else route.ids[0]
        kept.setdefault(introducer if per_introducer else route.ids, route)
    return list(kept.values())


@pytest.mark.parametrize("per_introducer", [True, False])
@pytest.mark.parametrize("max_hops", [1, 2, 3, 4, 5])
def test_routes_are_those_of_plain_enumeration(max_hops: int, per_introducer: bool) -> None:
    routes = 0
    for seed in range(1_000 * max_hops, 1_000 * max_hops + 1_000):
        asked = question(seed)
        true = expected(asked, max_hops, per_introducer=per_introducer)
        for k in (1, 3, 5):
            found = best_routes(asked, k, max_hops, per_introducer=per_introducer)
            assert found == true[:k], (seed, k)
            routes += len(found)
    assert routes > 1_500


def test_routes_are_ordered_by_the_product_of_their_ties() -> None:
    """Against arithmetic in floating point, where scores are not nearer than the keys tell apart."""
    chance = random.Random(7)
    for seed in range(300):
        strengths: dict[frozenset[str], float] = {}
        asked = question(seed * 3 + 1)
        for one, others in asked.ties.items():
            for other in others:
                strengths.setdefault(frozenset((one, other)), chance.uniform(0.02, 0.95))
        ties = {
            one: {other: tie_key(strengths[frozenset((one, other))], ATTRITION) for other in others}
            for one, others in asked.ties.items()
        }
        found = best_routes(
            Question(ties, asked.starts, asked.ends, asked.own, asked.barred), 50, 4, per_introducer=False
        )
        products = [
            math.prod(strengths[frozenset(pair)] for pair in itertools.pairwise(route.ids))
            * ATTRITION ** (len(route.ids) - 2)
            for route in found
        ]
        assert [score(route.key, ATTRITION) for route in found] == pytest.approx(products, rel=1e-5)
        assert all(better >= worse * (1 - 1e-5) for better, worse in itertools.pairwise(products))


def test_strength_comes_before_hops() -> None:
    strong, weak = tie_key(0.8, ATTRITION), tie_key(0.3, ATTRITION)
    ties = {"x": {"a": strong, "y": weak}, "a": {"x": strong, "y": strong}, "y": {"x": weak, "a": strong}}
    asked = Question(ties, {"x": 0}, {"y": 0}, own={"x"})
    assert [route.ids for route in best_routes(asked, 5, 3)] == [("x", "a", "y"), ("x", "y")]


def test_equal_scores_prefer_fewer_hops_then_ids() -> None:
    half, quarter = tie_key(math.exp(-1), 1.0), tie_key(math.exp(-2), 1.0)
    ties = {
        "x": {"y": quarter, "b": half, "a": half},
        "a": {"x": half, "y": half},
        "b": {"x": half, "y": half},
        "y": {"x": quarter, "a": half, "b": half},
    }
    asked = Question(ties, {"x": 0}, {"y": 0}, own={"x"})
    routes = best_routes(asked, 5, 3)
    assert [route.ids for route in routes] == [("x", "y"), ("x", "a", "y"), ("x", "b", "y")]
    assert len({score(route.key, 1.0) for route in routes}) == 1


def test_opening_an_end_costs_but_is_no_hop() -> None:
    tie = tie_key(0.5, ATTRITION)
    ties = {"a": {"y": tie}, "b": {"y": tie}, "y": {"a": tie, "b": tie}}
    routes = best_routes(Question(ties, {"a": opening_key(0.5), "b": opening_key(0.8)}, {"y": 0}), 5, 1)
    assert [route.ids for route in routes] == [("b", "y"), ("a", "y")]
    assert score(routes[0].key, ATTRITION) == pytest.approx(0.4, rel=1e-5)


@pytest.mark.parametrize("hops", [0, MOST_HOPS + 1])
def test_hop_cap_is_checked(hops: int) -> None:
    with pytest.raises(ValueError, match="max_hops"):
        best_routes(Question({}, {"x": 0}, {"y": 0}), 5, hops)


def test_reached_knows_the_best_route_to_everybody() -> None:
    for seed in range(1, 600, 3):
        asked = question(seed)
        found = reached(asked, 3)
        for person in asked.ties:
            if person in asked.starts:
                continue
            aim = Question(asked.ties, asked.starts, {person: 0}, asked.own, asked.barred)
            best = best_routes(aim, 1, 3, per_introducer=False)
            assert [found[person].key] == [route.key for route in best] if best else person not in found, (seed, person)

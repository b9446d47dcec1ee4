"""The fast engine against plain enumeration and against the exact search in Python, on random small graphs."""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from graph.introductions.network import Network, NumberedQuestion, Worker
from graph.introductions.routes import MOST_HOPS, Question, best_routes
from tests.graph.introductions.test_routes import expected, question

SEEDS = 150
SOAK = 4_000

Answer = list[tuple[int, tuple[str, ...]]]


class Numbered:
    """A question of `routes.py` with its graph as a network; numbers follow the order of the ids."""

    def __init__(self, asked: Question) -> None:
        self.ids = sorted(asked.ties)
        self.numbers = {id: number for number, id in enumerate(self.ids)}
        self.barred = [id in asked.barred for id in self.ids]
        self.ties = [
            (self.numbers[one], self.numbers[other], key)
            for one in self.ids
            for other, key in asked.ties[one].items()
            if one < other
        ]
        self.network = Network.build(*columns(self.ties), self.barred)

    def asked(self, asked: Question, excluded: Collection[str] = ()) -> NumberedQuestion:
        numbers = self.numbers
        return NumberedQuestion(
            {numbers[id]: key for id, key in asked.starts.items()},
            {numbers[id]: key for id, key in asked.ends.items()},
            {numbers[id] for id in asked.own},
            {numbers[id] for id in excluded},
        )


def columns(ties: list[tuple[int, int, int]]) -> tuple[list[int], list[int], list[int]]:
    return [tie[0] for tie in ties], [tie[1] for tie in ties], [tie[2] for tie in ties]


def without(asked: Question, people: set[str]) -> Question:
    """The question as if these people did not exist."""
    ties = {
        one: {other: key for other, key in others.items() if other not in people}
        for one, others in asked.ties.items()
        if one not in people
    }
    starts = {id: key for id, key in asked.starts.items() if id not in people}
    ends = {id: key for id, key in asked.ends.items() if id not in people}
    return Question(ties, starts, ends, asked.own, asked.barred)


def answer(
    ids: list[str], network: Network, worker: Worker, asked: NumberedQuestion, k: int, hops: int, mode: bool
) -> Answer:
    found = worker.routes(network, asked, k, hops, per_introducer=mode)
    return [(route.key, tuple(ids[actor] for actor in route.actors)) for route in found]


def agrees(seed: int, size: int, *, enumerates: bool) -> int:
    """Asks in all modes, caps and lengths; returns how many routes were compared."""
    asked = question(seed, size)
    numbered, chance, compared = Numbered(asked), random.Random(seed), 0
    worker = Worker(size)
    people = set(chance.sample(numbered.ids, 1)) if seed % 2 else set()
    true, fast = without(asked, people), numbered.asked(asked, people)
    for hops, mode in itertools.product(range(1, MOST_HOPS + 1), (True, False)):
        every = expected(true, hops, per_introducer=mode) if enumerates else None
        for k in (1, 3, 5, 12):
            slow = every[:k] if every is not None else best_routes(true, k, hops, per_introducer=mode)
            found = answer(numbered.ids, numbered.network, worker, fast, k, hops, mode)
            assert found == [(route.key, route.ids) for route in slow], (seed, size, hops, mode, k)
            compared += len(found)
    return compared


def test_routes_are_those_of_plain_enumeration() -> None:
    assert sum(agrees(seed, 8, enumerates=True) for seed in range(SEEDS)) > SEEDS


def test_routes_are_those_of_the_search_in_python() -> None:
    assert sum(agrees(seed, 14, enumerates=False) for seed in range(SEEDS)) > SEEDS


@pytest.mark.soak
def test_routes_are_those_of_both_on_thousands_of_graphs() -> None:
    for seed in range(1_000, 1_000 + SOAK):
        agrees(seed, 6 + seed % 3, enumerates=True)
        agrees(seed, 9 + seed % 12, enumerates=False)


@pytest.mark.parametrize("strongest", [0, 1])
def test_first_look_and_all_plans_change_no_answer(strongest: int) -> None:
    """Larger graphs, with more arrivals than the first look needs, and a hub at one end or at both."""
    chance = random.Random(strongest)
    people = 400
    pairs = {(0, other) for other in range(1, 300)} | {(1, other) for other in range(100, 100 + 290 * strongest + 2)}
    while len(pairs) < 3_000:
        one, other = sorted(chance.sample(range(people), 2))
        pairs.add((one, other))
    made = [(*pair, 8 * chance.choice((3, 5, 9, 400, 401, 1_000)) + 1) for pair in sorted(pairs)]
    network = Network.build(*columns(made), [False] * people)
    ties: dict[str, dict[str, int]] = {f"{number:03}": {} for number in range(people)}
    for one, other, key in made:
        ties[f"{one:03}"][f"{other:03}"] = ties[f"{other:03}"][f"{one:03}"] = key
    worker = Worker(people)
    for one, other in [(0, 1), (1, 0), (0, 399), (399, 0), *(chance.sample(range(people), 2) for _ in range(6))]:
        asked = Question(ties, {f"{one:03}": 0}, {f"{other:03}": 0}, own={f"{one:03}"})
        for hops, mode in itertools.product((3, 4, 5), (True, False)):
            slow = best_routes(asked, 5, hops, per_introducer=mode)
            found = worker.routes(network, NumberedQuestion({one: 0}, {other: 0}, {one}), 5, hops, per_introducer=mode)
            assert [(each.key, each.actors) for each in found] == [
                (route.key, tuple(map(int, route.ids))) for route in slow
            ], (one, other, hops, mode)


def test_ties_added_changed_and_taken_away_count_as_if_built_so() -> None:
    for seed in range(60):
        numbered, chance = Numbered(question(seed, 12)), random.Random(seed)
        ties = chance.sample(numbered.ties, len(numbered.ties))
        half = len(ties) // 2
        others = [(one, other, 1 + 8 * chance.randrange(2_000_000)) for one, other, _ in ties[: half + 2]]
        grown = Network.build(*columns(others), numbered.barred)
        grown = grown.with_ties(*columns([(other, one, key) for one, other, key in ties[1:]]))
        gone = [(one, other, 0) for one, other, _ in others[:1]]
        grown = grown.with_ties(*columns(gone)).with_ties(*columns(ties[:1]))
        assert_same(grown, numbered.network)
        assert grown.ties == len(ties)


def test_more_actors_move_the_others_and_nothing_else() -> None:
    for seed in range(30):
        numbered = Numbered(question(seed, 10))
        places = sorted(random.Random(seed).sample(range(14), 10))
        barred = np.zeros(14, bool)
        barred[places] = numbered.barred
        ties = [(places[one], places[other], key) for one, other, key in numbered.ties]
        assert_same(numbered.network.moved(places, barred), Network.build(*columns(ties), barred))


def assert_same(one: Network, other: Network) -> None:
    for mine, theirs in zip(one.arrays, other.arrays, strict=True):
        assert mine.tolist() == theirs.tolist()


def test_a_saved_network_answers_as_before_and_cannot_be_written_to(tmp_path: Path) -> None:
    asked = question(3, 12)
    numbered = Numbered(asked)
    numbered.network.save(tmp_path / "kept")
    opened = Network.open(tmp_path / "kept")
    fast = numbered.asked(asked)
    assert answer(numbered.ids, opened, Worker(12), fast, 5, 4, True) == answer(
        numbered.ids, numbered.network, Worker(12), fast, 5, 4, True
    )
    assert not opened.arrays.entries.flags.writeable
    assert_same(opened.with_ties([], [], []), numbered.network)


def test_many_ask_while_others_are_made() -> None:
    """Each asks a network that it holds; what is made meanwhile is another one."""
    asked = question(7, 14)
    numbered = Numbered(asked)
    fast = numbered.asked(asked)
    before = answer(numbered.ids, numbered.network, Worker(14), fast, 5, 4, True)
    newest = [numbered.network]

    def ask(_: int) -> list[Answer]:
        worker = Worker(14)
        return [answer(numbered.ids, newest[0], worker, fast, 5, 4, True) for _ in range(200)]

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, number) for number in range(4)]
        for number in range(100):
            one, other, key = numbered.ties[number % len(numbered.ties)]
            newest[0] = newest[0].with_ties([one], [other], [key])
        assert all(found == before for each in asking for found in each.result())


def test_one_worker_asks_networks_of_any_size() -> None:
    worker = Worker(1)
    for seed, size in ((1, 8), (2, 14), (3, 6)):
        asked = question(seed, size)
        numbered = Numbered(asked)
        found = answer(numbered.ids, numbered.network, worker, numbered.asked(asked), 5, 4, True)
        assert found == [(route.key, route.ids) for route in best_routes(asked, 5, 4)]


def test_a_pool_too_small_is_made_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.introductions.network.face.POOL", 1)
    for seed in range(20):
        agrees(seed, 9, enumerates=False)


def test_neighbours_come_the_best_first() -> None:
    network = Network.build([0, 0, 1], [1, 2, 2], [41, 9, 17], [False] * 3)
    assert list(network.neighbours(0)) == [(9, 2), (41, 1)]
    assert network.degrees().tolist() == [2, 2, 2]


@pytest.mark.parametrize("hops", [0, MOST_HOPS + 1])
def test_hop_cap_is_checked(hops: int) -> None:
    network = Network.build([0], [1], [9], [False] * 2)
    with pytest.raises(ValueError, match="max_hops"):
        Worker(2).routes(network, NumberedQuestion({0: 0}, {1: 0}), 5, hops)


@pytest.mark.parametrize(
    ("ones", "others", "keys", "message"),
    [
        ([0], [2], [9], "outside 0..1"),
        ([1], [1], [9], "itself"),
        ([0], [1], [0], "a key"),
        ([0], [1], [1 << 31], "a key"),
        ([0, 1], [1, 0], [9, 9], "twice"),
    ],
)
def test_ties_that_cannot_be_are_refused(ones: list[int], others: list[int], keys: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Network.build(ones, others, keys, [False] * 2)


def test_actors_outside_are_refused() -> None:
    network = Network.build([0], [1], [9], [False] * 2)
    with pytest.raises(IndexError):
        Worker(2).routes(network, NumberedQuestion({0: 0}, {2: 0}), 5, 3)
    with pytest.raises(ValueError, match="outside"):
        network.with_ties([0], [5], [9])

"""Nodes that stand never move, and no caption of a new one lies on another."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from explorer.layouts import BOX, Point, place

COORDINATES = st.floats(-2_000, 2_000).map(lambda value: round(value, 1))


def overlaps(places: dict[str, Point], among: set[str]) -> list[tuple[str, str]]:
    """Pairs of captions that lie on one another, one of them in `among`."""
    ids = list(places)
    return [
        (a, b)
        for at, a in enumerate(ids)
        for b in ids[:at]
        if (a in among or b in among)
        and abs(places[a][0] - places[b][0]) < BOX[0] - 0.2
        and abs(places[a][1] - places[b][1]) < BOX[1] - 0.2
    ]


@given(
    standing=st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(COORDINATES, COORDINATES), max_size=8),
    new=st.lists(st.sampled_from("pqrstuvw"), unique=True, max_size=8),
    ties=st.lists(st.tuples(st.sampled_from("abcdefghpqrstuvw"), st.sampled_from("abcdefghpqrstuvw")), max_size=20),
)
def test_standing_nodes_move_not_at_all(
    standing: dict[str, Point], new: list[str], ties: list[tuple[str, str]]
) -> None:
    places = place(standing, new, ties)
    assert {id: places[id] for id in standing} == standing
    assert set(places) == {*standing, *new}
    assert overlaps(places, set(new)) == []


def test_a_star_stands_around_its_middle() -> None:
    leaves = [f"n{number}" for number in range(25)]
    places = place({"middle": (0.0, 0.0)}, leaves, [("middle", leaf) for leaf in leaves], anchor="middle")
    away = [math.dist((0, 0), places[leaf]) for leaf in leaves]
    assert max(away) < 700
    assert len({(x > 0, y > 0) for x, y in (places[leaf] for leaf in leaves)}) == 4


def test_a_node_that_knows_nobody_here_is_put_beside_and_not_away() -> None:
    standing = {f"n{number}": (number * 150.0, 0.0) for number in range(10)}
    x, y = place(standing, ["stranger"], [])["stranger"]
    assert 1_350 < x < 1_700
    assert abs(y) < 200


def test_the_first_node_stands_in_the_middle() -> None:
    assert place({}, ["only"], []) == {"only": (0.0, 0.0)}
    assert place({}, [], []) == {}


def test_the_same_question_has_the_same_answer() -> None:
    standing, ties = {"a": (0.0, 0.0)}, [("a", "b"), ("b", "c"), ("a", "d")]
    assert place(standing, ["b", "c", "d"], ties) == place(standing, ["b", "c", "d"], ties)

"""A scene is ids and places; what is done to it leaves the old one as it was."""

from __future__ import annotations

from explorer.state import Scene

SCENE = Scene(
    places={"a": (0.0, 0.0), "b": (10.0, 5.5)}, fresh=("b",), expanded={"a": 25}, off=("Event",), as_of="2019"
)


def test_a_scene_survives_being_stored() -> None:
    assert Scene.read(SCENE.stored()) == SCENE


def test_what_is_no_scene_is_an_empty_one() -> None:
    for stored in (None, {}, {"places": None}, {"places": [1]}):
        assert Scene.read(stored) == Scene()


def test_hiding_takes_a_node_and_how_far_it_was_expanded() -> None:
    without = SCENE.without(["a"])
    assert set(without.places) == {"b"}
    assert without.expanded == {}
    assert set(SCENE.places) == {"a", "b"}


def test_only_keeps_nothing_else() -> None:
    assert set(SCENE.only(["b", "z"]).places) == {"b"}


def test_a_type_is_switched_off_and_on() -> None:
    assert SCENE.toggled("Person").off == ("Event", "Person")
    assert SCENE.toggled("Event").off == ()


def test_dragging_moves_only_what_is_there() -> None:
    moved = SCENE.moved({"a": [1, 2], "z": [3, 4]})
    assert moved.places == {"a": (1.0, 2.0), "b": (10.0, 5.5)}
    assert SCENE.moved(None) == SCENE


def test_the_key_is_made_of_what_is_shown() -> None:
    assert SCENE.key() == Scene.read(SCENE.stored()).key()
    assert SCENE.key() == Scene.read({**SCENE.stored(), "fresh": []}).key()
    assert len({SCENE.key(), SCENE.at("2020").key(), SCENE.without(["a"]).key(), SCENE.moved({"a": [1, 1]}).key()}) == 4

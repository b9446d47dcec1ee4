"""Actions on the scene, over the bundled data."""

from __future__ import annotations

from explorer.actions import CAP, perform
from explorer.services import Services
from explorer.state import Scene

LIU, DONGSHENG, YANGZHOU = "p-liuhongbing", "e-dong-sheng-gong-si", "pl-321000"


def with_nodes(services: Services, *ids: str) -> Scene:
    return perform(services, Scene(), {"kind": "open", "ids": list(ids)}).scene


def test_adding_puts_a_node_on_and_says_how_many_ties_it_has(services: Services) -> None:
    outcome = perform(services, Scene(), {"kind": "add", "id": LIU})
    assert list(outcome.scene.places) == [LIU]
    assert outcome.notice
    assert (outcome.notice.kind, outcome.notice.name, outcome.notice.total) == ("added", "刘红兵", 4)
    again = perform(services, outcome.scene, {"kind": "add", "id": LIU})
    assert again.scene == outcome.scene
    assert again.notice
    assert again.notice.kind == "present"


def test_what_is_not_on_file_is_said(services: Services) -> None:
    for kind in ("add", "expand"):
        outcome = perform(services, Scene(), {"kind": kind, "id": "p-nobody"})
        assert outcome.scene == Scene()
        assert outcome.notice
        assert outcome.notice.kind == "missing"


def test_expanding_is_capped_goes_on_and_moves_nothing(services: Services) -> None:
    scene = with_nodes(services, YANGZHOU)
    first = perform(services, scene, {"kind": "expand", "id": YANGZHOU})
    assert first.notice
    assert first.notice.shown == CAP
    assert first.notice.total > CAP
    assert len(first.scene.fresh) <= CAP
    second = perform(services, first.scene, {"kind": "expand", "id": YANGZHOU})
    assert second.notice
    assert second.notice.shown == 2 * CAP
    assert {id: second.scene.places[id] for id in first.scene.places} == first.scene.places
    assert set(second.scene.fresh).isdisjoint(first.scene.places)


def test_expanding_to_the_end_says_that_everything_is_here(services: Services) -> None:
    scene = perform(services, Scene(), {"kind": "expand", "id": LIU}).scene
    again = perform(services, scene, {"kind": "expand", "id": LIU})
    assert again.notice
    assert again.notice.kind == "complete"
    assert again.scene.places == scene.places


def test_starting_over_around_a_node(services: Services) -> None:
    scene = with_nodes(services, LIU, YANGZHOU)
    around = perform(services, scene, {"kind": "focus", "id": LIU}).scene
    assert YANGZHOU not in around.places
    assert around.places[LIU] == scene.places[LIU]
    assert len(around.places) == 5


def test_hiding_and_filtering(services: Services) -> None:
    scene = with_nodes(services, LIU, DONGSHENG)
    assert list(perform(services, scene, {"kind": "hide", "id": LIU}).scene.places) == [DONGSHENG]
    assert perform(services, scene, {"kind": "toggle", "value": "Person"}).scene.off == ("Person",)
    assert perform(services, scene, {"kind": "as-of", "value": "2019"}).scene.as_of == "2019"
    assert perform(services, scene, {"kind": "as-of", "value": ""}).scene.as_of is None
    assert perform(services, scene, {"kind": "clear"}).scene == Scene()


def test_what_was_dragged_is_taken_along(services: Services) -> None:
    scene = with_nodes(services, LIU)
    moved = perform(services, scene, {"kind": "expand", "id": LIU, "moved": {LIU: [40, -30]}}).scene
    assert moved.places[LIU] == (40.0, -30.0)


def test_bringing_a_type(services: Services) -> None:
    outcome = perform(services, with_nodes(services, LIU), {"kind": "bring", "value": "Institution"})
    assert "i-shang-hai-gong-cheng-ji-shu-da-xue" in outcome.scene.places
    assert outcome.notice
    assert (outcome.notice.kind, outcome.notice.shown, outcome.notice.total) == ("brought", 1, 0)


def test_a_view_is_opened_as_it_was_saved(services: Services) -> None:
    scene = with_nodes(services, LIU, DONGSHENG)
    id = services.views.save(scene)
    assert services.views.save(scene) == id
    assert perform(services, Scene(), {"kind": "open", "view": id}).scene.places == scene.places
    missing = perform(services, scene, {"kind": "open", "view": "000000000000"})
    assert missing.scene == scene
    assert missing.notice
    assert missing.notice.kind == "missing"


def test_an_unknown_action_changes_nothing(services: Services) -> None:
    scene = with_nodes(services, LIU)
    assert perform(services, scene, {"kind": "no such action"}).scene == scene

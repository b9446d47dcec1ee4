"""What is drawn of a scene, as elements and as lanes."""

from __future__ import annotations

from explorer.elements import elements
from explorer.i18n import Words
from explorer.pages.chains import lay_out
from explorer.picture import look
from explorer.services import Services
from explorer.state import Scene

IDS = (
    "p-liuhongbing",
    "e-dong-sheng-gong-si",
    "j-ci-fu-han-gong-guan",
    "q-dongsheng-weld",
    "pl-321081",
    "intro-dongsheng-liuhongbing",
)
SCENE = Scene(places={id: (float(number), 0.0) for number, id in enumerate(IDS)})
WORDS = Words("zh")


def test_every_element_has_every_key(services: Services) -> None:
    drawn = elements(look(services, SCENE).subgraph, SCENE, services.schema, WORDS)
    nodes = [each for each in drawn if each["group"] == "nodes"]
    ties = [each for each in drawn if each["group"] == "edges"]
    assert [each["data"]["id"] for each in nodes] == list(IDS)  # type: ignore[index]
    assert {tuple(sorted(each["data"])) for each in nodes} == {("chain", "id", "kind", "label")}  # type: ignore[call-overload]
    assert {tuple(sorted(each["data"])) for each in ties} == {("id", "kind", "label", "source", "target")}  # type: ignore[call-overload]
    assert all(isinstance(each["classes"], str) for each in drawn)


def test_no_tie_leads_to_a_node_that_is_not_drawn(services: Services) -> None:
    scene = SCENE.toggled("Enterprise")
    picture = look(services, scene)
    drawn = elements(picture.subgraph, scene, services.schema, WORDS)
    ids = {each["data"]["id"] for each in drawn}  # type: ignore[index]
    assert "e-dong-sheng-gong-si" not in ids
    for each in drawn:
        if each["group"] == "edges":
            assert {each["data"]["source"], each["data"]["target"]} <= ids  # type: ignore[index]
    assert picture.hidden == 1
    assert picture.counts["Enterprise"] == 1


def test_a_date_leaves_out_what_did_not_hold_and_keeps_what_has_none(services: Services) -> None:
    now, then = look(services, SCENE), look(services, SCENE.at("2010"))
    assert then.gone > 0
    assert then.undated == now.undated
    assert len(then.subgraph.relationships) == len(now.subgraph.relationships) - then.gone


def test_nothing_that_could_be_used_to_ring_somebody_is_sent(services: Services) -> None:
    scene = Scene(places=dict.fromkeys(IDS, (0.0, 0.0)))
    sent = str(elements(look(services, scene).subgraph, scene, services.schema, WORDS))
    for word in ("phone", "email", "mobile", "电话", "手机", "邮箱", "@"):
        assert word not in sent


def test_lanes_say_what_is_not_on_file(services: Services) -> None:
    picture = look(services, SCENE)
    lanes = lay_out(picture, services.beyond(list(IDS), None), services.schema, ())
    assert [lane.chain for lane in lanes] == ["talent", "innovation", "industry"]
    kinds = {slot.label: slot.kind for lane in lanes for slot in lane.slots}
    assert kinds["Team"] == "empty"
    assert kinds["Institution"] == "more"
    shown = {slot.id for lane in lanes for slot in lane.slots if slot.kind == "node"}
    assert shown == set(IDS) - {"intro-dongsheng-liuhongbing"}
    every = [slot.label for lane in lanes for slot in lane.slots if slot.kind != "node"]
    assert len(every) == len(set(every))

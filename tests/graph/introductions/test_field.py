"""Who in a field could help: everybody of it, those who fit and are reached best first, on each engine."""

from __future__ import annotations

import pytest

from graph.database import Database
from graph.errors import NotFound
from graph.introductions import experts
from graph.introductions.projection import build
from graph.introductions.rules import load_rules

DONGSHENG, CARS = "e-dong-sheng-gong-si", "seg-qi-che-ji-ling-bu-jian"


def test_people_of_a_field_come_by_fit_and_reach(yangzhou: Database) -> None:
    said = experts(yangzhou, DONGSHENG, CARS).as_json()
    found = {each["expert"]["name"]: each for each in said["experts"]}
    assert next(iter(found)) == "刘红兵"
    assert found["刘红兵"]["fit"] == "strong"
    assert found["刘红兵"]["together"]
    assert found["尤玉军"]["fit"] == "medium"
    assert "汽车产业产才对接专家组" in found["尤玉军"]["reasons"][0]["text"]
    assert found["尤玉军"]["reasons"][0]["sources"]
    assert found["尤玉军"]["paths"][0]["hops"]
    assert "在库的有 2 人" in said["message"]


def test_a_field_takes_in_the_narrower_ones(yangzhou: Database) -> None:
    rows = yangzhou.read(
        "MATCH (a:Segment)-[:PART_OF]->(b:Segment) MATCH (p:Person)-[:WORKED_ON]->(:Project)-[:FOCUSES_ON]->(a) "
        "RETURN DISTINCT p.id AS person, b.id AS wider"
    )
    for row in rows:
        ids = [each.contact.node.id for each in experts(yangzhou, DONGSHENG, row["wider"], max_hops=1).experts]
        assert row["person"] in ids
    assert rows


def test_who_is_not_reached_comes_last_and_is_not_called_unconnected(yangzhou: Database) -> None:
    found = experts(yangzhou, "q-aisasi-mof", CARS, max_hops=1)
    reach = [each.contact.weight * each.reach for each in found.experts]
    assert reach == sorted(reach, reverse=True)
    for each in found.as_json("en")["experts"]:
        assert "unconnected" not in each["message"]


def test_a_field_without_people_says_what_to_look_up(yangzhou: Database) -> None:
    found = experts(yangzhou, DONGSHENG, "seg-guang-fu")
    assert not found.experts
    assert "不等于没有" in found.as_json()["message"]


def test_a_projection_gives_the_same(yangzhou: Database) -> None:
    projection = build(yangzhou, load_rules())
    assert experts(yangzhou, DONGSHENG, CARS, projection=projection).as_json() == (
        experts(yangzhou, DONGSHENG, CARS).as_json()
    )


@pytest.mark.parametrize(("id", "code"), [("p-liuhongbing", "no_field"), ("nobody", "no_such_node")])
def test_what_is_no_field_is_told(yangzhou: Database, id: str, code: str) -> None:
    with pytest.raises(NotFound) as error:
        experts(yangzhou, DONGSHENG, id)
    assert error.value.code == f"introductions.{code}"

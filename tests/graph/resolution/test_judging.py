"""Verdicts on two records, and the evidence that is shown for them."""

from __future__ import annotations

import pytest

from graph.errors import SchemaError
from graph.resolution import Profile, judge
from graph.resolution.marks import mark
from graph.resolution.rules import read_rules
from graph.schema import load_schema


def record(id: str, label: str, name: str, **said: str | list[str]) -> Profile:
    """A record of a source of its own, with the texts that its ties and properties say."""
    marks = {kind: tuple(mark(kind, [each]) for each in _listed(texts)) for kind, texts in said.items()}
    return Profile(id, label, (name,), frozenset({id}), (), None, marks)


def _listed(texts: str | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else texts


def decided(one: Profile, other: Profile) -> str:
    found = judge(one, other)
    assert judge(other, one).decision == found.decision
    return found.decision


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ({}, {}, "ask"),
        ({"body": "样例大学"}, {"body": "测试大学"}, "different"),
        ({"body": "样例大学"}, {}, "ask"),
        ({"body": "样例大学"}, {"body": "样例大学农学院"}, "same"),
        ({"body": "样例大学"}, {"body": "样例大学", "field": "汽车电子"}, "same"),
        ({"post": "样例镇", "body": "样例大学"}, {"post": "样例镇", "body": "测试大学"}, "same"),
        ({"group": "第十二批科技镇长团·样例市"}, {"group": "第十二批科技镇长团·样例市"}, "same"),
        ({"field": "汽车电子", "body": "样例大学"}, {"field": "汽车电子", "body": "测试大学"}, "ask"),
        ({"office": "样例市政协主席"}, {"office": "样例市政协主席"}, "same"),
        ({"office": "教授、博士生导师"}, {"office": "教授、博士生导师"}, "ask"),
    ],
)
def test_people_of_one_name(one: dict[str, str], other: dict[str, str], verdict: str) -> None:
    assert decided(record("a", "Person", "测试甲", **one), record("b", "Person", "测试甲", **other)) == verdict


def test_a_short_name_needs_more_than_the_body() -> None:
    one, other = (record(id, "Person", "测甲", body="样例大学") for id in "ab")
    assert decided(one, other) == "ask"
    one, other = (record(id, "Person", "测甲", body="样例大学", title="教授") for id in "ab")
    assert decided(one, other) == "same"


def test_one_list_that_names_two_firms_of_a_town_is_not_asked_about() -> None:
    listed, elsewhere = (
        [
            Profile(id, "Enterprise", (name,), frozenset({source}), (), None, {"place": (mark("place", ["样例镇"]),)})
            for id, name, source in (("a", "样例光电机械有限公司", "list"), ("b", "样例光电纺织有限公司", other))
        ]
        for other in ("list", "another")
    )
    assert decided(*listed) == "different"
    assert decided(*elsewhere) == "ask"


def test_two_records_of_one_source_are_two_people() -> None:
    one, other = (
        Profile(id, "Person", ("测试甲",), frozenset({"roster"}), (), None, {"post": (mark("post", ["样例镇"]),)})
        for id in "ab"
    )
    assert decided(one, other) == "different"


@pytest.mark.parametrize(
    ("one", "other", "places", "verdict"),
    [
        ("样例光电科技有限公司", "样例光电科技有限公司", ("扬州市", "扬州市"), "same"),
        ("样例光电科技有限公司", "样例光电科技有限公司", ("扬州市", "苏州市"), "ask"),
        ("样例光电科技有限公司", "样例光电科技股份有限公司", ("扬州市", "扬州"), "same"),
        ("样例光电科技有限公司", "样例光电科技股份有限公司", ("扬州市", "苏州市"), "ask"),
        ("样例光电科技集团有限公司", "样例光电科技有限公司", ("扬州市", "扬州市"), "ask"),
        ("样例有限公司", "样例有限公司江都分公司", ("扬州市", "扬州市"), "different"),
    ],
)
def test_firms(one: str, other: str, places: tuple[str, str], verdict: str) -> None:
    first, second = (
        record(id, "Enterprise", name, place=at) for id, name, at in zip("ab", (one, other), places, strict=True)
    )
    assert decided(first, second) == verdict


def test_codes_decide() -> None:
    one = record("a", "Institution", "样例师范学院", code="4132000001")
    assert decided(one, record("b", "Institution", "样例师范学院", code="4132000001")) == "same"
    assert decided(one, record("b", "Institution", "样例师范学院", code="4132000002")) == "different"


def test_offices_of_one_name_in_two_towns_differ() -> None:
    assert (
        decided(record("a", "Agency", "科技局", place="高邮市"), record("b", "Agency", "科技局", place="仪征市"))
        == "different"
    )
    assert (
        decided(record("a", "Agency", "科技局", place="高邮市"), record("b", "Agency", "科技局", place="高邮市"))
        == "same"
    )
    assert decided(record("a", "Agency", "科技局"), record("b", "Agency", "科技局")) == "ask"


def test_what_was_weighed_is_said_in_both_languages() -> None:
    one = record("a", "Person", "测试甲", body="样例大学", field="汽车电子")
    other = record("b", "Person", "测试甲", body="测试大学", field="汽车电子")
    found = judge(one, other).weighed
    assert [each.text("zh") for each in found] == [
        "名称相同：测试甲",
        "单位不同：样例大学 / 测试大学",
        "研究方向相同：汽车电子",
    ]
    assert [each.text("en") for each in found] == [
        "Same name: 测试甲",
        "Body differs: 样例大学 / 测试大学",
        "Field agrees: 汽车电子",
    ]


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ("types:\n  Person:", "types:\n  Nobody:", "Nobody"),
        ("agree: [post]", "agree: [shoes]", "shoes"),
        ("ties: [SECONDED_TO]", "ties: [KNOWS]", "KNOWS"),
        ("verdict: ask", "verdict: perhaps", "verdict"),
    ],
)
def test_rules_that_do_not_fit_the_schema_are_refused(was: str, now: str, fault: str) -> None:
    from importlib import resources

    text = resources.files("graph.resolution").joinpath("rules.yaml").read_text("utf-8")
    assert was in text
    with pytest.raises(SchemaError) as caught:
        read_rules(text.replace(was, now), load_schema())
    assert fault in str(caught.value.details["fault"])

"""Places in cells: how they nest, what they are called, how large they are."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.schema import load_schema
from loaders.values.gazetteer import divisions
from loaders.values.levels import place_words
from loaders.values.places import level, places, places_listed
from tests.loaders.values.data import YANGZHOU, expected
from tests.loaders.values.examples import TEXTS, outcome, padded, reason

PLACES = {
    "江都区宜陵镇": ["江都区", "宜陵镇"],
    "仪征市新集镇": ["仪征市", "新集镇"],
    "江苏省扬州市": ["江苏省", "扬州市"],
    "江苏省扬州市江都区宜陵镇": ["江苏省", "扬州市", "江都区", "宜陵镇"],
    "上海市浦东新区张江镇": ["上海市", "浦东新区", "张江镇"],
    "新疆维吾尔自治区昌吉回族自治州": ["新疆维吾尔自治区", "昌吉回族自治州"],
    # Names that hold what others end in.
    "刘集镇": ["刘集镇"],
    "沙市区": ["沙市区"],
    "市北区": ["市北区"],
    "景德镇市": ["景德镇市"],
    "古镇镇": ["古镇镇"],
    "南村镇": ["南村镇"],
    "长兴岛街道": ["长兴岛街道"],
    # Not on the national list.
    "样例市样例区样例镇样例村": ["样例市", "样例区", "样例镇", "样例村"],
    "样例县样例街道": ["样例县", "样例街道"],
    # Short names.
    "扬州": ["扬州市"],
    "仪征": ["仪征市"],
    "江苏扬州": ["江苏省", "扬州市"],
    "江苏 扬州": ["江苏省", "扬州市"],
    "江苏-扬州-江都": ["江苏省", "扬州市", "江都区"],
    "江苏省/扬州市/邗江区": ["江苏省", "扬州市", "邗江区"],
    "江都宜陵镇": ["江都区", "宜陵镇"],
    "扬州仪征市": ["扬州市", "仪征市"],
    "西安": ["西安市"],
    "广西": ["广西壮族自治区"],
    "香港": ["香港特别行政区"],
    # Zones.
    "扬州经济技术开发区": ["扬州经济技术开发区"],
    "扬州市生态科技新城": ["扬州市", "扬州市生态科技新城"],
    "江苏省扬州市生态科技新城": ["江苏省", "扬州市", "扬州市生态科技新城"],
    "仪征市新集镇工业集中区": ["仪征市", "新集镇", "仪征市新集镇工业集中区"],
    "样例镇工业集中区": ["样例镇", "样例镇工业集中区"],
    "邗江区杭集高新区": ["邗江区", "杭集高新区"],
    "江都汽车及零部件科技产业园": ["江都汽车及零部件科技产业园"],
    "苏州工业园区唯亭街道": ["苏州工业园区", "唯亭街道"],
    "蜀冈-瘦西湖风景名胜区": ["蜀冈-瘦西湖风景名胜区"],
    "经开区": ["经开区"],
    # Brackets.
    "江都区（宜陵镇）": ["江都区", "宜陵镇"],
    "样例市（原样例县）": ["样例市"],
}


@pytest.mark.parametrize(("text", "names"), PLACES.items())
def test_places_are_read_outermost_first(text: str, names: list[str]) -> None:
    assert places(text) == names
    assert places(padded(text)) == names


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("邗江区、广陵区", [["邗江区"], ["广陵区"]]),
        ("邗江区/广陵区", [["邗江区"], ["广陵区"]]),
        ("邗江区和广陵区", [["邗江区"], ["广陵区"]]),
        ("邗江区\n广陵区；江都区", [["邗江区"], ["广陵区"], ["江都区"]]),
        ("仪征市新集镇、刘集镇", [["仪征市", "新集镇"], ["刘集镇"]]),
    ],
)
def test_several_places_are_listed_and_are_not_one(text: str, listed: list[list[str]]) -> None:
    assert places_listed(text) == listed
    assert outcome(places, text) == "cells.several_places"


@pytest.mark.parametrize(
    ("why", "text"),
    [
        *[("cells.reason.vague_place", text) for text in ("全市", "城区", "市直", "县", "街道")],
        *[("cells.reason.doubtful_place", text) for text in ("朝阳", "吉林", "和平")],
        *[
            ("cells.reason.no_place", text)
            for text in (
                "测试甲",
                "样例市科技局",
                "美国",
                "扬州市区",
                "扬州市及各县市区",
                "样例镇样例市",
                "（原样例县）",
            )
        ],
        ("cells.reason.formula", "=A1"),
        ("cells.reason.too_long", "样例市" * 80),
    ],
)
def test_what_is_no_place_is_refused_with_the_reason(why: str, text: str) -> None:
    assert outcome(places, text) == "cells.not_a_place"
    assert reason(places, text) == why


@pytest.mark.parametrize("text", ["", "/", "无", "、"])
def test_blanks_give_nothing(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("江苏省", "province"),
        ("上海市", "province"),
        ("香港特别行政区", "province"),
        ("扬州市", "city"),
        ("兴安盟", "city"),
        ("仪征市", "county-level city"),
        ("宝应县", "county"),
        ("江都区", "district"),
        ("浦东新区", "district"),
        ("扬州经济技术开发区", "development zone"),
        ("样例产业园", "development zone"),
        ("样例新城", "development zone"),
        ("样例镇", "town"),
        ("样例街道", "town"),
        ("样例村", "village"),
        ("样例社区", "village"),
        ("样例市", "city"),
        ("扬州", None),
        ("城市", None),
        ("扬州市区", None),
        ("样例大学", None),
        ("", None),
    ],
)
def test_a_name_shows_its_level(name: str, found: str | None) -> None:
    assert level(name) == found


def test_levels_are_those_of_the_schema() -> None:
    choices = load_schema().nodes["Place"].properties["level"].choices
    assert set(place_words().levels) | {each.level for each in divisions().values()} <= set(choices)


def test_every_place_of_the_rosters_and_lists_is_read_as_itself() -> None:
    names = expected("Place") | YANGZHOU.column("places.csv", "name") | set(divisions())
    assert [name for name in names if outcome(lambda each: places(each)[-1], name) != name] == []


@given(TEXTS)
def test_any_text_is_places_or_refused(text: str) -> None:
    found = outcome(places_listed, text)
    if isinstance(found, list):
        assert all(names and all(names) for names in found)
        assert places_listed(padded(text)) == found
    assert level(text) is None or isinstance(level(text), str)

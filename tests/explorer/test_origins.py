"""Where a fact stands: rows under their source, in order, with the wording that cleaning changed, none told twice."""

from __future__ import annotations

import pytest

from explorer.components.facts import show_facts
from explorer.components.origins import ROWS, place_text, show_grounds, show_origins
from explorer.i18n import Words
from explorer.markup import written
from graph.ledger import Evidence, Origin
from graph.schema import load_schema
from graph.subgraph import Node

ZH, EN = Words("zh"), Words("en")
PERSON = load_schema().node("Person")
WORKS = load_schema().relationship("AFFILIATED_WITH")
SOURCES = {"s1": {"id": "s1", "title": "样例镇名册"}, "s2": {"id": "s2", "title": "样例镇通报", "date": "2021"}}


def row(line: int, *sources: str, file: str = "名册.xlsx", sheet: str = "人员", **said: str) -> Evidence:
    properties = {name: text for name, text in said.items() if not name.endswith("_written")}
    original = {name.removesuffix("_written"): text for name, text in said.items() if name.endswith("_written")}
    return Evidence(1, "office", "p1", properties, sources, None, None, None, Origin(file, sheet, line), original)


@pytest.mark.parametrize(
    ("origin", "zh", "en"),
    [
        (Origin("名册.xlsx", "人员", 5), "名册.xlsx · 工作表 人员 · 第 5 行", "名册.xlsx · sheet 人员 · line 5"),
        (Origin("名册.csv", "", 5), "名册.csv · 第 5 行", "名册.csv · line 5"),
        (Origin("名册.csv"), "名册.csv", "名册.csv"),
    ],
)
def test_a_row_in_words(origin: Origin, zh: str, en: str) -> None:
    assert (place_text(origin, ZH), place_text(origin, EN)) == (zh, en)


def test_rows_stand_under_the_source_that_states_them() -> None:
    cards = [
        written(each)
        for each in show_grounds(list(SOURCES.values()), [row(9, "s2"), row(3, "s1"), row(7)], WORKS.properties, ZH)
    ]
    assert [("第 3 行" in each, "第 9 行" in each, "第 7 行" in each) for each in cards] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_the_wording_that_was_cleaned_is_told_with_its_property() -> None:
    shown = written(show_origins([row(3, "s1", since_written="二〇一九年")], WORKS.properties, ZH))
    assert "原文 · 开始：二〇一九年" in shown
    assert "As written · Since: 二〇一九年" in written(
        show_origins([row(3, "s1", since_written="二〇一九年")], WORKS.properties, EN)
    )


def test_one_row_with_several_claims_is_told_once_and_many_rows_are_counted() -> None:
    shown = written(show_origins([row(2), *(row(line) for line in range(1, ROWS + 4))], {}, ZH))
    assert shown.count("origin-place") == ROWS
    assert shown.index("第 1 行") < shown.index("第 2 行")
    assert "另有 3 行" in shown


def test_claims_without_a_file_say_nothing() -> None:
    assert show_grounds([], [row(0, file="")], {}, ZH) == []


def test_where_sources_differ_each_is_told_with_its_row() -> None:
    node = Node("p1", "Person", "测试甲", {"name": "测试甲", "title": "教授"})
    stated = [row(3, "s1", title="副教授", title_written="副　教授"), row(9, "s2", title="教授")]
    shown = written(show_facts(node, PERSON, stated, SOURCES, ZH))
    assert "各来源说法不一（2 种）" in shown
    for text in ("副教授", "第 3 行", "原文 · 职务职称：副　教授", "第 9 行", "样例镇通报"):
        assert text in shown
    assert "不一" not in written(show_facts(node, PERSON, [row(3, "s1", title="教授"), stated[1]], SOURCES, ZH))

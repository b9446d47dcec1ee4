"""Names of people, what stands beside them, and what is no name."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given

from graph.errors import LoadError
from loaders.values.people import PersonName, people, person
from tests.loaders.values.data import NATIONAL, ROSTERS, YANGZHOU, expected
from tests.loaders.values.examples import TEXTS, outcome, padded, reason, widened

NAMES: dict[str, tuple[str, str | None]] = {
    "测试甲": ("测试甲", None),
    "测\u3000甲": ("测甲", None),
    "测  甲": ("测甲", None),
    "测\u00a0\u00a0甲": ("测甲", None),
    "测 试甲": ("测试甲", None),
    "测\n甲": ("测甲", None),
    "欧阳 测试": ("欧阳测试", None),
    "𠮷田": ("𠮷田", None),
    "测试䶮": ("测试䶮", None),
    "阿不都热合曼·买买提": ("阿不都热合曼·买买提", None),
    "阿不都热合曼• 买买提": ("阿不都热合曼·买买提", None),
    "阿不都热合曼・买买提": ("阿不都热合曼·买买提", None),
    "阿不都热合曼.买买提": ("阿不都热合曼·买买提", None),
    "买买提依明": ("买买提依明", None),
    "John  Smith": ("John Smith", None),
    "Ｊｏｈｎ Smith": ("John Smith", None),
    "Jean-Luc O'Test": ("Jean-Luc O'Test", None),
    "José Ñandú": ("José Ñandú", None),
    "J. Test": ("J. Test", None),
    "김철수": ("김철수", None),
    "测试甲（教授）": ("测试甲", "教授"),
    "测试甲(女)(教授)": ("测试甲", "女；教授"),
    "测试甲（女，回族）": ("测试甲", "女，回族"),
    "测试甲 教授": ("测试甲", "教授"),
    "测 甲 教授": ("测甲", "教授"),
    "测试甲 女": ("测试甲", "女"),
    "测试甲 回族": ("测试甲", "回族"),
    "测试甲【样例大学】": ("测试甲", "样例大学"),
    "团长：测试甲": ("测试甲", "团长"),
    "测试甲（Ceshi Jia）": ("测试甲", "Ceshi Jia"),
    # What is left where contact details were cut out.
    "测试子（）": ("测试子", None),
    "测试丑（微信）": ("测试丑", None),
    "测试丑（无）": ("测试丑", None),
    "联系人：测试子": ("测试子", "联系人"),
    # Marks that nobody sees.
    "测试\u200b乙": ("测试乙", None),
    "\u202e甲试测\u202c": ("甲试测", None),
    "测试\U000e0041庚": ("测试庚", None),
    "张\ufe00三": ("张三", None),
    "\t测试甲": ("测试甲", None),
}


@pytest.mark.parametrize(("text", "name", "note"), [(text, *found) for text, found in NAMES.items()])
def test_names_are_read(text: str, name: str, note: str | None) -> None:
    assert person(text) == PersonName(name, note)
    assert person(padded(text)) == PersonName(name, note)


NO_NAMES = {
    "cells.reason.formula": [
        '=HYPERLINK("x")',
        "=cmd|' /C calc'!A0",
        "+cmd",
        "@SUM(1)",
        "-测试己",
        "＝Ａ1",
        "\tcmd",
        "\t=1+1",
    ],
    "cells.reason.markup": ["<b>测试</b>", "<script>测试戊</script>"],
    "cells.reason.and_others": ["测试甲等3人", "测试甲等", "测试甲等三人"],
    "cells.reason.digits": ["测试1", "测试甲 12300000001", "１２"],
    "cells.reason.no_name": [
        "合计",
        "小计",
        "注",
        "同上",
        "成员名单未见报道",
        "（成员名单未见报道，待补）",
        "技术人员",
        "样例镇长团",
        "测某某",
    ],
    "cells.reason.title": [
        "教授",
        "团长",
        "副团长",
        "党委书记",
        "科技副镇长",
        "院士测试",
        "测试甲教授",
        "王博士",
        "（女）测试甲 教授",
    ],
    "cells.reason.body": ["样例大学", "科技局", "样例有限公司", "样例镇人民政府", "样例科技", "样例药业"],
    "cells.reason.place": ["江都区", "周山镇", "扬州市"],
    "cells.reason.one_character": ["甲", "一", "甲（教授）"],
    "cells.reason.long_name": ["测试甲乙丙丁", "测" * 50, "x" * 40_002, "测试甲测试乙"],
    "cells.reason.mixed_letters": ["Tom张", "测试A"],
    "cells.reason.marks": ["测试\u0301丙", "测试××", "——测试", "“测试”", "测试、甲乙"],
    "cells.reason.several_people": ["测试丁\u2028换行", "测试 甲乙", "测 试 甲 乙", "测试甲 测试乙"],
}


@pytest.mark.parametrize(("why", "text"), [(why, text) for why, texts in NO_NAMES.items() for text in texts])
def test_what_is_no_name_is_refused_with_the_reason(why: str, text: str) -> None:
    assert outcome(person, text) == "cells.not_a_name"
    assert reason(person, text) == why


def test_a_refusal_shows_a_long_text_only_in_part_and_a_contact_detail_not_at_all() -> None:
    for text in ("x" * 40_002, "测试甲 12300000001", "测试甲（ceshi@example.invalid）（）（）1"):
        with pytest.raises(LoadError) as refused:
            person(text)
        message = refused.value.message("zh") + refused.value.message("en")
        assert len(message) < 300
        assert "12300000001" not in message
        assert "example.invalid" not in message


@pytest.mark.parametrize(
    "text", ["", "无", "——", "NULL", "/", "待补", "\u202e\u202e\u202e", "\u200b\u200d\ufeff", "\u3000\u3000", "\u3164"]
)
def test_blanks_give_nobody(text: str) -> None:
    assert person(text) is None
    assert people(text) == []


LISTS = {
    "测试甲、测试乙": ["测试甲", "测试乙"],
    "测试甲，测试乙；测试丙/测试丁": ["测试甲", "测试乙", "测试丙", "测试丁"],
    "测试甲\n测试乙": ["测试甲", "测试乙"],
    "测\n甲": ["测甲"],
    "测试甲 测试乙": ["测试甲", "测试乙"],
    "测　甲、测试乙": ["测甲", "测试乙"],
    "测甲和测乙": ["测甲", "测乙"],
    "测试甲和测试乙": ["测试甲", "测试乙"],
    "汪和平": ["汪和平"],
    "汪和平和测甲": ["汪和平", "测甲"],
    "测试甲及测试乙": ["测试甲", "测试乙"],
    "John Smith, Jane Doe": ["John Smith", "Jane Doe"],
    "测试甲、无、测试乙": ["测试甲", "测试乙"],
    "测试甲、": ["测试甲"],
}


@pytest.mark.parametrize(("text", "names"), LISTS.items())
def test_lists_are_parted(text: str, names: list[str]) -> None:
    assert [each.name for each in people(text)] == names


def test_brackets_keep_what_is_in_them_together() -> None:
    assert people("测试甲（教授、博导）、测试乙 讲师") == [
        PersonName("测试甲", "教授、博导"),
        PersonName("测试乙", "讲师"),
    ]
    assert people("团长：测试甲、副团长：测试乙") == [PersonName("测试甲", "团长"), PersonName("测试乙", "副团长")]


@pytest.mark.parametrize(
    "text",
    ["测试甲、测试乙等5人", "测试甲，教授", "测试甲、样例大学", "=A1、测试甲", "测试甲、第十二批科技镇长团（样例市）"],
)
def test_a_list_with_something_else_in_it_is_refused(text: str) -> None:
    assert outcome(people, text) == "cells.not_a_name"


def test_names_with_override_marks_come_as_the_roster_demands() -> None:
    """What EXPECTED.json says of bad/rtl_override.csv."""
    with (ROSTERS / "bad" / "rtl_override.csv").open(encoding="utf-8", newline="") as lines:
        cells = [row["姓名"] for row in csv.DictReader(lines)]
    found = [outcome(person, cell) for cell in cells]
    assert [found[number - 1] for number in (1, 3, 5, 10, 11, 12)] == [None] * 6
    assert {number: found[number - 1] for number in (2, 4, 13)} == {
        2: PersonName("甲试测"),
        4: PersonName("测试乙"),
        13: PersonName("测试庚"),
    }
    assert [found[number - 1] for number in (6, 7, 8, 9)] == ["cells.not_a_name"] * 4


def test_formula_cells_give_nobody_but_those_the_roster_allows() -> None:
    with (ROSTERS / "EXPECTED.json").open(encoding="utf-8") as file:
        allowed = set(json.load(file)["bad"]["bad/formula_cells.xlsx"]["persons_at_most"])
    cells = ["测试甲", "测试乙", '="测试"&"丙"', "=A1", "测试戊", "-测试己"]
    found = [outcome(person, cell) for cell in cells]
    assert {each.name for each in found if isinstance(each, PersonName)} == {"测试甲", "测试乙", "测试戊"} < allowed


def test_every_name_of_the_rosters_and_the_national_lists_is_a_name() -> None:
    names = expected("Person") | YANGZHOU.column("people.csv", "name")
    for column in ("chairman_industry", "func_director", "researcher_name"):
        names |= NATIONAL.column("agri-experts.csv", column)
    names |= NATIONAL.column("rd-projects.csv", "chairman")
    assert len(names) > 3_000
    assert [name for name in names if outcome(person, name) == "cells.not_a_name"] == []


@given(TEXTS)
def test_any_text_is_a_person_or_refused_and_a_name_reads_back(text: str) -> None:
    found = outcome(person, text)
    if isinstance(found, PersonName):
        assert person(found.name) == PersonName(found.name)
        assert outcome(lambda each: getattr(person(each), "name", None), widened(text)) == found.name
        assert person(padded(text)) == found


@given(TEXTS)
def test_any_text_is_people_or_refused(text: str) -> None:
    found = outcome(people, text)
    if isinstance(found, list):
        assert [each.name for each in people("、".join(each.name for each in found))] == [each.name for each in found]

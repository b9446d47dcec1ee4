"""Several tables on one sheet, one beneath the other or side by side."""

from __future__ import annotations

import pytest

from loaders.headers import find_tables
from tests.loaders.headers.sheets import known, names, read, remarks, sheet


def test_each_table_has_its_own_titles_and_columns() -> None:
    rows = """
样例镇人员名册|||
填报单位：样例镇人民政府|||
序号|姓名|单位|职务
1|测试甲|样例大学|讲师
合计|1人||
注：样例|||

样例镇企业名录|||
填报单位：样例镇科技办|||
序号|企业名称|产业链|备注
1|样例机械有限公司|样例产业链|
2|样例电子有限公司|样例产业链|"""
    first, second = find_tables(sheet(rows), known)
    assert first.context == ("样例镇人员名册", "填报单位：样例镇人民政府")
    assert second.context == ("样例镇企业名录", "填报单位：样例镇科技办")
    assert (first.header_lines, second.header_lines) == ((3,), (10,))
    assert set(read(first)) == {4}
    assert set(read(second)) == {11, 12}
    assert names(second) == {1: "企业名称", 2: "产业链", 3: "备注"}
    assert remarks(first) == {"totals": "5", "notes": "6"}
    assert remarks(second) == {}


@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n"])
def test_the_same_header_under_another_title_begins_a_table(gap: str) -> None:
    rows = (
        f"仪样团名册||\n姓名|单位|职务\n测试甲|样例大学|讲师\n{gap}高样团名册||\n姓名|单位|职务\n测试乙|样例学院|教授"
    )
    first, second = find_tables(sheet(rows), known)
    assert (first.context, second.context) == (("仪样团名册",), ("高样团名册",))
    assert [list(read(table).values()) for table in (first, second)] == [
        [{0: "测试甲", 1: "样例大学", 2: "讲师"}],
        [{0: "测试乙", 1: "样例学院", 2: "教授"}],
    ]


def test_another_header_without_a_title_begins_a_table() -> None:
    rows = "姓名|单位|职务\n测试甲|样例大学|讲师\n\n企业名称|产业链|备注\n样例机械有限公司|样例产业链|样例"
    first, second = find_tables(sheet(rows), known)
    assert set(read(first)) == {2}
    assert names(second) == {0: "企业名称", 1: "产业链", 2: "备注"}
    assert second.context == ()


def test_another_header_right_beneath_the_records_begins_a_table() -> None:
    rows = "姓名|单位|职务\n测试甲|样例大学|讲师\n企业名称|产业链|备注\n样例机械有限公司|样例产业链|样例"
    first, second = find_tables(sheet(rows), known)
    assert set(read(first)) == {2}
    assert set(read(second)) == {4}


def test_numbered_sections_keep_the_titles_above_the_first() -> None:
    rows = """
样例镇第十二批名册||
填报单位：样例镇||
一、仪样团||
姓名|单位|职务
测试甲|样例大学|讲师
二、高样团||
姓名|单位|职务
测试乙|样例学院|教授"""
    first, second = find_tables(sheet(rows, "A1:C1 A3:C3 A6:C6"), known)
    assert first.context == ("样例镇第十二批名册", "填报单位：样例镇", "一、仪样团")
    assert second.context == ("样例镇第十二批名册", "填报单位：样例镇", "二、高样团")


def test_what_is_signed_under_a_table_is_not_the_title_of_the_next() -> None:
    signed = "姓名|单位|职务\n测试甲|样例大学|讲师\n填表人：测试丁|审核人：|"
    rows = f"{signed}\n\n高样团名册||\n姓名|单位|职务\n测试乙|样例学院|教授"
    first, second = find_tables(sheet(rows), known)
    assert remarks(first) == {"notes": "3"}
    assert second.context == ("高样团名册",)


def test_a_stacked_table_of_two_levels() -> None:
    header = "姓名|派出单位/职称||备注\n|派出单位|职称/职务|"
    rows = f"甲表|||\n{header}\n测试甲|样例大学|讲师|\n\n乙表|||\n{header}\n测试乙|样例学院|教授|"
    first, second = find_tables(sheet(rows), known)
    assert (first.header_lines, second.header_lines) == ((2, 3), (7, 8))
    assert list(read(second).values()) == [{0: "测试乙", 1: "样例学院", 2: "教授"}]


def test_records_whose_cells_are_known_wordings_begin_no_table() -> None:
    rows = "姓名|职务|备注\n测试甲|职务|单位\n测试乙|讲师|姓名\n测试丙|教授|"
    [table] = find_tables(sheet(rows), known)
    assert set(read(table)) == {2, 3, 4}


def test_side_by_side_with_an_empty_column_between() -> None:
    rows = """
样例镇名册||||||
序号|姓名|单位||序号|企业名称|备注
1|测试甲|样例大学||1|样例机械有限公司|样例
2|测试乙|样例学院||||"""
    first, second = find_tables(sheet(rows, "A1:G1"), known)
    assert names(first) == {1: "姓名", 2: "单位"}
    assert names(second) == {5: "企业名称", 6: "备注"}
    assert first.context == second.context == ("样例镇名册",)
    assert set(read(first)) == {3, 4}
    assert read(second) == {3: {5: "样例机械有限公司", 6: "样例"}}
    assert "headers.side_by_side" in {remark.code for remark in first.remarks()}


def test_one_list_set_in_two_columns() -> None:
    rows = "序号|姓名|单位|序号|姓名|单位\n1|测试甲|样例大学|3|测试丙|样例学院\n2|测试乙|样例大学|4||"
    first, second = find_tables(sheet(rows), known)
    assert first.doubled == second.doubled == ()
    assert [list(read(table).values()) for table in (first, second)] == [
        [{1: "测试甲", 2: "样例大学"}, {1: "测试乙", 2: "样例大学"}],
        [{4: "测试丙", 5: "样例学院"}],
    ]


def test_an_empty_column_within_a_table_does_not_part_it() -> None:
    [table] = find_tables(sheet("姓名|单位||职务|备注\n测试甲|样例大学||讲师|样例"), known)
    assert names(table) == {0: "姓名", 1: "单位", 3: "职务", 4: "备注"}


def test_a_wide_table_beneath_keeps_a_sheet_from_being_parted() -> None:
    rows = """
序号|姓名|单位|序号|姓名|单位
1|测试甲|样例大学|2|测试乙|样例学院

样例镇企业名录|||||
序号|企业名称|产业链|板块|状态|备注
1|样例机械有限公司|样例产业链|样例镇|样例|样例"""
    first, second = find_tables(sheet(rows), known)
    assert [(one.name, other.position) for one, other in first.doubled] == [("姓名", 4), ("单位", 5)]
    assert list(read(second).values()) == [{1: "样例机械有限公司", 2: "样例产业链", 3: "样例镇", 4: "样例", 5: "样例"}]


@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_a_title_that_could_as_well_be_a_record_is_told(gap: str) -> None:
    rows = f"姓名|单位\n测试甲|样例大学\n{gap}测试乙|\n{gap}姓名|单位\n测试丙|样例大学"
    first, second = find_tables(sheet(rows), known)
    assert (len(read(first)), len(read(second))) == (1, 1)
    assert second.context == ("测试乙",)
    assert remarks(second) == {"titles": str(3 + len(gap))}


def test_only_a_title_between_two_headers_is_told() -> None:
    first, second = find_tables(sheet("姓名|单位\n测试乙|\n姓名|单位"), known)
    assert (read(first), read(second)) == ({}, {})
    assert remarks(second) == {"titles": "2"}


@pytest.mark.parametrize("title", ["样例镇名册", "样例镇汇总表（样例县）", "二、样例镇", "填报单位：样例镇"])
def test_what_can_only_be_a_title_is_not_told(title: str) -> None:
    *_, second = find_tables(sheet(f"姓名|单位\n测试甲|样例大学\n\n{title}|\n姓名|单位\n测试丙|样例大学"), known)
    assert remarks(second) == {}


def test_what_stands_beneath_a_lone_name_of_a_column_is_told() -> None:
    [table] = find_tables(sheet("姓名|\n测试甲|\n\n姓名|单位|职务\n测试乙|样例大学|讲师"), known)
    assert table.context == ("姓名", "测试甲")
    assert remarks(table) == {"titles": "2"}

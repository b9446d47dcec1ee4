"""Where the header is, what stands above it, and what its columns are called."""

from __future__ import annotations

import pytest

from loaders.headers import find_tables, why_none
from tests.loaders.headers.sheets import known, names, read, sheet


def test_a_header_on_the_first_line() -> None:
    [table] = find_tables(sheet("姓名|单位\n测试甲|样例大学\n测试乙|样例学院"), known)
    assert table.header_lines == (1,)
    assert table.context == ()
    assert names(table) == {0: "姓名", 1: "单位"}
    assert read(table) == {2: {0: "测试甲", 1: "样例大学"}, 3: {0: "测试乙", 1: "样例学院"}}


def test_what_stands_above_the_header_is_context() -> None:
    rows = """样例镇第十二批成员名册||||
填报单位：样例镇人民政府|||填报日期：|2020年5月

序号|姓　名|单
位|职 务|备　注
1|测试甲|样例大学|讲师|"""
    [table] = find_tables(sheet([row.split("|") for row in rows.replace("单\n位", "单位").split("\n")], "A1:E1"), known)
    assert table.context == ("样例镇第十二批成员名册", "填报单位：样例镇人民政府", "填报日期：2020年5月")
    assert table.header_lines == (4,)
    assert table.sheet == "样例"


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("title", ["", "样例镇名册\n"])
def test_lines_that_say_who_drew_it_up_are_context_also_over_a_gap(title: str, gap: str) -> None:
    drawn_up = "填报单位|样例镇\n填报日期|2024年3月1日\n联系人|测试丁\n"
    [table] = find_tables(sheet(f"{title}{drawn_up}{gap}姓名|单位|职务\n测试甲|样例大学|讲师"), known)
    assert table.context == (*title.split(), "填报单位：样例镇", "填报日期：2024年3月1日", "联系人：测试丁")
    assert names(table) == {0: "姓名", 1: "单位", 2: "职务"}
    assert list(read(table).values()) == [{0: "测试甲", 1: "样例大学", 2: "讲师"}]


def test_a_spread_title_is_drawn_together_and_a_line_of_several_parts_is_not() -> None:
    [table] = find_tables(sheet("样　例　镇　名　册|\n第十二批 样例镇|\n姓名|单位\n测试甲|样例大学"), known)
    assert table.context == ("样例镇名册", "第十二批 样例镇")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("姓　名", "姓名"),
        ("单\n位", "单位"),
        ("拟投入\n(万元)", "拟投入(万元)"),
        ("Start  date", "Start date"),
        ("QQ 群", "QQ群"),
    ],
)
def test_blanks_and_line_breaks_of_a_header_text_are_tidied(written: str, read_as: str) -> None:
    [table] = find_tables(sheet([["板块", written, "职务"], ["样例镇", "x", "讲师"], ["样例镇", "y", "教授"]]), known)
    assert [column.name for column in (*table.columns, *table.dropped) if column.position == 1] == [read_as]


def test_the_header_may_stand_far_down() -> None:
    above = [["样例镇名册", ""], *([["说明文字", ""]] * 40)]
    [table] = find_tables(sheet([*above, ["姓名", "单位"], ["测试甲", "样例大学"]]), known)
    assert table.header_lines == (42,)


TWO_LEVELS = """
序号|姓名|派出单位/职称||挂职单位/职务||备注
||派出单位|职称/职务|挂职单位|挂职职务|
1|测试甲|样例大学|讲师|样例镇|副镇长|"""
TWO_LEVEL_NAMES = {
    1: "姓名",
    2: "派出单位/职称 / 派出单位",
    3: "派出单位/职称 / 职称/职务",
    4: "挂职单位/职务 / 挂职单位",
    5: "挂职单位/职务 / 挂职职务",
    6: "备注",
}


@pytest.mark.parametrize("merges", ["A1:A2 B1:B2 C1:D1 E1:F1 G1:G2", "C1:D1 E1:F1", ""])
def test_two_levels_with_all_merges_some_or_none(merges: str) -> None:
    [table] = find_tables(sheet(TWO_LEVELS, merges), known)
    assert table.header_lines == (1, 2)
    assert names(table) == TWO_LEVEL_NAMES
    assert read(table) == {3: {1: "测试甲", 2: "样例大学", 3: "讲师", 4: "样例镇", 5: "副镇长"}}


@pytest.mark.parametrize("merges", ["A1:A3 B1:B3 C1:E1 F1:F3 C2:C3 D2:E2", ""])
def test_three_levels(merges: str) -> None:
    rows = """
序号|姓名|派出情况|||备注
||派出单位|职务信息||
|||职务|职称|
1|测试甲|样例大学|讲师|博士|"""
    [table] = find_tables(sheet(rows, merges), known)
    assert table.header_lines == (1, 2, 3)
    assert names(table) == {
        1: "姓名",
        2: "派出情况 / 派出单位",
        3: "派出情况 / 职务信息 / 职务",
        4: "派出情况 / 职务信息 / 职称",
        5: "备注",
    }


def test_groups_of_unknown_wording_above_a_known_line() -> None:
    rows = "基本情况|||挂职情况||\n姓名|性别|单位|挂职单位|挂职职务|备注\n测试甲|男|样例大学|样例镇|副镇长|"
    [table] = find_tables(sheet(rows, "A1:C1 D1:F1"), known)
    assert table.header_lines == (1, 2)
    assert names(table)[0] == "基本情况 / 姓名"
    assert names(table)[5] == "挂职情况 / 备注"


def test_years_as_groups() -> None:
    rows = "团名|2019||2020年|\n|人数|状态|人数|状态\n样例团|3|样例|4|样例"
    for merges in ("A1:A2 B1:C1 D1:E1", ""):
        [table] = find_tables(sheet(rows, merges), known)
        assert names(table) == {0: "团名", 1: "2019 / 人数", 2: "2019 / 状态", 3: "2020年 / 人数", 4: "2020年 / 状态"}


def test_two_merged_lines_without_a_second_level() -> None:
    [table] = find_tables(sheet("姓名|单位|职务\n||\n测试甲|样例大学|讲师", "A1:A2 B1:B2 C1:C2"), known)
    assert table.header_lines == (1, 2)
    assert read(table) == {3: {0: "测试甲", 1: "样例大学", 2: "讲师"}}


def test_equal_levels_stand_once() -> None:
    [table] = find_tables(sheet("姓名|单位|\n姓名|单位|职务\n测试甲|样例大学|讲师", "A1:A2 B1:C1"), known)
    assert table.columns[0].path == ("姓名",)
    assert table.columns[1].path == ("单位",)
    assert table.columns[2].path == ("单位", "职务")


def test_a_blank_in_a_header_is_not_filled_from_the_left_by_guess() -> None:
    """Nothing stands beneath the blank that could be a second level: the records follow at once."""
    [table] = find_tables(sheet("姓名||单位\n测试甲|男|样例大学\n测试乙|女|样例学院\n测试丙|女|样例大学"), known)
    assert table.header_lines == (1,)
    assert [(column.position, column.path) for column in table.columns] == [(0, ("姓名",)), (1, ()), (2, ("单位",))]


def test_a_record_with_a_gap_is_no_second_level() -> None:
    [table] = find_tables(sheet("姓名||单位\n测试甲|男|\n测试乙|女|样例学院"), known)
    assert table.header_lines == (1,)
    assert set(read(table)) == {2, 3}


def test_a_name_merged_over_two_columns_is_one_column_where_nothing_stands_in_the_second() -> None:
    [table] = find_tables(sheet("姓名|备注|\n测试甲|样例|\n测试乙|样例|", "B1:C1 B2:C2 B3:C3"), known)
    assert names(table) == {0: "姓名", 1: "备注"}
    assert table.doubled == ()


def test_columns_of_the_same_path_both_stay_and_are_named() -> None:
    [table] = find_tables(sheet("姓名|单位|姓名|单位\n测试甲|样例大学|测试丁|样例学院"), known)
    assert len(table.columns) == 4
    assert [(one.position, other.position) for one, other in table.doubled] == [(0, 2), (1, 3)]
    assert read(table) == {2: {0: "测试甲", 1: "样例大学", 2: "测试丁", 3: "样例学院"}}


def test_unknown_wordings_are_a_header_where_they_look_like_one() -> None:
    rows = "样例统计|||\n样例名目|样例数额|样例时间|样例说明\n甲|10|2019-08|一\n乙|20|2020-01|二"
    [table] = find_tables(sheet(rows), known)
    assert table.header_lines == (2,)
    assert table.context == ("样例统计",)


def test_few_known_columns_among_many() -> None:
    header = [f"字段{n:02}" for n in range(100)]
    header[7], header[41] = "姓名", "派出单位"
    rows = [header, *[[f"值{line}-{n}" for n in range(100)] for line in range(3)]]
    [table] = find_tables(sheet(rows), known)
    assert len(table.columns) == 100
    assert set(read(table)) == {2, 3, 4}


def test_one_column_with_a_known_wording() -> None:
    [table] = find_tables(sheet("姓名\n测试甲\n测试乙"), known)
    assert read(table) == {2: {0: "测试甲"}, 3: {0: "测试乙"}}


@pytest.mark.parametrize(
    "rows",
    [
        "1|测试甲|样例大学|讲师\n2|测试乙|样例大学|讲师\n3|测试丙|样例大学|讲师",
        "测试甲|样例大学|讲师\n测试乙|样例大学|教授\n测试丙|样例学院|教授",
        "测试甲|男|样例大学|2019-08\n测试乙|女|样例学院|2020-01",
        "样例镇名册||\n测试甲|样例大学|讲师\n测试乙|样例大学|教授",
        "测试甲|样例大学",
        "测试甲|样例大学|组长\n测试乙|样例大学|团员\n测试丙|样例学院|团员",
        "一段文字\n又一段文字\n还有一段文字",
    ],
)
def test_data_without_a_header_give_no_table(rows: str) -> None:
    assert find_tables(sheet(rows), known) == []
    error = why_none(sheet(rows))
    assert error is not None
    assert error.code == "headers.none"
    assert "表头" in error.message("zh")


def test_an_empty_sheet_gives_no_table_and_no_error() -> None:
    assert find_tables(sheet([]), known) == []
    assert why_none(sheet([])) is None


def test_a_header_and_no_record() -> None:
    [table] = find_tables(sheet("序号|姓名|派出单位|职务"), known)
    assert read(table) == {}
    assert table.remarks() == []


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("count", [1, 4, 9])
def test_labels_with_values_above_a_table_are_no_form(gap: str, count: int) -> None:
    labels = "联系人|测试丁|单位|样例镇\n批次|第十二批|板块|样例镇\n状态|样例|产业|样例\n人数|9|团名|样例团"
    records = "\n".join(f"{number}|测试甲|讲师|" for number in range(1, count + 1))
    [table] = find_tables(sheet(f"{labels}\n{gap}序号|姓名|职务|备注\n{records}"), known)
    assert len(read(table)) == count
    assert names(table) == {1: "姓名", 2: "职务", 3: "备注"}


def test_one_known_name_among_unknown_ones() -> None:
    [table] = find_tables(sheet("姓名|甲乙|丙丁|戊己\n测试甲|一二|三四|五六\n测试乙|二一|四三|六五"), known)
    assert set(read(table)) == {2, 3}


def test_labels_with_values_in_a_line_above_are_no_header() -> None:
    rows = "联系人|测试丁|单位|样例镇\n序号|姓名|职务|备注\n1|测试甲|讲师|\n2|测试乙|教授|"
    [table] = find_tables(sheet(rows), known)
    assert table.header_lines == (2,)
    assert table.context == ("联系人：测试丁", "单位：样例镇")


def test_lines_above_that_look_like_data_are_not_taken_for_a_title() -> None:
    rows = "甲一|甲二|甲三|甲四|甲五\n姓名|单位|职务|备注|状态\n测试甲|样例大学|讲师||"
    [table] = find_tables(sheet(rows), known)
    assert table.context == ()
    assert [(remark.code, remark.details["lines"]) for remark in table.remarks()] == [("headers.not_read", "1")]

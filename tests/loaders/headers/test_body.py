"""What beneath a header is a record, and what is not."""

from __future__ import annotations

import pytest

from graph.errors import LoadError
from loaders.headers import find_tables
from tests.loaders.headers.sheets import known, names, read, remarks, sheet

HEADER = "序号|姓名|单位|职务|人数"
FIRST = "1|测试甲|样例大学|讲师|3"


def test_merged_cells_are_filled_down_to_the_end_of_the_merge_and_no_further() -> None:
    rows = f"{HEADER}\n1|测试甲|样例大学|讲师|\n2|测试乙||教授|\n3|测试丙||教授|\n4|测试丁||教授|"
    [table] = find_tables(sheet(rows, "C2:C4"), known)
    assert [cells.get(2) for cells in read(table).values()] == ["样例大学"] * 3 + [None]


def test_without_a_merge_nothing_is_filled_down() -> None:
    [table] = find_tables(sheet(f"{HEADER}\n1|测试甲|样例大学|讲师|\n2|测试乙||教授|"), known)
    assert read(table)[3] == {1: "测试乙", 3: "教授"}


def test_a_merge_that_begins_in_a_hidden_line_still_fills() -> None:
    rows = f"{HEADER}\n1|测试甲|样例大学|讲师|\n2|测试乙||教授|"
    [table] = find_tables(sheet(rows, "C2:C3", hidden_lines=[2]), known)
    assert read(table) == {3: {1: "测试乙", 2: "样例大学", 3: "教授"}}


@pytest.mark.parametrize(
    "total",
    [
        "合计||||30",
        "合　计|||10人|",
        "|合计|||3",
        "小计：||||3",
        "总计（人）||||3",
        "样例镇合计||||3",
        "4|合计|||3",
        "共3人||||",
        "合计3人||||",
        "|样例镇|小计||3",
    ],
)
def test_totals_are_left_out(total: str) -> None:
    [table] = find_tables(sheet(f"{HEADER}\n{FIRST}\n{total}\n2|测试乙|样例学院|教授|"), known)
    assert set(read(table)) == {2, 4}
    assert remarks(table) == {"totals": "3"}


@pytest.mark.parametrize("name", ["总工会样例", "合计样例有限公司", "共青团样例镇委", "测试计", "平均样例"])
def test_a_name_that_only_begins_like_a_total_is_a_record(name: str) -> None:
    [table] = find_tables(sheet(f"姓名|单位|职务\n{name}|样例大学|讲师\n测试乙|样例学院|教授"), known)
    assert set(read(table)) == {2, 3}


@pytest.mark.parametrize(
    "note",
    [
        "注：1.本表为样例；2.空格表示未知。||||",
        "备　注：样例||||",
        "说明：|本表为样例|||",
        "（成员名单未见报道，待补）||||",
        "一、高校院所||||",
        "样例文字||||",
        "填表人：测试丁||审核人：||日期：",
        "第 1 页 共 2 页||||",
        "|以下空白|||",
    ],
)
def test_notes_are_left_out(note: str) -> None:
    [table] = find_tables(sheet(f"{HEADER}\n{FIRST}\n{note}"), known)
    assert set(read(table)) == {2}
    assert remarks(table) == {"notes": "3"}


@pytest.mark.parametrize("mark", ["例", "示例", "样例：", "（填写示例）", "示　例"])
def test_a_line_marked_as_an_example_is_no_record(mark: str) -> None:
    [table] = find_tables(sheet(f"{HEADER}\n{mark}|测试甲|样例大学|讲师|1\n{FIRST}"), known)
    assert set(read(table)) == {3}
    assert remarks(table) == {"examples": "2"}


def test_a_note_merged_across_is_left_out_without_a_serial_column() -> None:
    [table] = find_tables(sheet("姓名|单位|职务\n（待补）||", "A2:C2"), known)
    assert read(table) == {}
    [table] = find_tables(sheet("姓名|单位|职务\n名单另行报送||", "A2:C2"), known)
    assert remarks(table) == {"notes": "2"}


def test_a_record_of_one_cell_is_a_record() -> None:
    [table] = find_tables(sheet("板块|姓名|单位\n样例镇|测试甲|样例大学\n|测试乙|"), known)
    assert read(table)[3] == {1: "测试乙"}


def test_a_line_that_numbers_the_columns_is_left_out() -> None:
    [table] = find_tables(sheet(f"{HEADER}\n1|2|3|4|5\n{FIRST}\n2|测试乙||||"), known)
    assert set(read(table)) == {3, 4}
    assert remarks(table) == {"repeated": "2"}


def test_numbered_empty_lines_are_counted() -> None:
    rows = f"{HEADER}\n{FIRST}\n2||||\n３||||\n4||||\n5|测试乙|||\n6||||"
    [table] = find_tables(sheet(rows), known)
    assert set(read(table)) == {2, 6}
    assert remarks(table) == {"numbered_lines": "3–5、7"}
    [remark] = table.remarks()
    assert remark.details["count"] == 4


def test_a_line_with_nothing_but_contact_details_is_told_without_them() -> None:
    rows = "姓名|单位|手机\n测试甲|样例大学|12300000001\n||12300000002\n|12300000003|\n测试乙||"
    [table] = find_tables(sheet(rows), known)
    assert set(read(table)) == {2, 5}
    assert remarks(table) == {"private_lines": "3–4"}
    assert "123000" not in str(table.remarks())


def test_a_merged_cell_beside_makes_a_numbered_line_no_record() -> None:
    rows = "序号|姓名|批次\n1||第十二批\n2|测试甲|\n3||"
    [table] = find_tables(sheet(rows, "C2:C4"), known)
    assert read(table) == {3: {1: "测试甲", 2: "第十二批"}}


def test_blank_lines_and_lines_of_blanks_are_nothing() -> None:
    [table] = find_tables(sheet([["姓名", "单位"], [], ["测试甲", "样例大学"], [" ", "　"], ["测试乙", " "]]), known)
    assert read(table) == {3: {0: "测试甲", 1: "样例大学"}, 5: {0: "测试乙"}}


@pytest.mark.parametrize("title", ["", "样例镇名册||||", "样例镇名册（续）||||", "续表||||"])
def test_a_header_repeated_on_a_further_page_is_left_out(title: str) -> None:
    rows = f"样例镇名册||||\n{HEADER}\n{FIRST}\n{title}\n{HEADER}\n2|测试乙|样例学院|教授|"
    [table] = find_tables(sheet(rows), known)
    assert set(read(table)) == {3, 6}
    assert remarks(table)["repeated"] == "5"


def test_a_repeated_header_of_two_levels() -> None:
    header = "序号|姓名|派出单位/职称||备注\n||派出单位|职称/职务|"
    rows = f"{header}\n1|测试甲|样例大学|讲师|\n{header}\n2|测试乙|样例学院|教授|"
    [table] = find_tables(sheet(rows, "C1:D1 A1:A2 B1:B2 E1:E2 C4:D4 A4:A5 B4:B5 E4:E5"), known)
    assert set(read(table)) == {3, 6}
    assert remarks(table) == {"repeated": "4–5"}


@pytest.mark.parametrize("name", ["序号", "序 号", "序", "项次"])
def test_a_running_number_is_no_column(name: str) -> None:
    [table] = find_tables(
        sheet(f"{name}|姓名|单位\n1|测试甲|样例大学\n1、|测试乙|样例大学\n（3）|测试丙|样例大学"), known
    )
    assert table.serial is not None
    assert table.serial.position == 0
    assert names(table) == {1: "姓名", 2: "单位"}


@pytest.mark.parametrize(
    ("name", "cells", "runs"),
    [
        ("编号", ["1", "2", "3"], True),
        ("No.", ["1", "2", "3"], True),
        ("", ["1", "2", "3"], True),
        ("编号", ["1", "7", "12"], False),
        ("编号", ["YL-001", "YL-002", "YL-003"], False),
        ("编号", ["20190001", "20190002", "20190003"], False),
        ("序号", ["YL-001", "YL-002", "YL-003"], False),
    ],
)
def test_a_number_that_does_not_run_is_an_id(name: str, cells: list[str], runs: bool) -> None:
    rows = [[name, "姓名", "单位"], *[[cell, "测试甲", "样例大学"] for cell in cells]]
    [table] = find_tables(sheet(rows), known)
    assert (table.serial is not None) == runs
    assert (0 in names(table)) != runs


def test_a_running_number_that_another_column_refers_to_is_an_id() -> None:
    [table] = find_tables(sheet("编号|姓名|单位|上级编号\n1|样例市|样例|\n2|样例区|样例|1"), known)
    assert table.serial is None


def test_hidden_lines_and_columns_are_told_and_left_out_unless_asked_for() -> None:
    rows = "姓名|单位|职务\n测试甲|样例大学|讲师\n测试乙|样例大学|教授"
    hidden = sheet(rows, hidden_lines=[2], hidden_columns=[1])
    [table] = find_tables(hidden, known)
    assert names(table) == {0: "姓名", 2: "职务"}
    assert read(table) == {3: {0: "测试乙", 2: "教授"}}
    assert remarks(table) == {"hidden_lines": "2", "hidden_columns": "B"}
    [table] = find_tables(hidden, known, hidden=True)
    assert read(table)[2] == {0: "测试甲", 1: "样例大学", 2: "讲师"}
    assert remarks(table) == {}


def test_a_cell_under_no_header_is_a_fault_of_its_line() -> None:
    [table] = find_tables(sheet("姓名|单位\n测试甲|样例大学\n测试乙|样例学院|多|出\n测试丙|样例大学"), known)
    faults = {record.line: {at: fault.code for at, fault in record.faults.items()} for record in table.records()}
    assert faults == {2: {}, 3: dict.fromkeys((2, 3), "headers.no_header_above"), 4: {}}


def test_faults_of_cells_go_with_their_record() -> None:
    fault = LoadError("样例")
    [table] = find_tables(sheet("姓名|单位\n|样例大学\n|", faults={(2, 0): fault, (3, 1): fault}), known)
    assert [(record.line, record.cells, record.faults) for record in table.records()] == [
        (2, {1: "样例大学"}, {0: fault}),
        (3, {}, {1: fault}),
    ]


def test_records_may_be_read_again() -> None:
    [table] = find_tables(sheet(f"{HEADER}\n{FIRST}"), known)
    assert list(table.records()) == list(table.records()) != []

"""No contact detail leaves this layer."""

from __future__ import annotations

import pytest

from loaders.headers import Table, find_tables
from loaders.headers.private import holding, named_only
from tests.loaders.headers.sheets import known, names, read, sheet

NUMBERS = ["12300000001", "123 0000 0002", "１２３０００００００３"]


def everything(table: Table) -> str:
    """All that a table gives out."""
    return repr((table, list(table.records()), [(remark.details, str(remark.code)) for remark in table.remarks()]))


@pytest.mark.parametrize(
    "header", ["手机号码", "办公电话", "电子邮箱", "身份证号", "微 信 号", "家庭\n住址", "银行卡号", "Tel", "联系方式"]
)
def test_a_column_is_dropped_by_its_header(header: str) -> None:
    rows = [["姓名", "单位", header], ["测试甲", "样例大学", "0000-0001"], ["测试乙", "样例学院", "测试"]]
    [table] = find_tables(sheet(rows), known)
    assert names(table) == {0: "姓名", 1: "单位"}
    assert [column.position for column in table.dropped] == [2]
    assert "0000-0001" not in everything(table)


def test_a_column_is_dropped_by_the_group_above_it() -> None:
    rows = "姓名|单位|联系方式|\n||办公|移动\n测试甲|样例大学|0000-01|0000-02"
    [table] = find_tables(sheet(rows, "A1:A2 B1:B2 C1:D1"), known)
    assert [column.name for column in table.dropped] == ["联系方式 / 办公", "联系方式 / 移动"]


def test_a_column_is_dropped_where_most_of_its_cells_are_contact_details() -> None:
    rows = [
        ["姓名", "单位", "其一"],
        *[["测试甲", "样例大学", number] for number in NUMBERS],
        ["测试乙", "样例大学", "无"],
    ]
    [table] = find_tables(sheet(rows), known)
    assert [column.name for column in table.dropped] == ["其一"]


def test_remarks_stay_although_some_are_contact_details() -> None:
    rows = [
        ["姓名", "单位", "备注"],
        *[["测试甲", "样例大学", number] for number in NUMBERS],
        ["测试乙", "样例大学", "样例"],
    ]
    [table] = find_tables(sheet(rows), known)
    assert read(table)[2] == {0: "测试甲", 1: "样例大学"}
    assert read(table)[5][2] == "样例"


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("科员（12300000004）", "科员"),
        ("测试子 12300000011", "测试子"),
        ("联系电话：12300000003", None),
        ("来电请打12300000011或写信至ceshi11@example.invalid", "来电请打或写信至"),
        ("2019-08-12", "2019-08-12"),
        ("普通文字", "普通文字"),
    ],
)
def test_cells_are_cut(cell: str, left: str | None) -> None:
    [table] = find_tables(sheet([["姓名", "单位", "备注"], ["测试甲", "样例大学", cell]]), known)
    assert read(table)[2].get(2) == left


def test_titles_and_headers_are_cut() -> None:
    rows = [
        ["样例镇名册（联系人：测试丁 12300000001）", "", ""],
        ["联系电话：87654321", "", ""],
        ["姓名", "单位（电话12300000002）", "备注"],
        ["测试甲", "样例大学", ""],
    ]
    [table] = find_tables(sheet(rows), known)
    given = everything(table)
    assert not any(number in given for number in ("12300000001", "12300000002", "87654321"))
    assert "样例镇名册" in table.context[0]


def test_a_number_beside_its_label_above_the_header_is_cut() -> None:
    rows = "填报人|测试丁|联系电话|87654321|邮编\n姓名|单位|职务|备注|状态\n测试甲|样例大学|讲师||"
    for line in (rows, rows.replace("填报人|测试丁|", "填报人：|测试丁|")):
        [table] = find_tables(sheet(line), known)
        assert "87654321" not in everything(table)


@pytest.mark.parametrize(
    "header",
    ["联系人及电话", "联系人、联系方式", "联系人\n电话", "姓名/手机", "单位联系人（电话）", "负责人和联系电话"],
)
def test_a_column_of_names_with_details_stays_and_its_cells_are_cut(header: str) -> None:
    """Local numbers have no shape of their own: in such a column whatever could be one goes."""
    cells = ["测试子 12300000011", "测试丑（微信wx_ceshi_12）", "测试寅87654321", "测试卯 0000-00000001", "测试辰"]
    rows = [["单位", header, "事项"], *[["样例有限公司", cell, "样例"] for cell in cells]]
    [table] = find_tables(sheet(rows), known)
    assert [cells.get(1) for cells in read(table).values()] == ["测试子", "测试丑", "测试寅", "测试卯", "测试辰"]


@pytest.mark.parametrize(
    ("path", "cells", "expected"),
    [
        (["联系人及电话"], [], "mixed"),
        (["联系人电话"], [], "contacts"),
        (["联系人电话"], ["87654321", "87654322"], "contacts"),
        (["联系人及电话"], ["87654321", "87654322"], "contacts"),
        (["联系方式", "联系人"], ["测试甲", "测试乙"], "mixed"),
        (["联系人", "电话"], ["87654321"], "contacts"),
        (["姓名、电话、家庭住址"], ["测试甲 87654321 样例路"], "contacts"),
        (["联系人电话及地址"], ["测试甲 87654321 样例路"], "contacts"),
        (["姓名及身份证号"], ["测试甲 999999190001010001"], "contacts"),
        (["手机和微信"], ["测试甲"], "contacts"),
        (["姓名"], ["测试甲"], "none"),
        ([], ["12300000001", "12300000002"], "contacts"),
        (["其一"], ["12300000001"], "none"),
    ],
)
def test_what_a_column_holds(path: list[str], cells: list[str], expected: str) -> None:
    assert holding(path, cells) == expected


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("测试甲87654321、测试乙87654322", "测试甲、测试乙"),
        ("测试甲（87654321）、测试乙（87654322）", "测试甲、测试乙"),
        ("Ceshi Jia 8765 4321", "Ceshi Jia"),
        ("测试甲 ceshi@example.invalid", "测试甲"),
        ("测试甲2", "测试甲2"),
        ("87654321", ""),
    ],
)
def test_names_beside_details(cell: str, left: str) -> None:
    assert named_only(cell) == left


def test_a_long_cell_is_cut_in_time() -> None:
    assert named_only("a" * 40_000) == "a" * 40_000
    assert named_only("1 " * 20_000) == ""

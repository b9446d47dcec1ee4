"""Every sheet of the sample rosters against what is expected of it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders.files.sheet import Line, Merge, Sheet
from loaders.headers import find_tables, why_none
from tests.loaders.headers.sheets import known, names, read, remarks

ROSTERS = Path(__file__).parents[2] / "data" / "rosters"
EXPECTED: dict[str, dict[str, Any]] = json.loads((ROSTERS / "EXPECTED.json").read_text("utf-8"))["good"]
EVERY_SHEET = [
    (file, name)
    for file, entry in EXPECTED.items()
    if file.endswith(".xlsx")
    for name, expected in entry["sheets"].items()
    if "header_rows" in expected
]


def open_sheet(file: str, name: str | None = None) -> Sheet:
    """A sheet of a workbook, its cells as plain texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(ROSTERS / file)
        page = book[name] if name else book.active
        rows = [["" if value is None else str(value) for value in row] for row in page.iter_rows(values_only=True)]
    merges = tuple(
        Merge(each.min_row, each.min_col - 1, each.max_row, each.max_col - 1) for each in page.merged_cells.ranges
    )

    def lines() -> Iterator[Line]:
        return (Line(number, tuple(row)) for number, row in enumerate(rows, 1) if any(row))

    return Sheet(page.title, lines, merges)


@pytest.mark.parametrize(("file", "name"), EVERY_SHEET)
def test_header_records_and_totals_are_where_they_are_expected(file: str, name: str) -> None:
    expected = EXPECTED[file]["sheets"][name]
    [table] = find_tables(open_sheet(file, name), known)
    records = read(table)
    assert list(table.header_lines) == expected["header_rows"]
    assert len(records) == expected["data_rows"]
    assert min(records, default=None) == expected.get("first_data_row")
    assert remarks(table).get("totals") == (str(expected["total_row"]) if "total_row" in expected else None)
    assert table.context or expected["header_rows"][0] == 1


def test_the_batch_is_filled_down_and_empty_numbers_are_counted() -> None:
    [table] = find_tables(open_sheet("科技镇长团成员名册.xlsx", "仪征团"), known)
    assert {cells[2] for cells in read(table).values()} == {"第十二批"}
    assert remarks(table) == {"numbered_lines": "8–14", "totals": "15", "notes": "17"}
    assert table.context[:2] == (
        "扬州市第十二批科技镇长团成员名册（仪征团）",
        "填报单位：（据公开报道整理，非官方名册）",
    )


def test_units_merged_over_several_people_are_filled_down() -> None:
    [table] = find_tables(open_sheet("科技镇长团成员名册.xlsx", "高校院所人员"), known)
    assert [cells.get(1) for line, cells in read(table).items() if 44 <= line <= 47] == ["南京师范大学"] * 4


@pytest.mark.parametrize("name", ["样例镇", "联系人"])
def test_no_contact_detail_comes_out(name: str) -> None:
    file = "联系方式样例.xlsx"
    [table] = find_tables(open_sheet(file, name), known)
    given = repr((table, list(table.records()), [remark.details for remark in table.remarks()]))
    assert [detail for detail in EXPECTED[file]["must_never_be_stored"] if detail in given] == []


def test_what_stands_beside_a_contact_detail_stays() -> None:
    [table] = find_tables(open_sheet("联系方式样例.xlsx", "联系人"), known)
    assert [cells[1] for cells in read(table).values()] == ["测试子", "测试丑"]
    [table] = find_tables(open_sheet("联系方式样例.xlsx", "样例镇"), known)
    assert {cells[3] for cells in read(table).values()} == {"科员"}


def test_data_without_a_header_are_not_read() -> None:
    found = open_sheet("bad/no_header.xlsx")
    assert find_tables(found, known) == []
    assert why_none(found) is not None


def test_doubled_columns_are_named() -> None:
    [table] = find_tables(open_sheet("bad/duplicate_header.xlsx"), known)
    assert [(one.position, other.position) for one, other in table.doubled] == [(1, 3), (2, 4)]
    assert set(names(table)) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("file", "count"), [("hundred_columns", 3), ("dates_out_of_range", 10), ("formula_cells", 6), ("long_cell", 2)]
)
def test_bad_sheets_give_their_records(file: str, count: int) -> None:
    [table] = find_tables(open_sheet(f"bad/{file}.xlsx"), known)
    assert len(read(table)) == count


def test_an_empty_workbook_has_no_table() -> None:
    assert find_tables(open_sheet("bad/empty_workbook.xlsx"), known) == []

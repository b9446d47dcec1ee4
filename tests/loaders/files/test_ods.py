"""ods: repeated and covered cells, what is hidden, dates as displayed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import python_calamine

from loaders.files.open import open_file
from loaders.files.sheet import Merge
from tests.loaders.files.making import ods, ods_cell, ods_row
from tests.loaders.files.seen import faults, numbered, only_sheet, refusal, table

EMPTY = "<table:table-cell/>"


def sheet(*rows: str, attributes: str = 'table:name="成员"') -> str:
    return f"<table:table {attributes}>{''.join(rows)}</table:table>"


def value(kind: str, attributes: str, text: str) -> str:
    return ods_cell(text, f'office:value-type="{kind}" {attributes}')


def test_cells_of_each_kind(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "名册.ods",
        sheet(
            ods_row(ods_cell("姓名"), ods_cell("第一行\n第二行"), ods_cell("a<text:s text:c='2'/>b<text:tab/>c")),
            ods_row(
                value("float", 'office:value="12300000002"', "1.23E10"),
                value("percentage", 'office:value="0.5"', "50%"),
                value("boolean", 'office:boolean-value="true"', "TRUE"),
                value("time", 'office:time-value="PT09H30M00S"', "09:30:00"),
            ),
        ),
    )
    assert table(only_sheet(path)) == [
        ("姓名", "第一行\n第二行", "a  b\tc"),
        ("12300000002", "0.5", "TRUE", "09:30:00"),
    ]


@pytest.mark.parametrize(
    ("date", "displayed", "text"),
    [
        ("2019-08-01", "2019年8月", "2019-08"),
        ("2019-08-01", "2019", "2019"),
        ("2019-08-15", "2019-08-15", "2019-08-15"),
        ("2019-08-15T09:30:00", "2019-08-15 09:30", "2019-08-15 09:30:00"),
        ("no date", "元年", "元年"),
    ],
)
def test_dates_are_as_fine_as_displayed(tmp_path: Path, date: str, displayed: str, text: str) -> None:
    path = ods(tmp_path / "a.ods", sheet(ods_row(value("date", f'office:date-value="{date}"', displayed))))
    assert table(only_sheet(path)) == [(text,)]


def test_repeated_and_covered_cells_and_their_merges(tmp_path: Path) -> None:
    span = 'office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1"'
    down = 'office:value-type="string" table:number-columns-spanned="1" table:number-rows-spanned="2"'
    path = ods(
        tmp_path / "a.ods",
        sheet(
            ods_row(ods_cell("标题", span), "<table:covered-table-cell><text:p>旧</text:p></table:covered-table-cell>"),
            ods_row(EMPTY, attributes='table:number-rows-repeated="3"'),
            ods_row(
                ods_cell("样例大学", down), '<table:table-cell table:number-columns-repeated="2"/>', ods_cell("甲")
            ),
            ods_row(
                "<table:covered-table-cell/>",
                ods_cell("同", 'office:value-type="string" table:number-columns-repeated="2"'),
            ),
            ods_row(ods_cell("尾"), attributes='table:number-rows-repeated="2"'),
            ods_row(EMPTY, attributes='table:number-rows-repeated="1048000"'),
        ),
    )
    found = only_sheet(path)
    assert numbered(found) == {
        1: ("标题",),
        5: ("样例大学", "", "", "甲"),
        6: ("", "同", "同"),
        7: ("尾",),
        8: ("尾",),
    }
    assert found.merges == (Merge(1, 0, 1, 1), Merge(5, 0, 6, 0))


def test_hidden_sheets_lines_and_columns(tmp_path: Path) -> None:
    properties = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta1" style:family="table">{properties}</style:style>'
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    path = ods(
        tmp_path / "a.ods",
        sheet(
            columns,
            ods_row(ods_cell("一")),
            ods_row(ods_cell("二"), attributes='table:visibility="collapse"'),
            ods_row(ods_cell("三"), attributes='table:visibility="filter"'),
            ods_row(EMPTY, attributes='table:visibility="collapse" table:number-rows-repeated="1048000"'),
        )
        + sheet(ods_row(ods_cell("代码")), attributes='table:name="代码" table:style-name="ta1"'),
        styles,
    )
    members, codes = open_file(path).sheets
    assert (members.hidden, codes.hidden) == (False, True)
    assert members.hidden_lines == {2, 3}
    assert members.hidden_columns == {1, 2}
    assert table(codes) == [("代码",)]


def test_formulas_errors_and_comments(tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>批注</text:p></office:annotation>"
    path = ods(
        tmp_path / "a.ods",
        sheet(
            ods_row(
                ods_cell("2", 'table:formula="of:=1+1" office:value-type="float" office:value="2"'),
                '<table:table-cell table:formula="of:=1+1"/>',
                ods_cell("#N/A", 'office:value-type="string" calcext:value-type="error"'),
                f'<table:table-cell office:value-type="string">{comment}<text:p>测试甲</text:p></table:table-cell>',
            )
        ),
    )
    assert table(only_sheet(path)) == [("2", "", "", "测试甲")]
    assert faults(only_sheet(path)) == {(1, 1): "files.formula", (1, 2): "files.error_value"}


def test_texts_are_those_that_another_reader_finds(tmp_path: Path) -> None:
    rows = [[f"测试{row}", f"样例{row}大学", "讲师"] for row in range(300)]
    path = ods(tmp_path / "a.ods", sheet(*(ods_row(*map(ods_cell, row)) for row in rows)))
    assert [list(cells) for cells in table(only_sheet(path))] == rows
    assert python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python() == rows


def test_a_kilobyte_of_a_billion_cells_is_refused_at_once(tmp_path: Path) -> None:
    cell = ods_cell("甲", 'office:value-type="string" table:number-columns-repeated="900"')
    bomb = sheet(ods_row(cell, attributes='table:number-rows-repeated="1000000"'))
    started = time.monotonic()
    assert refusal(ods(tmp_path / "a.ods", bomb)).code == "files.bomb"
    wide = sheet(ods_row(cell.replace("900", "900000000")))
    assert refusal(ods(tmp_path / "b.ods", wide)).code == "files.too_many_columns"
    assert time.monotonic() - started < 1


def test_what_is_locked_or_no_sheet_is_refused(tmp_path: Path) -> None:
    locked = ods(tmp_path / "a.ods", sheet(ods_row(ods_cell("甲"))), manifest="<encryption-data/>")
    assert refusal(locked).code == "files.password"
    assert refusal(ods(tmp_path / "b.ods", sheet(ods_row(EMPTY)))).code == "files.no_data"

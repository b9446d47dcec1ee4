"""xlsx: values as shown, merges, what is hidden, formulas, and files that other programs write."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from loaders.files.limits import Limits
from loaders.files.open import open_file
from loaders.files.sheet import Merge
from tests.loaders.files.making import replaced, with_part, xlsx
from tests.loaders.files.seen import BAD, ROSTERS, faults, numbered, only_sheet, refusal, table

SHEET = "xl/worksheets/sheet1.xml"


def saved(path: Path, rows: list[list[object]]) -> Path:
    workbook = Workbook()
    for row in rows:
        sheet_of(workbook).append(row)
    workbook.save(path)
    return path


def sheet_of(workbook: Workbook) -> Worksheet:
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_values_of_each_kind(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "名册.xlsx",
        [
            ["文字", "整数", "小数", "是否", "日期"],
            ["测试甲", 12300000002, 0.5, True, date(2019, 8, 15)],
            [" 测试　乙\n第二行", 5.0, 1e-7, False, datetime(2019, 8, 15, 9, 30)],
            [None, None, None, None, time(9, 30)],
            ["<&>\"'", -7, 123456789012345],
        ],
    )
    assert numbered(only_sheet(path)) == {
        1: ("文字", "整数", "小数", "是否", "日期"),
        2: ("测试甲", "12300000002", "0.5", "TRUE", "2019-08-15"),
        3: (" 测试　乙\n第二行", "5", "0.0000001", "FALSE", "2019-08-15 09:30:00"),
        4: ("", "", "", "", "09:30:00"),
        5: ("<&>\"'", "-7", "123456789012345"),
    }


@pytest.mark.parametrize("path", sorted(ROSTERS.glob("*.xlsx")), ids=lambda path: str(path.name))
def test_texts_are_those_that_openpyxl_reads(path: Path) -> None:
    """Another reader, on the example files: the same texts in the same places, none more."""
    workbook = openpyxl.load_workbook(path, data_only=True)
    for sheet in open_file(path).sheets:
        read = {
            (line.number, column): text
            for line in sheet.lines()
            for column, text in enumerate(line.cells)
            if text and isinstance(workbook[sheet.name].cell(line.number, column + 1).value, str)
        }
        assert read == {
            (cell.row, cell.column - 1): cell.value
            for row in workbook[sheet.name].iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value
        }


def test_empty_lines_are_left_out_and_keep_their_numbers(tmp_path: Path) -> None:
    path = saved(tmp_path / "名册.xlsx", [[None], ["姓名"], [" "], [None, "测试甲"]])
    assert numbered(only_sheet(path)) == {2: ("姓名",), 4: ("", "测试甲")}


def test_lines_can_be_read_again_and_side_by_side(tmp_path: Path) -> None:
    sheet = only_sheet(saved(tmp_path / "名册.xlsx", [["姓名"], ["测试甲"]]))
    first, second = sheet.lines(), sheet.lines()
    assert next(first) == next(second)
    assert next(first).cells == ("测试甲",)
    assert len(table(sheet)) == 2


def test_merges_and_what_is_left_under_them(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    for row in (["标题"], ["单位", "姓名"], ["样例大学", "测试甲"], [None, "测试乙"], ["样例学院", "测试丙"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    workbook.save(tmp_path / "plain.xlsx")
    left = '<c r="A4" t="inlineStr"><is><t>旧值</t></is></c><c r="B4"'
    path = with_part(
        tmp_path / "plain.xlsx",
        tmp_path / "a.xlsx",
        SHEET,
        lambda text: text.replace('<c r="A4" />', "").replace('<c r="B4"', left),
    )
    found = only_sheet(path)
    assert set(found.merges) == {Merge(1, 0, 1, 1), Merge(3, 0, 4, 0)}
    assert numbered(found)[4] == ("", "测试乙")
    assert numbered(found)[5] == ("样例学院", "测试丙")


def test_hidden_sheets_lines_and_columns(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    sheet.title = "成员"
    for number in range(6):
        sheet.append([f"测试{number}", "样例大学", "讲师", "备注"])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[40].hidden = True
    sheet.column_dimensions["B"].hidden = True
    for state in ("hidden", "veryHidden"):
        other = workbook.create_sheet(state)
        other.append(["代码"])
        other.sheet_state = state
    workbook.create_sheet("空表")
    workbook.save(tmp_path / "名册.xlsx")
    opened = open_file(tmp_path / "名册.xlsx")
    assert [(each.name, each.hidden) for each in opened.sheets] == [
        ("成员", False),
        ("hidden", True),
        ("veryHidden", True),
    ]
    assert opened.sheets[0].hidden_lines == {3}
    assert opened.sheets[0].hidden_columns == {1}
    assert len(table(opened.sheets[0])) == 6


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ('yyyy"年"m"月"', "2019-08"),
        ("yyyy.mm", "2019-08"),
        ("mmm-yy", "2019-08"),
        ("yyyy", "2019"),
        ("yyyy-mm-dd", "2019-08-01"),
    ],
)
def test_dates_are_as_fine_as_shown(tmp_path: Path, number_format: str, text: str) -> None:
    workbook = Workbook()
    cell = sheet_of(workbook)["A1"]
    cell.value, cell.number_format = date(2019, 8, 1), number_format
    workbook.save(tmp_path / "名册.xlsx")
    assert table(only_sheet(tmp_path / "名册.xlsx")) == [(text,)]


@pytest.mark.parametrize(("number", "text"), [(57, "2019-08"), (31, "2019-08-01"), (14, "2019-08-01"), (9, "43678")])
def test_formats_that_files_name_by_number_only(tmp_path: Path, number: int, text: str) -> None:
    """Chinese Excel and WPS write 57 for yyyy年m月 and say nowhere what it means."""
    plain = saved(tmp_path / "plain.xlsx", [[43678]])
    change = replaced('<cellXfs count="1"><xf numFmtId="0"', f'<cellXfs count="1"><xf numFmtId="{number}"')
    path = with_part(plain, tmp_path / "a.xlsx", "xl/styles.xml", change)
    assert table(only_sheet(path)) == [(text,)]


def test_numbers_of_no_day_stay_for_a_later_reader() -> None:
    assert [cells[3:] for cells in table(only_sheet(BAD / "dates_out_of_range.xlsx"))][1:4] == [
        ("0", "2173-10-13"),
        ("-1", "2958466"),
        ("60", "1900-03-01"),
    ]


def test_days_counted_from_1904(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet_of(workbook).append([date(2019, 8, 15)])
    workbook.save(tmp_path / "名册.xlsx")
    assert table(only_sheet(tmp_path / "名册.xlsx")) == [("2019-08-15",)]


def test_formulas_without_a_result_are_faults_and_never_text() -> None:
    sheet = only_sheet(BAD / "formula_cells.xlsx")
    assert {place for place, code in faults(sheet).items() if code == "files.formula"} >= {
        (2, 4),
        (3, 2),
        (4, 1),
        (5, 1),
    }
    assert not any("=" in text for cells in table(sheet) for text in cells)
    assert [cells[1] for cells in table(sheet)][-2:] == ["测试戊", "-测试己"]


def test_formulas_with_a_result_have_its_value(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "名册.xlsx",
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>测试甲</v></c>'
        '<c r="C1" t="str"><f>IF(1,"")</f><v></v></c><c r="D1" t="b"><f>1=1</f><v>1</v></c>'
        '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1"><f>A1</f></c></row>',
    )
    sheet = only_sheet(path)
    assert table(sheet) == [("2", "测试甲", "", "TRUE", "", "")]
    assert faults(sheet) == {(1, 4): "files.error_value", (1, 5): "files.formula"}


def test_errors_and_what_is_no_number_are_faults(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "名册.xlsx",
        '<row><c t="e"><v>#N/A</v></c><c><v>NaN</v></c><c><v>1E400</v></c><c><v>7</v></c></row>',
    )
    sheet = only_sheet(path)
    assert faults(sheet) == {(1, 0): "files.error_value", (1, 1): "files.no_number", (1, 2): "files.no_number"}
    assert table(sheet) == [("", "", "", "7")]


def test_long_cells_are_faults_and_not_repeated() -> None:
    sheet = only_sheet(BAD / "long_cell.xlsx")
    assert faults(sheet) == {(2, 4): "files.long_cell", (3, 1): "files.long_cell"}
    assert table(sheet)[1][1] == "测试甲"
    assert max(len(str(fault)) for line in sheet.lines() for fault in line.faults.values()) < 200


def test_texts_in_pieces(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet_of(workbook).append([CellRichText("测试", TextBlock(InlineFont(b=True), "甲"), "（组长）"), "乙"])
    workbook.save(tmp_path / "a.xlsx")
    assert table(only_sheet(tmp_path / "a.xlsx")) == [("测试甲（组长）", "乙")]


def test_shared_texts_with_pieces_phonetics_and_escapes(tmp_path: Path) -> None:
    """Names of parts are compared in any case: the reference says sharedStrings, the part SharedStrings."""
    texts = (
        "<si><t>测试甲</t><rPh sb='0' eb='1'><t>ce shi jia</t></rPh></si><si/>"
        "<si><r><t>样例_x000D_</t></r><r><t xml:space='preserve'>_x005F_x000D_ </t></r></si>"
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in (2, 1, 0))
    assert table(only_sheet(xlsx(tmp_path / "a.xlsx", f"<row>{cells}</row>", texts))) == [
        ("样例\r_x000D_ ", "", "测试甲")
    ]


def test_whole_numbers_of_many_digits_keep_them(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>123456789012345678</v></c></row>')
    assert table(only_sheet(path)) == [("123456789012345678",)]


def test_rows_and_cells_without_places_and_tags_with_prefixes(tmp_path: Path) -> None:
    """Programs that are not Excel leave places out, put a prefix before each tag, write rows as 3.0."""
    rows = (
        '<x:row><x:c t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>'
        '<x:row r="3.0"><x:c r="B3" t="inlineStr"><x:is><x:t>测试甲</x:t></x:is></x:c></x:row>'
    )
    inside = f'<x:rows xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{rows}</x:rows>'
    assert numbered(only_sheet(xlsx(tmp_path / "a.xlsx", inside))) == {1: ("姓名", "7"), 3: ("", "测试甲")}


def test_a_workbook_without_a_filled_cell_is_refused() -> None:
    assert refusal(BAD / "empty_workbook.xlsx").code == "files.no_data"


@pytest.mark.parametrize("name", ["truncated.xlsx", "empty.xlsx"])
def test_broken_workbooks_are_refused(name: str) -> None:
    assert refusal(BAD / name).code == {"truncated.xlsx": "files.damaged", "empty.xlsx": "files.empty"}[name]


def test_more_columns_or_lines_than_the_limits(tmp_path: Path) -> None:
    far = xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="ZZZZZZ1"><v>7</v></c></row>')
    assert refusal(far).code == "files.too_many_columns"
    low = xlsx(tmp_path / "b.xlsx", '<row r="99999999999"><c r="A1"><v>7</v></c></row>')
    assert refusal(low).code == "files.too_many_lines"
    assert refusal(saved(tmp_path / "c.xlsx", [["a"]] * 4), Limits(lines=3)).code == "files.too_many_lines"


def test_a_reference_to_a_text_that_is_not_there_is_damage_and_not_another_text(tmp_path: Path) -> None:
    for number in ("-1", "7"):
        path = xlsx(tmp_path / f"{number}.xlsx", f'<row r="1"><c r="A1" t="s"><v>{number}</v></c></row>')
        assert refusal(path).code == "files.damaged"

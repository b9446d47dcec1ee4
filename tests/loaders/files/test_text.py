"""csv, tsv and txt: delimiters, encodings, quotes, and what is wrong in single lines."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.files.delimited import records
from loaders.files.limits import LIMITS, Limits
from loaders.files.open import open_file
from tests.loaders.files.seen import BAD, faults, numbered, only_sheet, read_through, refusal, table, written

HEADER = ("序号", "姓名", "派出单位", "备注")
ROWS = [HEADER, ("1", "测试甲", "样例大学", "讲师"), ("2", "测试乙", "样例大学上海分校", "")]


def lines_of(delimiter: str, end: str = "\r\n") -> str:
    return "".join(delimiter.join(row) + end for row in ROWS)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    opened = open_file(written(tmp_path / "名册.txt", lines_of(delimiter)))
    assert opened.format == ("tsv" if delimiter == "\t" else "csv")
    assert table(opened.sheets[0]) == ROWS


def test_commas_in_the_text_do_not_outdo_tabs(tmp_path: Path) -> None:
    text = "样例名册, 2020, 试\n姓名\t备注\n测试甲\t一,二,三\n测试乙\t一,二\n测试丙\t无\n"
    assert table(only_sheet(written(tmp_path / "名册.csv", text)))[2] == ("测试甲", "一,二,三")


def test_a_list_without_a_delimiter_has_one_column(tmp_path: Path) -> None:
    assert table(only_sheet(written(tmp_path / "名单.txt", "姓名\n测试甲\n测试乙\n"))) == [
        ("姓名",),
        ("测试甲",),
        ("测试乙",),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_the_encoding_is_found_out_and_told(tmp_path: Path, codec: str, name: str, end: str) -> None:
    opened = open_file(written(tmp_path / "名册.csv", lines_of(",", end).encode(codec)))
    assert opened.encoding == name
    assert table(opened.sheets[0]) == ROWS


def test_big_endian_utf16_with_a_mark(tmp_path: Path) -> None:
    opened = open_file(written(tmp_path / "名册.csv", b"\xfe\xff" + lines_of(",").encode("utf-16-be")))
    assert (opened.encoding, table(opened.sheets[0])) == ("utf-16", ROWS)


def test_characters_of_four_bytes_in_gb18030(tmp_path: Path) -> None:
    path = written(tmp_path / "名录.csv", "名称,所在\n样例䶮科技有限公司,样例𠮷镇\n".encode("gb18030"))
    assert table(only_sheet(path))[1] == ("样例䶮科技有限公司", "样例𠮷镇")


@pytest.mark.parametrize("codecs", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
@pytest.mark.parametrize("before", [1, 3, 7])
@pytest.mark.parametrize("name", ["测试", "测试甲"])
def test_two_encodings_in_one_file_are_refused_where_they_change(
    tmp_path: Path, codecs: tuple[str, str], before: int, name: str
) -> None:
    """So also where each line by itself would be readable in the wrong encoding, as nonsense."""
    line = f"{name},样例大学\n"
    data = (line * before).encode(codecs[0]) + (line * 4).encode(codecs[1])
    error = refusal(written(tmp_path / "名册.csv", data))
    assert (error.code, error.details["line"]) == ("files.broken_encoding", before + 1)


def test_the_bad_example_of_two_encodings() -> None:
    assert refusal(BAD / "mixed_encoding.csv").details["line"] == 4


@pytest.mark.parametrize(
    "data",
    [
        "姓名,单位\n测试甲,".encode() + b"\xff\xfe\xfd\n",
        "姓名,单位\n".encode("utf-8-sig") + "测试甲\n".encode("gb18030"),
        "姓名,单位\n".encode("utf-16") + b"\x00\xd8\x41\x00\n\x00",
        "é,à\nê,ù\n".encode("latin-1"),
    ],
)
def test_bytes_of_no_encoding_are_refused_with_their_line(tmp_path: Path, data: bytes) -> None:
    error = refusal(written(tmp_path / "名册.csv", data))
    assert (error.code, error.details["line"]) == ("files.broken_encoding", 1 if data.startswith(b"\xe9") else 2)


def test_an_encoding_that_breaks_far_behind_is_found(tmp_path: Path) -> None:
    data = "测试甲,样例大学\n".encode() * 200_000 + b"\x81\n"
    assert refusal(written(tmp_path / "名册.csv", data)).details["line"] == 200_001


def test_nul_characters_spoil_their_cells_only() -> None:
    sheet = only_sheet(BAD / "nul_bytes.csv")
    assert faults(sheet) == {(4, 1): "files.nul_character", (4, 2): "files.nul_character"}
    assert [cells[1] for cells in table(sheet)] == ["姓名", "测试甲", "测试乙", "", "测试丁", "测试戊"]


def test_ragged_lines_are_given_as_they_are_and_an_open_quote_spoils_its_line_only() -> None:
    sheet = only_sheet(BAD / "ragged_unclosed_quote.csv")
    assert {number: len(cells) for number, cells in numbered(sheet).items()} == {
        1: 5,
        2: 5,
        3: 5,
        4: 2,
        5: 8,
        6: 5,
        7: 5,
    }
    assert set(faults(sheet)) == {(6, column) for column in range(5)}
    assert numbered(sheet)[6] == ("",) * 5
    assert numbered(sheet)[7][1] == "测试己"


@pytest.mark.parametrize(
    "after",
    [
        '测试丙,样例大学\n测试丁,"样例,学院"\n',
        '测试丙,"样例大学"\n测试丁,样例\n',
        '"测试丙",样例大学\n测试丁,样例\n',
        "测试丙,样例大学\n" * 400,
        "测试丙," + "样" * 40_000 + "\n",
    ],
)
def test_a_quote_that_a_later_quote_seems_to_close_is_open_all_the_same(tmp_path: Path, after: str) -> None:
    sheet = only_sheet(written(tmp_path / "名册.csv", f'姓名,单位\n测试甲,样例\n"测试乙,样例\n{after}'))
    assert {line for line, _ in faults(sheet) if faults(sheet)[line, _] == "files.open_quote"} == {3}
    assert numbered(sheet)[4][0] == "测试丙"


def test_cells_of_several_lines_are_kept_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    text = '姓名,备注\n测试甲,"第一行\n第二行，含""引号"""\n\n测试乙,"a\r\n\r\nb"\n测试丙,c\n'
    assert numbered(only_sheet(written(tmp_path / "名册.csv", text))) == {
        1: ("姓名", "备注"),
        2: ("测试甲", '第一行\n第二行，含"引号"'),
        5: ("测试乙", "a\r\n\r\nb"),
        8: ("测试丙", "c"),
    }


def test_quotes_within_cells_are_read_as_excel_does(tmp_path: Path) -> None:
    text = '姓名,备注\n测试甲,5" 螺丝\n"测试乙"教授,无\n'
    assert table(only_sheet(written(tmp_path / "名册.csv", text)))[1:] == [("测试甲", '5" 螺丝'), ("测试乙教授", "无")]


cell_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0=\r"), max_size=8)


@given(rows=st.lists(st.lists(cell_texts, min_size=2, max_size=4), min_size=1, max_size=8))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    text.seek(0)
    assert [list(line.cells) for line in records(text, ",", LIMITS)] == rows


def test_formulas_in_text_are_no_content_but_constants_are() -> None:
    assert faults(only_sheet(BAD / "formula_cells.csv")) == {(2, 2): "files.formula", (3, 1): "files.formula"}


def test_a_constant_written_as_a_formula_is_its_text(tmp_path: Path) -> None:
    text = '编号,姓名,备注\n="007",测试甲,==\n"=""008""",测试乙,="=1+1"\n'
    sheet = only_sheet(written(tmp_path / "名册.csv", text))
    assert table(sheet)[1:] == [("007", "测试甲", "=="), ("008", "测试乙", "")]
    assert faults(sheet) == {(3, 2): "files.formula"}


def test_long_cells_are_not_taken_and_not_repeated(tmp_path: Path) -> None:
    sheet = only_sheet(written(tmp_path / "名册.csv", f'姓名,备注\n测试甲,"{"长" * 40_000}"\n{"长" * 32_767},短\n'))
    assert faults(sheet) == {(2, 1): "files.long_cell"}
    [fault] = list(sheet.lines())[1].faults.values()
    assert "长长" not in str(fault)


def test_a_csv_of_another_name_is_read_and_the_name_is_told() -> None:
    opened = open_file(BAD / "renamed_csv.xlsx")
    assert (opened.format, opened.encoding, len(table(opened.sheets[0]))) == ("csv", "gb18030", 6)
    [note] = opened.notes
    assert note.code == "files.renamed"
    assert ".xlsx" in note.message()
    assert "csv" in note.message()


def test_a_header_alone_is_no_fault() -> None:
    assert len(table(only_sheet(BAD / "header_only.csv"))) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "files.empty"),
        (b"\xef\xbb\xbf", "files.no_data"),
        (b"\n \n,,\n\t\n", "files.no_data"),
        (b"%PDF-1.7\n", "files.not_a_table"),
        (b"Rar!\x1a\x07\x00", "files.not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "files.not_a_table"),
        (b"\x00\x01\x02\x03" * 50, "files.unknown_format"),
        (bytes(range(1, 32)) * 9, "files.unknown_format"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "files.web_page"),
        ('\ufeff<?xml version="1.0"?><Workbook/>'.encode(), "files.web_page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "files.web_page"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(written(tmp_path / "名册.xls", data)).code == code


def test_a_path_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.csv").code == "files.cannot_open"
    assert refusal(tmp_path).code == "files.cannot_open"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=10), "files.too_large"),
        (Limits(lines=2), "files.too_many_lines"),
        (Limits(columns=3), "files.too_many_columns"),
    ],
)
def test_limits(tmp_path: Path, limits: Limits, code: str) -> None:
    assert refusal(written(tmp_path / "名册.csv", lines_of(",")), limits).code == code


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "名册.csv", b"a" * 3_000_000)).code == "files.long_line"
    assert refusal(written(tmp_path / "名册.csv", "样".encode("gb18030") * 3_000_000)).code == "files.long_line"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_two_hundred_thousand_lines_in_flat_memory(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "名册.csv"
    line = '{number},测试甲,样例大学,"讲师,副教授"\n'
    with path.open("w", encoding=codec) as file:
        file.writelines(line.format(number=number) for number in range(200_000))
    tracemalloc.start()
    try:
        read_through(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 * 1024 * 1024 < path.stat().st_size * 4

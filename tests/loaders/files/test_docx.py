"""docx: each table a sheet, with the paragraphs above it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from loaders.files.open import open_file
from loaders.files.sheet import Merge
from tests.loaders.files.making import replaced, with_part
from tests.loaders.files.seen import numbered, only_sheet, refusal, table

DOCUMENT = "word/document.xml"


def saved(path: Path, rows: list[list[str]], above: tuple[str, ...] = ()) -> Path:
    document = docx.Document()
    for text in above:
        document.add_paragraph(text)
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def test_tables_are_sheets_with_what_stands_above_them(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("样例镇人员名册", 1)
    document.add_paragraph("")
    document.add_paragraph("填报单位：样例大学")
    document.add_table(2, 2).cell(1, 1).text = "测试甲"
    document.add_paragraph("长" * 40)
    document.add_table(1, 1).cell(0, 0).text = "测试乙"
    document.add_table(1, 1).cell(0, 0).text = "测试丙"
    document.add_paragraph("落款")
    document.save(str(tmp_path / "名册.docx"))
    opened = open_file(tmp_path / "名册.docx")
    assert opened.format == "docx"
    assert [each.name for each in opened.sheets] == ["填报单位：样例大学", "表2", "表3"]
    assert [numbered(each) for each in opened.sheets] == [
        {1: ("样例镇人员名册",), 2: ("填报单位：样例大学",), 4: ("", "测试甲")},
        {1: ("长" * 40,), 2: ("测试乙",)},
        {1: ("测试丙",)},
    ]


def test_only_the_last_paragraphs_are_taken_for_a_title(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.docx", [["甲"]], tuple(f"第{number}段" for number in range(30)))
    assert [cells[0] for cells in table(only_sheet(path))] == ["第25段", "第26段", "第27段", "第28段", "第29段", "甲"]


def test_merged_cells_have_their_text_once(tmp_path: Path) -> None:
    document = docx.Document()
    made = document.add_table(4, 3)
    for row in range(4):
        for column in range(3):
            made.cell(row, column).text = f"{row}{column}"
    made.cell(0, 0).merge(made.cell(0, 1)).text = "单位"
    made.cell(1, 0).merge(made.cell(3, 0)).text = "样例大学"
    made.cell(1, 1).merge(made.cell(2, 2)).text = "块"
    document.save(str(tmp_path / "a.docx"))
    sheet = only_sheet(tmp_path / "a.docx")
    assert numbered(sheet) == {1: ("单位", "", "02"), 2: ("样例大学", "块"), 4: ("", "31", "32")}
    assert set(sheet.merges) == {Merge(1, 0, 1, 1), Merge(2, 0, 4, 0), Merge(2, 1, 3, 2)}


def test_paragraphs_breaks_and_inner_tables_of_a_cell(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "第一段\t表格\n换行"
    cell.add_paragraph("第二段")
    cell.add_table(1, 1).cell(0, 0).text = "内表"
    document.save(str(tmp_path / "a.docx"))
    assert table(only_sheet(tmp_path / "a.docx"))[0][0].rstrip() == "第一段\t表格\n换行\n第二段"


@pytest.mark.parametrize(
    ("around", "text"),
    [
        ("<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>", "测试甲"),
        ("<w:ins>{run}</w:ins>", "测试甲"),
        ("<w:hyperlink>{run}</w:hyperlink>", "测试甲"),
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{run}", "测试甲"),
    ],
)
def test_form_fields_accepted_changes_and_links_are_text(tmp_path: Path, around: str, text: str) -> None:
    run = "<w:r><w:t>测试甲</w:t></w:r>"
    plain = saved(tmp_path / "plain.docx", [["测试甲"]])
    path = with_part(plain, tmp_path / "a.docx", DOCUMENT, replaced(run, around.format(run=run)))
    assert table(only_sheet(path)) == [(text,)]


def test_tables_in_form_fields_are_found(tmp_path: Path) -> None:
    plain = saved(tmp_path / "plain.docx", [["测试甲"]])
    opening = with_part(plain, tmp_path / "b.docx", DOCUMENT, replaced("<w:tbl>", "<w:sdt><w:sdtContent><w:tbl>"))
    path = with_part(opening, tmp_path / "a.docx", DOCUMENT, replaced("</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>"))
    assert table(only_sheet(path)) == [("测试甲",)]


def test_a_text_without_a_table_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("通知")
    document.save(str(tmp_path / "通知.docx"))
    assert refusal(tmp_path / "通知.docx").code == "files.no_data"


def test_spans_beyond_all_bounds_are_refused(tmp_path: Path) -> None:
    plain = saved(tmp_path / "plain.docx", [["测试甲", "测试乙"]])
    span = '<w:tcPr><w:gridSpan w:val="999999999"/>'
    path = with_part(plain, tmp_path / "a.docx", DOCUMENT, replaced("<w:tcPr>", span))
    assert refusal(path).code == "files.too_many_columns"

"""template: what an office hands out, listed and written."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from loaders.office.catalogue import mappings
from tests.explorer.commands.conftest import Command, qianxian


def test_without_a_kind_the_kinds_are_listed(in_folder: Command) -> None:
    said = in_folder("template")
    assert (said.status, said.err) == (0, "")
    assert all(each in said.out for each in ("people", "人员名册", "places", "属地名单", "团内职务"))
    kinds = {each["mapping"]: each for each in in_folder("template", "--json").json}
    assert set(kinds) == {each.name for each in mappings()}
    assert kinds["places"] == {
        "mapping": "places",
        "title": "属地名单",
        "columns": ["编号", "名称", "级别", "上级编号", "备注"],
    }


def test_a_template_is_written_and_never_over_a_file(in_folder: Command, tmp_path: Path) -> None:
    said = in_folder("template", "people")
    assert said.status == 0
    written = tmp_path / "人员名册（模板）.xlsx"
    assert written.name in said.err
    assert load_workbook(written).sheetnames == ["人员名册", "填写说明"]
    again = in_folder("template", "人员名册", "--json")
    assert (again.status, again.json["error"]["code"]) == (1, "office.file_exists")
    other = in_folder("template", "人员名册", "--output", "下发.xlsx", "--json")
    assert other.json == {"mapping": "people", "path": "下发.xlsx"}
    assert (tmp_path / "下发.xlsx").is_file()


def test_a_kind_that_there_is_not(in_folder: Command) -> None:
    said = in_folder("template", "样例", "--json")
    assert (said.status, said.json["error"]["code"]) == (1, "office.no_such_mapping")
    assert "people" in said.json["error"]["hint"]


def test_hints_are_in_the_language_in_force_and_headers_are_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "样例.xlsx"
    said = qianxian(tmp_path, "template", "demands", "--output", str(path), QIANXIAN_LANGUAGE="en")
    assert said.status == 0
    book = load_workbook(path)
    assert book.sheetnames == ["企业需求汇总表", "How to fill it in"]
    assert [cell.value for cell in book.worksheets[0][3]][:3] == ["序号", "需求编号", "企业名称"]
    hints = "\n".join(str(row[0].value) for row in book.worksheets[1].iter_rows())
    assert "企业名称 (Enterprise, required): The full name of the body. For example: 样例公司" in hints

"""Mappings drafted for layouts that none knows: valid, sensible, and without a value of the file in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from graph.errors import LoadError, UnknownLayout
from graph.ledger import Ledger
from loaders.load import state_path
from loaders.office.catalogue import Catalogue, bundled, catalogue_of
from loaders.office.mapping_files import read_mapping
from loaders.office.reading import open_office
from loaders.office.suggest import Draft, suggest
from loaders.office.wishes import Wishes
from tests.loaders.office.expected import ROSTERS, expected
from tests.loaders.office.layouts import LAYOUTS

each_layout = pytest.mark.parametrize("name", LAYOUTS)


def written(name: str, tmp_path: Path) -> Path:
    path = tmp_path / "样例镇_样例.csv"
    path.write_text(LAYOUTS[name].text, "utf-8")
    return path


def drafted(name: str, tmp_path: Path) -> Draft:
    return suggest(written(name, tmp_path), "zh")


def kept(draft: Draft, tmp_path: Path) -> Path:
    """The draft in the folder of a workspace."""
    path = tmp_path / "home" / "mappings" / "样例.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft.text, "utf-8")
    return path


@each_layout
def test_columns_are_taken_for_what_a_person_takes_them_for(name: str, tmp_path: Path) -> None:
    layout, draft = LAYOUTS[name], drafted(name, tmp_path)
    assert draft.adapted.adapts == layout.adapts
    found = {column.name: each for each, column in draft.fit.columns.items()}
    assert {header: found.get(header) for header in layout.must} == layout.must
    others = {header: each for header, each in found.items() if header not in layout.must}
    assert others.items() <= layout.may.items()


@each_layout
def test_the_draft_is_a_mapping_that_a_workspace_reads_the_file_by(name: str, ledger: Ledger, tmp_path: Path) -> None:
    draft = drafted(name, tmp_path)
    path = kept(draft, tmp_path)
    mapping = read_mapping(path, bundled().named)
    assert mapping.adapts == draft.adapted.adapts
    catalogue = catalogue_of(tmp_path / "home")
    report = state_path(ledger, written(name, tmp_path), Wishes(catalogue=catalogue))
    assert [table.mapping for table in report.tables] == ["样例"]
    assert dict(report.tables[0].columns) == {each: column.name for each, column in draft.fit.columns.items()}
    assert [each for each in report.ignored if each.error.code != "loaders.contact_column"] == []
    assert report.changed > 1


@each_layout
def test_no_value_of_the_file_stands_in_the_draft(name: str, tmp_path: Path) -> None:
    text = "\n".join(suggest(written(name, tmp_path), language).text for language in ("zh", "en"))
    known = set(yaml.safe_dump([each.model_dump() for each in bundled().mappings], allow_unicode=True).split())
    rows = list(csv.reader(LAYOUTS[name].text.splitlines()))
    values = {cell for row in rows[1:] for cell in row if len(cell) > 2 and cell not in rows[0]} - known
    headers = " ".join(cell for row in rows[:2] for cell in row)
    assert [value for value in values if value in text and value not in headers] == []
    assert [private for private in ("手机号", "邮箱", "身份证号", "家庭住址", "微信", "座机") if private in text] == []


@each_layout
def test_every_column_is_told_with_its_reason(name: str, tmp_path: Path) -> None:
    draft = drafted(name, tmp_path)
    lines = draft.text.splitlines()
    for each in draft.fit.columns:
        [at] = [at for at, line in enumerate(lines) if line.startswith(f"  {each}: ")]
        assert lines[at - 1].startswith("  # “")
    for header in draft.adapted.unread:
        [at] = [at for at, line in enumerate(lines) if line == f"  - {header}"]
        assert lines[at - 1].startswith("  # ")


def test_reasons_are_those_there_are(tmp_path: Path) -> None:
    text = drafted("problems of firms", tmp_path).text
    assert "“厂家”：列名不认识；3 格多为单位名称" in text
    assert "“想解决的难题”：列名近于“难题名称”" in text
    assert "“进度”：列名近于“进展”；多为“状态”的用词" in text
    assert "title: {zh: 企业需求汇总表（另一种列名）, en: Demands of enterprises (other headers)}" in text
    english = suggest(written("problems of firms", tmp_path), "en").text
    assert "厂家: an unknown header; most of 3 cells are names of bodies" in english


def test_what_a_column_left_out_might_be(tmp_path: Path) -> None:
    text = drafted("experts", tmp_path).text
    assert "3 格多为日期；可能是 term（挂职时间）" in text


@pytest.mark.parametrize("name", sorted(expected()["good"]))
def test_a_layout_that_is_known_is_drafted_as_it_is_read(name: str) -> None:
    read = open_office(ROSTERS / name)
    draft = suggest(ROSTERS / name, "zh")
    table = next(sheet for sheet in read.sheets if sheet.table.sheet == draft.sheet)
    assert draft.adapted.adapts == table.fit.mapping.name
    known = {column.position: each for each, column in table.fit.columns.items()}
    found = {column.position: each for each, column in draft.fit.columns.items()}
    assert known.items() <= found.items()


@pytest.mark.parametrize(
    ("name", "code"), [("no_header.xlsx", "office.no_header"), ("empty_workbook.xlsx", "files.no_data")]
)
def test_a_file_without_a_table(name: str, code: str) -> None:
    with pytest.raises(LoadError) as raised:
        suggest(ROSTERS / "bad" / name, "zh")
    assert raised.value.code == code


def test_a_line_of_data_is_not_taken_for_a_header(tmp_path: Path) -> None:
    path = tmp_path / "样例.csv"
    path.write_text(LAYOUTS["experts"].text.partition("\n")[2], "utf-8")
    with pytest.raises(UnknownLayout):
        suggest(path, "zh")


def test_a_table_that_is_no_roster(tmp_path: Path) -> None:
    path = tmp_path / "样例.csv"
    path.write_text("时刻,气温,湿度\n2024-01-01,1,2\n2024-01-02,3,4\n", "utf-8")
    with pytest.raises(UnknownLayout) as raised:
        suggest(path, "zh")
    assert raised.value.code == "office.no_draft"
    assert "时刻 · 气温 · 湿度" in raised.value.message()


def test_of_several_tables_the_first_that_is_unknown(tmp_path: Path) -> None:
    book = Workbook()
    for name, text in (("一", "姓名,单位,职务\n张测甲,样例大学,教授\n"), ("二", LAYOUTS["groups"].text)):
        sheet = book.create_sheet(name)
        for row in csv.reader(text.splitlines()):
            sheet.append(row)
    book.save(tmp_path / "样例.xlsx")
    draft = suggest(tmp_path / "样例.xlsx", "zh")
    assert (draft.adapted.adapts, draft.sheet, draft.before) == ("groups", "二", None)


def test_a_draft_is_no_better_guess_because_of_other_drafts(tmp_path: Path) -> None:
    draft = drafted("groups", tmp_path)
    kept(draft, tmp_path)
    again = suggest(written("groups", tmp_path), "zh", catalogue_of(tmp_path / "home"))
    assert again.adapted == draft.adapted
    assert again.before is not None
    assert (draft.before, again.before.share) == (None, draft.fit.share)
    assert isinstance(catalogue_of(tmp_path / "none"), Catalogue)

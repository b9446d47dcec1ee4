"""Every broken file of the rosters does what EXPECTED.json says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QianxianError
from graph.ledger import Ledger, open_ledger
from loaders.load import state_path
from loaders.report import LoadReport
from tests.loaders.office.expected import ROSTERS, expected

BAD = ROSTERS / "bad"
REFUSED = {
    "empty.csv": "files.empty",
    "empty.json": "files.empty",
    "empty.xlsx": "files.empty",
    "empty_workbook.xlsx": "files.no_data",
    "json_deep.json": "files.json_deep",
    "json_number_list.json": "files.json_shape",
    "json_scalar.json": "files.json_shape",
    "json_truncated.json": "files.json_broken",
    "json_wrong_type.json": "files.json_shape",
    "mixed_encoding.csv": "files.broken_encoding",
    "no_header.xlsx": "office.no_header",
    "truncated.xlsx": "files.damaged",
    "zip_bomb.xlsx": "files.bomb",
}
"""Files refused whole, with the code of the reason."""
PEOPLE = {
    "dates_out_of_range.xlsx": "测试甲 测试乙 测试丙 测试丁 测试戊 测试己 测试庚 测试辛 测试壬 测试癸",
    "duplicate_header.xlsx": "测试甲 测试乙 测试丙",
    "formula_cells.csv": "测试甲",
    "formula_cells.xlsx": "测试甲 测试乙 测试戊",
    "header_only.csv": "",
    "hundred_columns.xlsx": "测试甲 测试乙 测试丙",
    "long_cell.xlsx": "测试甲",
    "nul_bytes.csv": "测试甲 测试乙 测试丁 测试戊",
    "ragged_unclosed_quote.csv": "测试甲 测试乙 测试丙 测试丁 测试己",
    "renamed_csv.xlsx": "测试甲 测试乙 测试丙 测试丁 测试戊",
    "rtl_override.csv": "甲试测 测试乙 测试庚",
}
"""Files that load in part → exactly the people who come of them."""
OTHERS = {"cyclic_places.csv", "json_duplicate_keys.json", "json_nan.json"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")


def load(ledger: Ledger, name: str) -> LoadReport:
    return state_path(ledger, BAD / name)


def cells(report: LoadReport) -> set[str]:
    return {refusal.cell for refusal in report.refused}


def test_every_bad_file_is_asked_for() -> None:
    assert {*REFUSED, *PEOPLE, *OTHERS} == {name.removeprefix("bad/") for name in expected()["bad"]}
    assert {*REFUSED, *PEOPLE, *OTHERS} == {path.name for path in BAD.iterdir()}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_whole_in_a_sentence_that_names_the_file(ledger: Ledger, name: str) -> None:
    with pytest.raises(QianxianError) as raised:
        load(ledger, name)
    assert raised.value.code == REFUSED[name]
    assert name in raised.value.message("zh")
    assert name in raised.value.message("en")
    assert raised.value.hint("zh")
    assert list(ledger.nodes()) == []
    assert ledger.loads() == []


@pytest.mark.parametrize("name", PEOPLE)
def test_people_who_may_load(ledger: Ledger, name: str) -> None:
    load(ledger, name)
    people = {str(node.properties["name"]) for node in ledger.nodes() if node.label == "Person"}
    assert people == set(PEOPLE[name].split())


def test_where_a_mixed_encoding_breaks(ledger: Ledger) -> None:
    with pytest.raises(QianxianError) as raised:
        load(ledger, "mixed_encoding.csv")
    assert raised.value.details["line"] == 4


def test_dates_that_cannot_be(ledger: Ledger) -> None:
    report = load(ledger, "dates_out_of_range.xlsx")
    assert cells(report) == {"D2", "E2", "D3", "E3", "D4", "D5", "E5", "D6", "E6", "D9", "E9", "D11", "E11"}


def test_doubled_columns_are_named(ledger: Ledger) -> None:
    report = load(ledger, "duplicate_header.xlsx")
    told = [each.error.details for each in report.ignored if each.error.code == "office.column_twice"]
    assert [(each["column"], each["first"], each["second"]) for each in told] == [
        ("姓名", "B", "D"),
        ("派出单位", "C", "E"),
    ]


def test_formulas_are_neither_run_nor_kept(ledger: Ledger) -> None:
    report = load(ledger, "formula_cells.xlsx")
    assert {"C3", "B4", "B5"} <= cells(report)
    names = [str(node.properties["name"]) for node in ledger.nodes()]
    assert [name for name in names if name.startswith(("=", "+", "-", "@", "\t", "#"))] == []


def test_unknown_columns_are_listed_once(ledger: Ledger) -> None:
    report = load(ledger, "hundred_columns.xlsx")
    assert [each.error.code for each in report.ignored] == ["office.unread_columns"]
    assert "(97)" in report.ignored[0].error.message("zh")
    assert len(report.ignored[0].error.message("zh")) < 200


def test_a_long_cell_is_not_printed(ledger: Ledger) -> None:
    report = load(ledger, "long_cell.xlsx")
    assert {"E2", "B3"} == cells(report)
    assert all(len(str(each.as_json("zh"))) < 600 for each in report.refused)


def test_broken_lines_are_reported(ledger: Ledger) -> None:
    report = load(ledger, "ragged_unclosed_quote.csv")
    assert {each.line for each in report.refused} == {5, 6}
    told = [each.error for each in report.ignored]
    assert [(error.code, error.details["lines"]) for error in told] == [("headers.short_lines", "4")]
    assert {each.line for each in load(ledger, "nul_bytes.csv").refused} == {4}


def test_a_false_suffix_is_told(ledger: Ledger) -> None:
    report = load(ledger, "renamed_csv.xlsx")
    assert [each.error.code for each in report.ignored] == ["files.renamed"]


def test_rows_without_a_usable_name(ledger: Ledger) -> None:
    report = load(ledger, "rtl_override.csv")
    assert {each.line for each in report.refused if each.whole_row} == {2, 4, 6, 7, 8, 9, 10, 11, 12, 13}
    shown = "".join(each.value for each in report.refused)
    assert "\u202e" not in shown
    assert "\u200b" not in shown


def test_a_circle_of_places_is_not_written(ledger: Ledger) -> None:
    report = load(ledger, "cyclic_places.csv")
    assert [(each.cell, each.error.code) for each in report.refused] == [
        ("D2", "office.circle"),
        ("D3", "office.circle"),
        ("D4", "office.circle"),
        ("D5", "office.own_parent"),
        ("D6", "office.no_such_row"),
    ]
    assert list(ledger.relationships()) == []
    assert len([node for node in ledger.nodes() if node.label == "Place"]) == 6


def test_a_key_that_stands_twice(ledger: Ledger) -> None:
    report = load(ledger, "json_duplicate_keys.json")
    assert [each.column for each in report.refused] == ["单位名称"]
    assert list(ledger.nodes()) == []


def test_what_is_no_number_is_not_stored(ledger: Ledger) -> None:
    load(ledger, "json_nan.json")
    nodes = [node for node in ledger.nodes() if node.label != "Source"]
    texts = [str(value).lower() for node in nodes for value in node.properties.values()]
    assert texts
    assert not [text for text in texts if "nan" in text or "infinity" in text]

"""The tables of a file as their columns are set by hand: guessed with reasons, read as another kind, no contacts."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from loaders.office.catalogue import bundled, catalogue_of
from loaders.office.custom import custom, save
from loaders.office.to_set import TableToSet, tables_to_set
from loaders.office.wishes import Wishes

UNKNOWN = "专家,供职机构,拿手之处,手机\n张测甲,样例大学,焊接工艺,12300000001\n王测乙,样例学院,软件,12300000002\n"
KNOWN = "姓名,单位,职务\n张测甲,样例大学,教授\n王测乙,样例学院,讲师\n"


def found(tmp_path: Path, text: str, **choices: str) -> TableToSet:
    path = tmp_path / "样例.csv"
    path.write_text(text, "utf-8")
    [table] = tables_to_set(path, Wishes(catalogue=catalogue_of(tmp_path), **choices))  # type: ignore[arg-type]
    return table


def test_unknown_headers_are_guessed_each_with_its_reason_in_both_languages(tmp_path: Path) -> None:
    table = found(tmp_path, UNKNOWN)
    assert (table.mapping, table.kind, table.read) == ("", "people", {0: "name", 1: "unit"})
    assert [each.header for each in table.columns] == ["专家", "供职机构", "拿手之处"], "no contact details"
    assert table.columns[2].samples == ("焊接工艺", "软件")
    reasons = [each.reason for each in table.columns]
    assert all(each and each.zh and each.en for each in reasons)
    assert reasons[1]
    assert "工作机构" in reasons[1].zh
    assert "12300000001" not in repr(table)


def test_a_known_table_stands_as_it_is_read(tmp_path: Path) -> None:
    table = found(tmp_path, KNOWN)
    assert (table.mapping, table.kind, table.read[0]) == ("people", "people", "name")
    assert {each.reason for each in table.columns} == {None}


def test_what_it_would_be_as_another_kind_needs_no_file(tmp_path: Path) -> None:
    table = found(tmp_path, UNKNOWN)
    (tmp_path / "样例.csv").unlink()
    as_firms = table.read_as(bundled().named("enterprises"))
    assert set(as_firms.values()) <= bundled().named("enterprises").columns.keys()
    assert found(tmp_path, UNKNOWN, mapping="enterprises").kind == "enterprises"


def test_what_nothing_speaks_for_can_still_be_set(tmp_path: Path) -> None:
    table = found(tmp_path, "职务,备注,批次\n教授,无,第12批\n讲师,无,第12批\n")
    assert table.mapping == ""
    assert len(table.columns) == 3


def test_it_is_set_as_the_file_itself_would_be_and_known_from_then_on(tmp_path: Path) -> None:
    table = found(tmp_path, UNKNOWN)
    made = custom(table.table(), {**table.read, 2: "field"}, name="样例", base=bundled().named("people"))
    save(made.adapted, tmp_path)
    again = found(tmp_path, UNKNOWN)
    assert (again.mapping, again.kind, again.read) == ("样例", "people", {0: "name", 1: "unit", 2: "field"})


def test_the_layout_kept_last_goes_before_an_earlier_one_of_the_same_headers(tmp_path: Path) -> None:
    table = found(tmp_path, KNOWN)
    for name, role in (("先存", "role"), ("后存", "unread")):
        read = {**table.read, 2: role}
        save(custom(table.table(), read, name=name, base=bundled().named("people")).adapted, tmp_path)
    assert found(tmp_path, KNOWN).mapping == "后存"


def test_every_table_of_a_file_and_columns_that_cannot_be_told_apart(tmp_path: Path) -> None:
    book = Workbook()
    first, second = book.active, book.create_sheet("另一张")
    assert first is not None
    for row in (("姓名", "单位", "单位"), ("张测甲", "样例大学", "样例学院"), ("王测乙", "样例大学", "样例学院")):
        first.append(row)
    for pair in (("对象", "说法"), ("样例一公司", "样例"), ("样例二公司", "样例")):
        second.append(pair)
    path = tmp_path / "样例.xlsx"
    book.save(path)
    tables = tables_to_set(path)
    assert [each.sheet for each in tables] == ["Sheet", "另一张"]
    assert [each.position for each in tables[0].columns] == [0, 1], "the second of two alike is not offered"
    assert tables[0].table().doubled[0][1].position == 2

"""json and json lines: lists of objects, nested ones, and what is wrong in them."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from loaders.files.limits import Limits
from loaders.files.open import open_file
from tests.loaders.files.seen import BAD, ROSTERS, faults, numbered, only_sheet, read_through, refusal, table, written

PEOPLE = [{"姓名": "测试甲", "年龄": 40}, {"姓名": "测试乙", "单位": "样例大学"}]


def made(path: Path, value: object) -> Path:
    return written(path, json.dumps(value, ensure_ascii=False))


def test_a_list_of_objects(tmp_path: Path) -> None:
    opened = open_file(made(tmp_path / "名册.json", PEOPLE))
    assert (opened.format, opened.encoding, opened.sheets[0].name) == ("json", "utf-8", "")
    assert numbered(opened.sheets[0]) == {
        1: ("姓名", "年龄", "单位"),
        2: ("测试甲", "40"),
        3: ("测试乙", "", "样例大学"),
    }


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, codec: str) -> None:
    path = written(tmp_path / "名册.json", json.dumps(PEOPLE, ensure_ascii=False, indent=1).encode(codec))
    assert table(only_sheet(path))[1] == ("测试甲", "40")


def test_values_as_texts(tmp_path: Path) -> None:
    text = '[{"a": null, "b": true, "c": 1.50, "d": 1e20, "e": 12345678901234567, "f": ["甲", 2, null, "乙"], "g": []}]'
    assert table(only_sheet(written(tmp_path / "a.json", text)))[1] == (
        "",
        "TRUE",
        "1.5",
        "100000000000000000000",
        "12345678901234567",
        "甲；2；乙",
    )


def test_the_example_of_the_rosters() -> None:
    """23 entries under 16 institutions; title and remarks come first, inner lists inherit the institution."""
    [sheet] = open_file(ROSTERS / "高校院所成果清单.json").sheets
    lines = table(sheet)
    assert sheet.name == "高校院所/成果"
    assert lines[:3] == [("高校院所成果清单",), ("说明：据公开报道整理，非官方名录",), ("单位数：16",)]
    assert lines[3][:5] == ("单位名称", "简称", "所在城市", "成果名称", "类别")
    assert len(lines) == 4 + 23
    assert len({cells[0] for cells in lines[4:]}) == 16


def test_objects_with_empty_inner_lists_are_rows_by_themselves_and_clashing_keys_get_their_list(tmp_path: Path) -> None:
    value = {
        "单位": [
            {
                "名称": "样例大学",
                "城市": {"名称": "样例市"},
                "成果": [{"名称": "样例焊接", "成员": [{"姓名": "测试甲"}]}],
            },
            {"名称": "样例学院", "成果": [{"名称": "样例肥料"}]},
            {"名称": "样例研究院", "成果": []},
        ]
    }
    sheet = only_sheet(made(tmp_path / "a.json", value))
    assert sheet.name == "单位/成果/成员"
    assert table(sheet) == [
        ("名称", "城市/名称", "成果/名称", "姓名"),
        ("样例大学", "样例市", "样例焊接", "测试甲"),
        ("样例学院", "", "样例肥料"),
        ("样例研究院",),
    ]


def test_each_list_is_a_sheet(tmp_path: Path) -> None:
    value = {
        "人员": PEOPLE,
        "单位": [{"名称": "样例大学", "校区": [{"地": "甲"}], "院系": [{"系": "乙"}, {"系": "丙"}]}],
    }
    opened = open_file(made(tmp_path / "a.json", value))
    assert {each.name: len(table(each)) - 1 for each in opened.sheets} == {"人员": 2, "单位/校区": 1, "单位/院系": 2}
    assert table(opened.sheets[2])[1:] == [("样例大学", "乙"), ("样例大学", "丙")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("json_scalar.json", "files.json_shape"),
        ("json_number_list.json", "files.json_shape"),
        ("json_wrong_type.json", "files.json_shape"),
        ("json_truncated.json", "files.json_broken"),
        ("json_deep.json", "files.json_deep"),
        ("empty.json", "files.empty"),
    ],
)
def test_wrong_shapes_are_refused_with_the_shape_expected(name: str, code: str) -> None:
    error = refusal(BAD / name)
    assert error.code == code
    if code != "files.empty":
        assert "对象" in error.message()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "files.no_data"),
        ('{"人员": []}', "files.no_data"),
        ("[{}]", "files.no_data"),
        ("7", "files.json_shape"),
        ("null", "files.json_shape"),
        ("NaN", "files.json_shape"),
        ('{"姓名": "测试甲"}', "files.json_shape"),
        ('[{"姓名": "测试甲"', "files.json_broken"),
        ('[{"姓名": "测试甲"}\n{"姓名": "测试乙"}]', "files.json_broken"),
        ('{"a": ' * 5000 + "1" + "}" * 5000, "files.json_deep"),
    ],
)
def test_other_wrong_shapes(tmp_path: Path, text: str, code: str) -> None:
    assert refusal(written(tmp_path / "a.json", text)).code == code


def test_what_is_no_number_is_a_fault_in_its_cell() -> None:
    sheet = only_sheet(BAD / "json_nan.json")
    assert table(sheet)[1] == ("样例大学", "样例成果", "", "")
    assert faults(sheet) == {(2, 2): "files.no_number", (2, 3): "files.no_number"}


def test_keys_that_stand_twice_are_a_fault_in_their_cell() -> None:
    sheet = only_sheet(BAD / "json_duplicate_keys.json")
    assert faults(sheet) == {(2, 0): "files.key_twice"}
    [fault] = list(sheet.lines())[1].faults.values()
    assert "单位名称" in fault.message()


def test_lists_whose_key_stands_twice_are_not_lost_silently(tmp_path: Path) -> None:
    text = '{"人员": [{"姓名": "测试甲"}], "人员": [{"姓名": "测试乙"}], "单位": [{"名称": "样例大学"}]}'
    assert faults(only_sheet(written(tmp_path / "a.json", text))) == {(1, 0): "files.key_twice"}


def test_all_on_one_long_line(tmp_path: Path) -> None:
    people = [{"姓名": f"测试{number}", "单位": "样例大学" * 9} for number in range(60_000)]
    path = made(tmp_path / "a.json", people)
    assert path.stat().st_size > 5_000_000
    assert len(table(only_sheet(path))) == 60_001


def test_faults_of_single_cells_and_records(tmp_path: Path) -> None:
    text = '[{"a": [[1]], "b": "\\u0000x", "c": "\\ud83d", "d": "=1+1", "e": ["甲", NaN]}, 5, {"a": "好"}]'
    sheet = only_sheet(written(tmp_path / "a.json", text))
    assert faults(sheet) == {
        (2, 0): "files.nested_cell",
        (2, 1): "files.nul_character",
        (2, 2): "files.half_character",
        (2, 3): "files.formula",
        (2, 4): "files.no_number",
        (3, 0): "files.no_object",
    }
    assert numbered(sheet)[4] == ("好",)


def test_objects_nested_beyond_reason_are_a_fault(tmp_path: Path) -> None:
    value: object = "x"
    for _ in range(60):
        value = {"a": value}
    assert set(faults(only_sheet(made(tmp_path / "a.json", [value]))).values()) == {"files.nested_cell"}


def test_limits(tmp_path: Path) -> None:
    path = made(tmp_path / "a.json", PEOPLE)
    assert refusal(path, Limits(tree_bytes=20)).code == "files.too_large"
    assert refusal(path, Limits(columns=2)).code == "files.too_many_columns"


def test_json_lines(tmp_path: Path) -> None:
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in PEOPLE)
    opened = open_file(written(tmp_path / "名册.jsonl", text))
    assert opened.format == "jsonl"
    assert numbered(opened.sheets[0]) == {
        1: ("姓名", "年龄", "单位"),
        2: ("测试甲", "40"),
        3: ("测试乙", "", "样例大学"),
    }
    assert table(only_sheet(written(tmp_path / "名册.json", text))) == table(opened.sheets[0])


def test_broken_records_and_late_keys_of_json_lines_are_faults(tmp_path: Path) -> None:
    lines = [
        '{"姓名": "测试甲"}',
        '{"姓名": ',
        "[1]",
        *(['{"姓名": "测试乙"}'] * 1000),
        '{"姓名": "测试丙", "电话": "x"}',
    ]
    sheet = only_sheet(written(tmp_path / "a.jsonl", "\n".join(lines)))
    assert faults(sheet) == {
        (3, 0): "files.broken_record",
        (4, 0): "files.broken_record",
        (1005, 1): "files.late_key",
    }
    assert list(sheet.lines())[-1].cells[0] == "测试丙"


def test_inner_lists_of_json_lines(tmp_path: Path) -> None:
    text = '{"单位": "样例大学", "成果": [{"名称": "甲"}, {"名称": "乙"}]}\n{"单位": "样例学院", "成果": []}\n'
    assert table(only_sheet(written(tmp_path / "a.jsonl", text))) == [
        ("单位", "名称"),
        ("样例大学", "甲"),
        ("样例大学", "乙"),
        ("样例学院",),
    ]


def test_json_lines_without_an_object_are_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "a.jsonl", '{"姓名": \n5\n')).code == "files.json_shape"


def test_json_lines_in_flat_memory(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", '{"姓名": "测试甲", "单位": "样例大学"}\n' * 50_000)
    tracemalloc.start()
    try:
        read_through(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "told"), [("a.csv", ["files.renamed"]), ("a.xlsx", ["files.renamed"]), ("a.json", [])]
)
def test_json_of_another_name(tmp_path: Path, name: str, told: list[str]) -> None:
    opened = open_file(made(tmp_path / name, PEOPLE))
    assert (opened.format, [note.code for note in opened.notes]) == ("json", told)


def test_csv_named_json_is_csv(tmp_path: Path) -> None:
    opened = open_file(written(tmp_path / "a.json", "姓名,单位\n测试甲,样例大学\n"))
    assert (opened.format, [note.code for note in opened.notes]) == ("csv", ["files.renamed"])

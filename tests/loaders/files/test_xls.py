"""xls and et: BIFF8 workbooks in compound files."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
import python_calamine

from loaders.files.open import open_file
from loaders.files.sheet import Merge
from loaders.files.xls_sheet import unpacked
from tests.loaders.files.making import begin, compound, record, wide, xls
from tests.loaders.files.seen import ROSTERS, faults, numbered, only_sheet, refusal, table

GROUPS = ROSTERS / "产才对接专家组名单.xls"
AUGUST_15 = 43692.0


def text(row: int, column: int, value: str) -> bytes:
    return record(0x204, f"HHH{len(wide(value))}s", row, column, 0, wide(value))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, "HHHd", row, column, style, value)


def test_texts_and_numbers_are_those_that_another_reader_finds() -> None:
    other = python_calamine.load_workbook(str(GROUPS))
    opened = open_file(GROUPS)
    assert [sheet.name for sheet in opened.sheets] == other.sheet_names
    for sheet in opened.sheets:
        rows = other.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        assert {line.number: [cell for cell in line.cells if cell] for line in sheet.lines()} == {
            row: [str(cell) for cell in cells if cell != ""] for row, cells in enumerate(rows, 1) if any(cells)
        }
    assert Merge(1, 0, 1, 6) in opened.sheets[0].merges


def test_cells_of_each_kind(tmp_path: Path) -> None:
    path = xls(
        tmp_path / "名册.xls",
        {
            "成员": text(0, 0, "测试甲")
            + number(0, 1, 12300000002.0)
            + record(0x27E, "HHHI", 0, 2, 0, (150 << 2) | 3)
            + record(0x205, "HHHBB", 0, 3, 0, 1, 0)
            + record(0xBD, "HHHIHIH", 1, 0, 0, (7 << 2) | 2, 0, (8 << 2) | 2, 1)
            + record(0x205, "HHHBB", 1, 2, 0, 0x2A, 1)
            + number(1, 3, float("nan"))
        },
    )
    sheet = only_sheet(path)
    assert table(sheet) == [("测试甲", "12300000002", "1.5", "TRUE"), ("7", "8", "", "")]
    assert faults(sheet) == {(2, 2): "files.error_value", (2, 3): "files.no_number"}


def test_packed_numbers() -> None:
    def packed(value: float) -> int:
        (bits,) = struct.unpack("<Q", struct.pack("<d", value))
        return int(bits >> 32) & 0xFFFFFFFC

    assert [unpacked((5 << 2) | 2), unpacked(((-5 & 0x3FFFFFFF) << 2) | 2), unpacked((123 << 2) | 3)] == [5, -5, 1.23]
    assert [unpacked(packed(0.5)), unpacked(packed(150.0) | 1)] == [0.5, 1.5]


def test_dates_are_as_fine_as_shown(tmp_path: Path) -> None:
    formats = ['yyyy"年"m"月"', "yyyy", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    cells = b"".join(number(0, style - 1, AUGUST_15 + 0.5, style) for style in range(1, 5))
    cells += b"".join(number(1, column, value, 3) for column, value in enumerate((0.0, -1.0, 60.0, 2958466.0)))
    assert table(only_sheet(xls(tmp_path / "a.xls", {"一": cells}, formats=formats))) == [
        ("2019-08", "2019", "2019-08-15", "2019-08-15 12:00:00"),
        ("0", "-1", "60", "2958466"),
    ]


def test_days_counted_from_1904(tmp_path: Path) -> None:
    cells = number(0, 0, AUGUST_15 - 1462, 1)
    path = xls(tmp_path / "a.xls", {"一": cells}, shared=[record(0x22, "H", 1)], formats=["yyyy-mm-dd"])
    assert table(only_sheet(path)) == [("2019-08-15",)]


def test_merges_and_what_is_hidden(tmp_path: Path) -> None:
    hidden_row = record(0x208, "HHHHHHHH", 2, 0, 2, 255, 0, 0, 0x20, 0)
    hidden_columns = record(0x7D, "HHHHHH", 1, 2, 2048, 0, 1, 0)
    cells = (
        text(0, 0, "标题") + text(1, 0, "样例大学") + text(1, 1, "测试甲") + text(2, 0, "旧值") + text(2, 1, "测试乙")
    )
    merges = record(0xE5, "H8H", 2, 0, 0, 0, 1, 1, 2, 0, 0)
    path = xls(tmp_path / "a.xls", {"成员": hidden_columns + hidden_row + cells + merges, "#代码": text(0, 0, "讲师")})
    members, codes = open_file(path).sheets
    assert (members.name, members.hidden, codes.name, codes.hidden) == ("成员", False, "代码", True)
    assert members.merges == (Merge(1, 0, 1, 1), Merge(2, 0, 3, 0))
    assert members.hidden_lines == {3}
    assert members.hidden_columns == {1, 2}
    assert numbered(members)[3] == ("", "测试乙")


def test_formulas_have_their_result_or_are_faults(tmp_path: Path) -> None:
    def formula(column: int, result: bytes, flags: int = 0) -> bytes:
        return record(0x06, "HHH8sHIH", 0, column, 0, result, flags, 0, 0)

    def special(kind: int, value: int = 0) -> bytes:
        return bytes((kind, 0, value, 0, 0, 0, 0xFF, 0xFF))

    cells = (
        formula(0, struct.pack("<d", 2.5))
        + formula(1, special(0))
        + record(0x207, f"{len(wide('测试甲'))}s", wide("测试甲"))
        + formula(2, special(1, 1))
        + formula(3, special(2, 0x07))
        + formula(4, special(3))
        + formula(5, special(3), flags=2)
        + formula(6, struct.pack("<d", 0.0), flags=2)
        + formula(7, special(0))
    )
    sheet = only_sheet(xls(tmp_path / "a.xls", {"一": cells}))
    assert table(sheet) == [("2.5", "测试甲", "TRUE", "", "", "", "", "")]
    assert faults(sheet) == {
        (1, 3): "files.error_value",
        (1, 5): "files.formula",
        (1, 6): "files.formula",
        (1, 7): "files.formula",
    }


def test_shared_texts_run_on_over_records(tmp_path: Path) -> None:
    """A text may begin in narrow characters and go on in wide ones; format runs and phonetics stand behind it."""
    rich = struct.pack("<HBHI", 3, 0x1 | 0x8 | 0x4, 1, 4) + "测试甲".encode("utf-16-le") + b"run!" + b"phon"
    cut = struct.pack("<HB", 5, 0) + b"abc"
    table_of_texts = record(0xFC, f"II{len(rich + cut)}s", 3, 3, rich + cut)
    going_on = b"\x01" + "乙丙".encode("utf-16-le") + wide("样例大学")
    cells = b"".join(record(0xFD, "HHHI", 0, column, 0, column) for column in range(3))
    path = xls(tmp_path / "a.xls", {"一": cells}, shared=[table_of_texts, record(0x3C, f"{len(going_on)}s", going_on)])
    assert table(only_sheet(path)) == [("测试甲", "abc乙丙", "样例大学")]


def test_long_cells_are_faults(tmp_path: Path) -> None:
    chunks = [("长" * 4000).encode("utf-16-le")] * 9
    first = struct.pack("<HB", 36_000, 1) + chunks[0]
    records = [record(0xFC, f"II{len(first)}s", 1, 1, first)]
    records += [record(0x3C, f"B{len(chunk)}s", 1, chunk) for chunk in chunks[1:]]
    cells = record(0xFD, "HHHI", 0, 0, 0, 0) + number(0, 1, 7)
    sheet = only_sheet(xls(tmp_path / "a.xls", {"一": cells}, shared=records))
    assert faults(sheet) == {(1, 0): "files.long_cell"}
    assert table(sheet) == [("", "7")]


def test_a_text_that_is_not_there_is_damage(tmp_path: Path) -> None:
    assert refusal(xls(tmp_path / "a.xls", {"一": record(0xFD, "HHHI", 0, 0, 0, 9)})).code == "files.damaged"


def test_lines_out_of_their_order_are_damage(tmp_path: Path) -> None:
    assert refusal(xls(tmp_path / "a.xls", {"一": text(3, 0, "测试甲") + text(1, 0, "测试乙")})).code == "files.damaged"


def test_a_workbook_that_breaks_off_is_damage_and_not_half_read(tmp_path: Path) -> None:
    data = GROUPS.read_bytes()
    (tmp_path / "a.xls").write_bytes(data[: len(data) * 2 // 3])
    assert refusal(tmp_path / "a.xls").code == "files.damaged"


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        ({"EncryptedPackage": b"x"}, "files.password"),
        ({"Workbook": begin(0x5) + record(0x2F, "H", 1) + record(0x0A)}, "files.password"),
        ({"Workbook": begin(0x5, 0x0500) + record(0x0A)}, "files.old_excel"),
        ({"Book": begin(0x5, 0x0500)}, "files.old_excel"),
        ({"WordDocument": b"x"}, "files.other_office"),
        ({"Workbook": begin(0x5) + record(0x0A)}, "files.no_data"),
        ({"Workbook": b""}, "files.damaged"),
    ],
)
def test_what_is_refused_with_its_reason(tmp_path: Path, streams: dict[str, bytes], code: str) -> None:
    assert refusal(compound(tmp_path / "名册.xls", streams)).code == code


@pytest.mark.parametrize(("name", "told"), [("名册.et", []), ("名册.xls", []), ("名册.xlsx", ["files.renamed"])])
def test_et_is_told_by_what_it_holds(tmp_path: Path, name: str, told: list[str]) -> None:
    (tmp_path / name).write_bytes(GROUPS.read_bytes())
    opened = open_file(tmp_path / name)
    assert opened.format == "xls"
    assert [note.code for note in opened.notes] == told

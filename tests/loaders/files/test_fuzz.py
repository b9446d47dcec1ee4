"""Whatever bytes a file holds: it is read, or refused as unreadable, and nothing else happens."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableFile
from loaders.files.limits import LIMITS
from tests.loaders.files.making import ods, ods_cell, ods_row
from tests.loaders.files.seen import ROSTERS, read_through, table

quick = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
long = settings(quick, max_examples=5_000)

BEGINNINGS = (
    *(
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b\x08\x00",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        b"[{",
        b'{"a": [{"b": ',
    ),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<", b'"', "姓名,单位\n".encode(), "姓名\t单位\n".encode("gb18030")),
)
NAMES = ("a.csv", "a.xlsx", "a.json", "a.jsonl", "a")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.fixture(scope="session")
def examples(folder: Path) -> dict[str, bytes]:
    """A sound file of each format."""
    names = (
        "产才对接专家组名单.xls",
        "科技镇长团成员名册.xlsx",
        "高校院所成果清单.json",
        "产业链企业名录.csv",
        "引荐记录.csv",
    )
    found = {name: (ROSTERS / name).read_bytes() for name in names}
    found["json.gz"] = gzip.compress(found["高校院所成果清单.json"])
    document = docx.Document()
    document.add_paragraph("样例镇人员名册")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "测试甲"
    document.save(str(folder / "a.docx"))
    found["docx"] = (folder / "a.docx").read_bytes()
    rows = ods_row(ods_cell("测试甲"), ods_cell("7", 'office:value-type="float" office:value="7"')) * 3
    found["ods"] = ods(folder / "a.ods", f'<table:table table:name="一">{rows}</table:table>').read_bytes()
    return found


def is_read_or_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        opened = read_through(path)
    except UnreadableFile:
        return
    for sheet in opened.sheets:
        for line in sheet.lines():
            assert line.number >= 1
            assert line.faults or any(line.cells)
            assert all(line.cells[column : column + 1] in {("",), ()} for column in line.faults)
            assert all(
                len(text) <= LIMITS.cell_length and "\0" not in text and text.encode() is not None
                for text in line.cells
            )


mutations = st.lists(
    st.tuples(
        st.sampled_from(("put", "cut", "copy", "flip")),
        st.floats(0, 1),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=8,
)
Mutations = list[tuple[str, float, float, bytes]]


def mutated(data: bytes, changes: Mutations) -> bytes:
    for kind, where, other, piece in changes:
        at, to = int(where * len(data)), int(other * len(data))
        if kind == "put":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "cut":
            data = data[:at] + data[at + len(piece) * 9 :]
        elif kind == "copy":
            data = data[:at] + data[to : to + len(piece) * 20] + data[at:]
        else:
            data = data[:at] + bytes(byte ^ piece[0] for byte in data[at : at + 1]) + data[at + 1 :]
    return data


def mutated_inside(data: bytes, changes: Mutations, choice: float) -> bytes:
    """A zip with one of its parts mutated, sound otherwise; what is no zip is mutated as it is."""
    if not data.startswith(b"PK"):
        return mutated(data, changes)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as write:
        names = read.namelist()
        for position, name in enumerate(names):
            part = read.read(name)
            write.writestr(name, mutated(part, changes) if position == int(choice * (len(names) - 1)) else part)
    return made.getvalue()


raw = given(beginning=st.sampled_from(BEGINNINGS), body=st.binary(max_size=3_000), name=st.sampled_from(NAMES))
texts = given(
    body=st.text(st.sampled_from('甲乙,;|\t\n\r"=[]{}:1e-\0 NaN\ud7ff'), max_size=200), name=st.sampled_from(NAMES)
)
changed = given(data=st.data(), changes=mutations, choice=st.floats(0, 1))


def change(folder: Path, examples: dict[str, bytes], data: st.DataObject, changes: Mutations, choice: float) -> None:
    sound = examples[data.draw(st.sampled_from(sorted(examples)))]
    how: Callable[[bytes], bytes] = data.draw(
        st.sampled_from((lambda whole: mutated(whole, changes), lambda whole: mutated_inside(whole, changes, choice)))
    )
    is_read_or_refused(folder / "changed", how(sound))


def test_the_examples_are_sound(folder: Path, examples: dict[str, bytes]) -> None:
    for data in examples.values():
        (folder / "sound").write_bytes(data)
        assert any(table(sheet) for sheet in read_through(folder / "sound").sheets)


@quick
@raw
def test_raw_bytes(folder: Path, beginning: bytes, body: bytes, name: str) -> None:
    is_read_or_refused(folder / name, beginning + body)


@quick
@texts
def test_texts(folder: Path, body: str, name: str) -> None:
    is_read_or_refused(folder / name, body.encode("utf-8"))


@quick
@changed
def test_sound_files_changed(
    folder: Path, examples: dict[str, bytes], data: st.DataObject, changes: Mutations, choice: float
) -> None:
    change(folder, examples, data, changes, choice)


@pytest.mark.soak
@long
@raw
def test_thousands_of_raw_bytes(folder: Path, beginning: bytes, body: bytes, name: str) -> None:
    is_read_or_refused(folder / name, beginning + body)


@pytest.mark.soak
@long
@texts
def test_thousands_of_texts(folder: Path, body: str, name: str) -> None:
    is_read_or_refused(folder / name, body.encode("utf-8"))


@pytest.mark.soak
@long
@changed
def test_thousands_of_sound_files_changed(
    folder: Path, examples: dict[str, bytes], data: st.DataObject, changes: Mutations, choice: float
) -> None:
    change(folder, examples, data, changes, choice)

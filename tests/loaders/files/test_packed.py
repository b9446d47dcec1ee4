"""gz and zip of one file, and files that want to blow up what reads them."""

from __future__ import annotations

import gzip
import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from loaders.files.limits import Limits
from loaders.files.open import open_file
from tests.loaders.files.making import ods, ods_cell, ods_row, with_part, xlsx
from tests.loaders.files.seen import BAD, ROSTERS, only_sheet, refusal, table, written

CSV = "姓名,单位\n测试甲,样例大学\n"
EXAMPLES = [
    "产才对接专家组名单.xls",
    "科技镇长团成员名册.xlsx",
    "高校院所成果清单.json",
    "产业链企业名录.csv",
]


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("name", EXAMPLES)
def test_one_file_in_a_gz_or_zip_is_read_as_itself(tmp_path: Path, name: str) -> None:
    data = (ROSTERS / name).read_bytes()
    plain = open_file(ROSTERS / name)
    packed = {
        written(tmp_path / f"{name}.gz", gzip.compress(data)): f"{name}.gz",
        zipped(tmp_path / "名单.zip", {"__MACOSX/._x": b"x", "目录/": b"", f"目录/{name}": data}): f"名单.zip/{name}",
    }
    for path, expected in packed.items():
        opened = open_file(path)
        assert (opened.name, opened.format, opened.encoding) == (expected, plain.format, plain.encoding)
        assert [table(each) for each in opened.sheets] == [table(each) for each in plain.sheets]
        assert opened.notes == ()


def test_names_that_windows_packs_as_gbk(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"xxxx.csv": CSV.encode()})
    path.write_bytes(path.read_bytes().replace(b"xxxx.csv", "名单".encode("gbk") + b".csv"))
    assert open_file(path).name == "a.zip/名单.csv"


@pytest.mark.parametrize(("count", "code"), [(0, "files.several_in_zip"), (3, "files.several_in_zip")])
def test_a_zip_of_several_files_is_refused_with_their_count(tmp_path: Path, count: int, code: str) -> None:
    error = refusal(zipped(tmp_path / "a.zip", {f"{number}.csv": CSV.encode() for number in range(count)}))
    assert (error.code, error.details["count"]) == (code, count)


def test_what_is_packed_twice_is_refused(tmp_path: Path) -> None:
    once = zipped(tmp_path / "a.zip", {"a.csv": CSV.encode()}).read_bytes()
    for path in (
        zipped(tmp_path / "b.zip", {"a.zip": once}),
        zipped(tmp_path / "c.zip", {"a.csv.gz": gzip.compress(CSV.encode())}),
        written(tmp_path / "d.gz", gzip.compress(once)),
        written(tmp_path / "e.gz", gzip.compress(gzip.compress(CSV.encode()))),
    ):
        assert refusal(path).code == "files.packed_twice"


def test_an_empty_file_in_an_archive_is_refused(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "a.zip", {"a.csv": b""})).code == "files.empty"
    assert refusal(written(tmp_path / "a.gz", gzip.compress(b""))).code == "files.empty"


def test_locked_and_damaged_archives_are_refused(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", {"a.csv": CSV.encode()}).read_bytes()
    entry = data.index(b"PK\x01\x02")
    locked = data[: entry + 8] + b"\x01" + data[entry + 9 :]
    assert refusal(written(tmp_path / "b.zip", locked)).code == "files.password"
    assert refusal(written(tmp_path / "c.zip", data[:-30])).code == "files.damaged"
    packed = gzip.compress(CSV.encode() * 99)
    assert refusal(written(tmp_path / "d.gz", packed[:-20])).code == "files.damaged"
    assert refusal(written(tmp_path / "e.gz", packed[:40] + b"?" + packed[41:])).code == "files.damaged"
    assert refusal(written(tmp_path / "f.zip", b"PK\x03\x04" + b"x" * 99)).code == "files.damaged"


@pytest.mark.parametrize(
    ("content_type", "code"),
    [
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "files.other_office"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "files.other_office"),
    ],
)
def test_other_office_files_are_refused(tmp_path: Path, content_type: str, code: str) -> None:
    types = f'<Types><Override ContentType="{content_type}"/></Types>'
    assert refusal(zipped(tmp_path / "a.xlsb", {"[Content_Types].xml": types.encode()})).code == code
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    assert refusal(zipped(tmp_path / "a.odt", odt)).code == "files.other_office"


def in_a_process_of_its_own(path: Path) -> tuple[str, float, float]:
    """The code of the refusal, the seconds it took and the MiB that memory grew by at its peak."""
    script = (
        "import json, resource, sys, time\n"
        "from pathlib import Path\n"
        "from graph.errors import UnreadableFile\n"
        "from loaders.files.open import open_file\n"
        "before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()\n"
        "try:\n    open_file(Path(sys.argv[1])); code = 'read'\n"
        "except UnreadableFile as error:\n    code = error.code\n"
        "grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before\n"
        "print(json.dumps([code, time.monotonic() - started, grown / 1024]))\n"
    )
    run = [sys.executable, "-c", script, str(path)]
    code, seconds, grown = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    return code, seconds, grown


def refused_at_once(path: Path) -> str:
    code, seconds, grown = in_a_process_of_its_own(path)
    assert seconds < 1
    assert grown < 100
    return code


@pytest.mark.skipif(sys.platform == "win32", reason="resource is not there")
def test_the_bomb_of_the_examples_is_refused_at_once() -> None:
    assert refused_at_once(BAD / "zip_bomb.xlsx") == "files.bomb"


def zip_that_lies(path: Path, told: int) -> Path:
    """300 MiB of blanks, of which the list of parts says that they are few."""
    zipped(path, {"a.csv": b" " * (300 * 1024 * 1024)})
    data = path.read_bytes()
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data = data[:at] + struct.pack("<I", told) + data[at + 4 :]
    return written(path, data)


@pytest.mark.skipif(sys.platform == "win32", reason="resource is not there")
def test_bombs_that_lie_about_their_size_are_refused_at_once(tmp_path: Path) -> None:
    assert refused_at_once(zip_that_lies(tmp_path / "a.zip", 1000)) == "files.damaged"
    packed = gzip.compress(b"1,2\n" * (75 * 1024 * 1024))
    assert refused_at_once(written(tmp_path / "a.gz", packed[:-4] + struct.pack("<I", 1000))) == "files.bomb"


@pytest.mark.skipif(sys.platform == "win32", reason="resource is not there")
def test_a_list_of_a_million_parts_is_refused_at_once(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    directory = entry * 1_000_000
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 65_535, 65_535, len(directory), 4, 0)
    assert refused_at_once(written(tmp_path / "a.zip", b"PK\x03\x04" + directory + end)) == "files.bomb"


def test_parts_are_counted_together(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{number}.csv": CSV.encode() * 100 for number in range(9)})
    assert refusal(path, Limits(inflated_bytes=9_000)).code == "files.bomb"
    assert refusal(path, Limits(ratio=2, ratio_from_bytes=1_000)).code == "files.bomb"


def test_office_files_in_archives_are_held_within_their_limit(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gz", gzip.compress((ROSTERS / "科技镇长团成员名册.xlsx").read_bytes()))
    assert refusal(path, Limits(held_bytes=1_000)).code == "files.too_large"


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DECLARATIONS = {
    "laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>',
    "file": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>',
}


def workbook(path: Path, declaration: str, text: str) -> Path:
    plain = xlsx(path.with_suffix(".plain"), f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>')
    return with_part(plain, path, "xl/worksheets/sheet1.xml", lambda markup: declaration + markup)


def shared(path: Path, declaration: str, text: str) -> Path:
    plain = xlsx(path.with_suffix(".plain"), '<row><c t="s"><v>0</v></c></row>', f"<si><t>{text}</t></si>")
    return with_part(plain, path, "xl/SharedStrings.xml", lambda markup: declaration + markup)


def document(path: Path, declaration: str, text: str) -> Path:
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "TEXT"
    made.save(str(path.with_suffix(".plain")))

    def change(markup: str) -> str:
        return markup.replace("<w:document", declaration + "<w:document", 1).replace("TEXT", text)

    return with_part(path.with_suffix(".plain"), path, "word/document.xml", change)


def open_sheet(path: Path, declaration: str, text: str) -> Path:
    plain = ods(path.with_suffix(".plain"), f'<table:table table:name="一">{ods_row(ods_cell(text))}</table:table>')
    return with_part(plain, path, "content.xml", lambda markup: markup.replace("?>", "?>" + declaration, 1))


@pytest.mark.parametrize("declaration", DECLARATIONS)
@pytest.mark.parametrize("make", [workbook, shared, document, open_sheet])
def test_entities_are_refused_before_a_parser_sees_them(
    tmp_path: Path, make: Callable[[Path, str, str], Path], declaration: str
) -> None:
    assert table(only_sheet(make(tmp_path / "good", "", "甲"))) == [("甲",)]
    assert refusal(make(tmp_path / "bad", DECLARATIONS[declaration], "&a9;")).code == "files.entities"


def test_entities_in_utf16_are_refused(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "a", DECLARATIONS["laughs"], "&a9;")
    bad = io.BytesIO()
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(bad, "w") as write:
        for name in read.namelist():
            text = read.read(name).decode()
            write.writestr(name, text.encode("utf-16" if name.startswith("xl/worksheets") else "utf-8"))
    assert refusal(written(tmp_path / "b", bad.getvalue())).code == "files.entities"


def test_tags_nested_beyond_reason_do_no_harm(tmp_path: Path) -> None:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    assert table(only_sheet(xlsx(tmp_path / "a.xlsx", f"<row><c><v>7</v></c></row>{deep}"))) == [("7",)]
    assert table(only_sheet(document(tmp_path / "a.docx", "", f"甲</w:t>{deep}<w:t>"))) == [("甲",)]
    links = deep.replace("a>", "w:ins>")
    assert refusal(document(tmp_path / "b.docx", "", f"甲</w:t></w:r>{links}<w:r><w:t>")).code == "files.damaged"
    assert table(only_sheet(open_sheet(tmp_path / "a.ods", "", f"甲{deep}"))) == [("甲",)]


def test_macros_and_links_are_left_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "点此"
    sheet["A1"].hyperlink = "http://example.invalid/x"
    book.save(tmp_path / "a.xlsx")
    assert table(only_sheet(tmp_path / "a.xlsx")) == [("点此",)]

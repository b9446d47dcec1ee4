"""Contact details of a file that is loaded are in nothing that is written, and nobody's name is in the log."""

from __future__ import annotations

import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from explorer import logs
from explorer.cli import run
from graph.errors import LoadError
from loaders.export import FORMATS
from tests.explorer.commands.conftest import Command, Said
from tests.loaders.office.expected import ROSTERS, expected

CONTACTS = "联系方式样例.xlsx"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@pytest.fixture
def on_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Runs a command on a workspace of the test's own, and keeps what it printed."""
    monkeypatch.setenv("QIANXIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("QIANXIAN_LANGUAGE", "zh")

    def command(*arguments: str) -> Said:
        status = run(arguments)
        told = capsys.readouterr()
        with (tmp_path / "printed").open("a", encoding="utf-8") as printed:
            printed.write(told.out + told.err)
        return Said(status, told.out, told.err)

    assert command("db", "start").status == 0
    yield command
    command("db", "stop")
    logs.stop()


def forms(private: str) -> set[bytes]:
    """A detail in every writing and encoding in which it may have been kept."""
    plain = unicodedata.normalize("NFKC", private)
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in plain)
    texts = {private, plain, plain.replace("-", ""), wide}
    if len(plain) == 11 and plain.isdigit():
        texts.add(f"{plain[:3]}-{plain[3:7]}-{plain[7:]}")
    return {text.encode(encoding) for text in texts for encoding in ENCODINGS}


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file and what it holds; of a zip, of each of its parts."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        data = path.read_bytes()
        yield str(path.relative_to(folder)), data
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}/{name}", archive.read(name)


def test_what_must_never_be_stored_is_in_nothing_that_a_load_writes(on_new: Command, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "settings.toml").write_text('language = "zh"\n', "utf-8")
    assert on_new("loads").status == 0
    with closing(sqlite3.connect(home / "ledger.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM claim").fetchall()  # so that what is written stays in the WAL
        refused = ("--refused", str(tmp_path / "refused.xlsx"))
        broken = tmp_path / "样例镇_名册.csv"
        broken.write_text("姓名,单位,电话,备注\n=1+1,样例大学,12300000001,致电12300000002\n", "utf-8")
        assert on_new("load", str(ROSTERS / CONTACTS), "--hidden", *refused, "--json").status == 0
        assert on_new("load", str(broken), *refused).status == 0
        assert on_new("search", "测试甲").status == 0
        logs.keep(LoadError("loaders.not_found", path=tmp_path))
        for name in FORMATS:
            assert on_new("export", str(tmp_path / "exported" / name), "--format", name).status == 0
        assert on_new("db", "backup", str(tmp_path / "backup")).status == 0
        found = dict(written(tmp_path))
    found.pop(broken.name)
    assert on_new("db", "stop").status == 0
    found |= {f"stopped/{name}": data for name, data in written(home)}
    assert_holds(found, "ledger.sqlite-wal", "logs/", "engine/", "refused.xlsx/", "exported/", "printed", "backup")
    private = expected()["good"][CONTACTS]["must_never_be_stored"]
    kept = [(name, each) for each in private for form in forms(each) for name, data in found.items() if form in data]
    assert kept == []


def assert_holds(found: dict[str, bytes], *parts: str) -> None:
    """That the search was through what it should be through, and that what may be kept is found there."""
    for part in parts:
        assert [name for name in found if part in name], part
    for part in ("ledger.sqlite-wal", "exported/neo4j-admin", "printed"):
        assert any("测试甲".encode() in data for name, data in found.items() if part in name), part


def test_the_log_names_nobody(on_new: Command, tmp_path: Path) -> None:
    good = expected()["good"]
    for name in sorted(good):
        assert on_new("load", str(ROSTERS / name), "--json").status == 0
    assert on_new("search", "刘军").status == 0
    logs.log.info("the log is written")
    logs.stop()
    log = (tmp_path / "home" / "logs" / "qianxian.log").read_text("utf-8")
    assert "the log is written" in log
    people = {name.partition("（")[0] for each in good.values() for name in each["names"].get("Person", ())}
    assert len(people) > 100
    assert [name for name in people if name in log] == []

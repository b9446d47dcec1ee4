"""Commands that change a workspace: load, rollback, resolve, export, publish, db."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer import logs
from explorer.cli import run
from tests.engines.neo4j_server import Server
from tests.explorer.commands.conftest import Command, Said
from tests.loaders.conftest import YANGZHOU, copy_of, corrected


@pytest.fixture(scope="module")
def module_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture
def on_own(module_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Runs a command on a workspace of this module, emptied of everything that was loaded."""
    monkeypatch.setenv("QIANXIAN_HOME", str(module_home))

    def command(*arguments: str) -> Said:
        status = run(arguments)
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    assert command("db", "start").status == 0
    for each in command("loads", "--json").json:
        if each["kind"] == "load" and each["state"] == "in force":
            assert command("rollback", str(each["load"]), "--json").status == 0
    yield command
    logs.stop()


@pytest.fixture(scope="module", autouse=True)
def _stopped(module_home: Path) -> Iterator[None]:
    yield
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QIANXIAN_HOME", str(module_home))
        run(["db", "stop", "--json"])
    logs.stop()


def digest(command: Command) -> str:
    return str(command("status", "--digest", "--json").json["digest"])


def test_load_report_is_one_document_and_a_second_load_changes_nothing(on_own: Command) -> None:
    said = on_own("load", str(YANGZHOU), "--json")
    assert (said.status, said.err) == (0, "")
    assert set(said.json) == {"load", "source", "corrects", "counts", "refused", "ignored", "tables"}
    assert set(said.json["counts"]["Person"]) == {"made", "changed", "unchanged", "retired", "refused", "queued"}
    again = on_own("load", str(YANGZHOU), "--json").json
    assert {name: sum(each[name] for each in again["counts"].values()) for name in ("made", "changed", "retired")} == {
        "made": 0,
        "changed": 0,
        "retired": 0,
    }


def test_loads_lists_and_rollback_takes_back(on_own: Command) -> None:
    before = digest(on_own)
    load = on_own("load", str(YANGZHOU), "--source", "样例来源", "--json").json["load"]
    first = on_own("loads", "--json").json[0]
    assert set(first) >= {"load", "source", "at", "state", "counts"}
    assert (first["load"], first["source"], first["state"]) == (load, "样例来源", "in force")
    assert "样例来源" in on_own("loads").out
    assert on_own("rollback", str(load)).status == 0
    assert digest(on_own) == before
    assert "已撤回" in on_own("loads").out
    assert on_own("rollback", "9999", "--json").json["error"]["code"] == "ledger.no_such_load"


def test_the_first_load_of_a_source_and_its_corrections_are_told_apart(on_own: Command, tmp_path: Path) -> None:
    first, later, empty = (tmp_path / f"样例镇_人员{name}.csv" for name in ("名册", "更正", "名册2"))
    first.write_text("姓名,单位\n测试甲,样例大学\n", "utf-8")
    later.write_text("姓名,单位\n测试甲,样例学院\n", "utf-8")
    empty.write_text("姓名,单位\n,样例大学\n", "utf-8")
    assert "第一次载入" in on_own("load", str(first), "--dry-run").err
    said = on_own("load", str(first), "--json").json
    assert (said["source"], said["corrects"]) == ("样例镇_人员", None)
    number = said["load"]
    assert f"第 {number} 次，{first.name}" in on_own("load", str(later), "--dry-run").err
    said = on_own("load", str(later), "--json").json
    assert said["corrects"] == number
    again = on_own("load", str(later))
    assert "与上次相同" in again.err
    assert "更正：" not in again.err
    on_own("rollback", str(number), "--json")
    assert (
        on_own("load", str(first), "--dry-run", "--json").json["corrects"] == on_own("loads", "--json").json[1]["load"]
    )
    assert "没有可以载入的内容" in on_own("load", str(empty), "--source", "样例").err


def test_refused_cells_are_told_with_their_place_and_strict_makes_them_a_failure(
    on_own: Command, tmp_path: Path
) -> None:
    folder = copy_of(YANGZHOU, tmp_path / "yangzhou")
    corrected(folder / "people.csv", "企业负责人,no,s-seed\np-liuhongbing", "企业负责人,大概,s-seed\np-liuhongbing")
    said = on_own("load", str(folder), "--dry-run")
    assert said.status == 0
    assert "people.csv" in said.err
    assert "第 2 行" in said.err
    assert "大概" in said.err
    assert on_own("load", str(folder), "--dry-run", "--strict").status == 1
    strict = on_own("load", str(folder), "--dry-run", "--strict", "--json")
    assert strict.status == 1
    assert [(each["line"], each["column"], each["cell"]) for each in strict.json["refused"]] == [(2, "is_talent", "F2")]


def test_several_paths_are_several_loads(on_own: Command, tmp_path: Path) -> None:
    first, second = copy_of(YANGZHOU, tmp_path / "one"), copy_of(YANGZHOU, tmp_path / "two")
    documents = on_own("load", str(first), str(second), "--dry-run", "--json").json["loads"]
    assert [each["source"] for each in documents] == ["one", "two"]


def test_path_that_cannot_be_loaded_is_told(on_own: Command, tmp_path: Path) -> None:
    said = on_own("load", str(tmp_path / "nothing"))
    assert said.status == 1
    assert "loaders.not_found" in said.err
    empty = tmp_path / "empty"
    empty.mkdir()
    assert on_own("load", str(empty), "--json").json["error"]["code"] == "loaders.unknown_layout"


def test_every_file_of_a_folder_is_loaded_by_itself_and_the_broken_one_told(on_own: Command, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "样例镇_名册.csv").write_text("姓名,单位\n测试甲,样例大学\n,样例学院\n", "utf-8")
    (folder / "样例镇_空.csv").write_bytes(b"")
    refused = tmp_path / "refused.xlsx"
    said = on_own("load", str(folder), "--refused", str(refused))
    assert said.status == 1
    assert "样例镇_空.csv" in said.err
    assert "第 3 行" in said.err
    assert (tmp_path / "refused-样例镇_名册.xlsx").is_file()
    assert "测试甲" in on_own("search", "csj").out


def test_doubtful_pair_is_listed_merged_split_and_set_apart(on_own: Command) -> None:
    on_own("load", str(YANGZHOU), "--json")
    before = digest(on_own)
    asked = on_own("resolve", "list", "--json").json["questions"]
    assert len(asked) == 3
    pair = asked[0]["first"], asked[0]["second"]
    merged = on_own("resolve", "merge", *pair, "--reason", "样例理由", "--json").json
    assert digest(on_own) != before
    assert on_own("show", pair[0], "--json").json["node"]["id"] == on_own("show", pair[1], "--json").json["node"]["id"]
    assert "样例理由" in on_own("resolve", "list").out
    assert on_own("resolve", "split", str(merged["decisions"][0])).status == 0
    assert digest(on_own) == before
    assert on_own("resolve", "merge", *pair, "--json").status == 0
    assert on_own("resolve", "split", pair[0]).status == 0
    assert digest(on_own) == before
    assert on_own("resolve", "apart", *pair).status == 0
    assert len(on_own("resolve", "list", "--json").json["questions"]) == 2
    assert on_own("resolve", "merge", *pair, "--json").json["error"]["code"] == "ledger.decided_apart"


def test_export_loads_into_an_empty_workspace_to_an_equal_digest(on_own: Command, tmp_path: Path) -> None:
    load = on_own("load", str(YANGZHOU), "--json").json["load"]
    before = digest(on_own)
    written = on_own("export", str(tmp_path / "out"), "--json").json
    assert set(written) == {"path", "nodes", "relationships"}
    on_own("rollback", str(load), "--json")
    assert on_own("load", str(tmp_path / "out"), "--json").json["refused"] == []
    assert digest(on_own) == before
    assert (
        on_own("export", str(tmp_path / "out.xls"), "--format", "xls", "--json").json["error"]["code"]
        == "loaders.export_format"
    )


def test_backup_is_put_back_and_the_stores_agree(on_own: Command, tmp_path: Path) -> None:
    on_own("load", str(YANGZHOU), "--json")
    before = digest(on_own)
    assert on_own("db", "backup", str(tmp_path / "backup")).status == 0
    assert on_own("db", "backup", str(tmp_path / "backup")).status == 1
    on_own("rollback", str(on_own("loads", "--json").json[0]["load"]), "--json")
    assert digest(on_own) != before
    assert on_own("db", "restore", str(tmp_path / "backup"), "--yes").status == 0
    assert digest(on_own) == before
    assert on_own("db", "check").status == 0
    assert on_own("db", "check", "--json").json["good"] is True
    assert on_own("db", "upgrade", "--json").json["backup"] is None


@pytest.mark.parametrize("said", ["n\n", ""])
def test_restore_asks_first(on_own: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    assert on_own("db", "restore", str(tmp_path / "backup")).status == 1


def test_publish_compares_and_fills_another_server(
    on_own: Command, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from graph.database import Database
    from tests.conftest import empty

    on_own("load", str(YANGZHOU), "--json")
    before = digest(on_own)
    assert on_own("publish", "--check").status == 0
    with Database.connect(*neo4j_server) as database:
        empty(database)
    secret = tmp_path / "secret"
    secret.write_text(neo4j_server.password + "\n", "utf-8")
    target = ("--to", neo4j_server.uri, "--user", neo4j_server.user, "--password-file", str(secret))
    assert on_own("publish", *target, "--check").status == 1
    assert on_own("publish", *target).status == 0
    assert on_own("publish", *target, "--check", "--json").json["equal"] is True
    monkeypatch.setenv("QIANXIAN_URI", neo4j_server.uri)
    monkeypatch.setenv("QIANXIAN_USER", neo4j_server.user)
    monkeypatch.setenv("QIANXIAN_PASSWORD_FILE", str(secret))
    found = on_own("status", "--digest", "--json").json
    assert (found["engine"], found["digest"]) == ("neo4j", before)
    assert on_own("db", "start", "--json").json["error"]["code"] == "cli.no_embedded_engine"
    with Database.connect(*neo4j_server) as database:
        empty(database)


def test_the_embedded_engine_of_another_workspace_is_refused(
    on_own: Command, arcadedb_address: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    uri, user, password = arcadedb_address
    monkeypatch.setenv("QIANXIAN_PASSWORD", password)
    said = on_own("publish", "--to", uri, "--user", user, "--json")
    assert (said.status, said.json["error"]["code"]) == (1, "database.embedded_by_address")
    monkeypatch.setenv("QIANXIAN_URI", uri)
    monkeypatch.setenv("QIANXIAN_USER", user)
    said = on_own("cypher", "MATCH (n) RETURN count(n) AS n", "--json")
    assert (said.status, said.json["error"]["code"]) == (1, "database.embedded_by_address")


def test_a_workspace_goes_back_from_a_neo4j_to_its_own_engine(
    on_own: Command, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.database import Database
    from tests.conftest import empty

    with Database.connect(*neo4j_server) as database:
        empty(database)
        with monkeypatch.context() as set_for_now:
            set_for_now.setenv("QIANXIAN_URI", neo4j_server.uri)
            set_for_now.setenv("QIANXIAN_USER", neo4j_server.user)
            set_for_now.setenv("QIANXIAN_PASSWORD", neo4j_server.password)
            on_own("load", str(YANGZHOU), "--json")
            there = on_own("status", "--digest", "--json").json
        empty(database)
    assert on_own("publish").status == 0
    back = on_own("publish", "--check", "--json").json
    assert (there["engine"], back["equal"], back["digest"]) == ("neo4j", True, there["digest"])


def test_wrong_password_is_one_clear_sentence(
    on_own: Command, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QIANXIAN_URI", neo4j_server.uri)
    monkeypatch.setenv("QIANXIAN_PASSWORD", "wrong")
    said = on_own("status", "--json")
    assert (said.status, said.json["error"]["code"]) == (1, "database.authentication")
    doctor = on_own("doctor")
    assert doctor.status == 1
    assert "✗" in doctor.out


def test_damaged_ledger_is_told_without_a_traceback(
    module_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"no ledger" * 1000)
    monkeypatch.setenv("QIANXIAN_HOME", str(tmp_path))
    assert run(["loads"]) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    logs.stop()
    shutil.rmtree(tmp_path)


def test_a_tie_is_confirmed_and_denied_and_both_are_taken_back(on_own: Command) -> None:
    on_own("load", str(YANGZHOU), "--json")
    ask = ("introduce", "刘红兵", "尤玉军", "--max-hops", "1", "--json")
    assert on_own(*ask).json["paths"] == []
    said = on_own("tie", "confirm", "刘红兵", "尤玉军", "--reason", "多次同行，电话 13800138000", "--json").json
    [path] = on_own(*ask).json["paths"]
    assert path["strength"] == "strong"
    assert "13800138000" not in str(path)
    denied = on_own("tie", "deny", "尤玉军", "刘红兵")
    assert (denied.status, denied.out) == (0, "")
    assert "并不相识" in denied.err
    assert on_own(*ask).json["paths"] == []
    kinds = [each["kind"] for each in on_own("resolve", "list", "--json").json["decisions"]]
    assert kinds[:2] == ["denied", "confirmed"]
    assert on_own("resolve", "split", str(said["decisions"][0] + 1)).status == 0
    assert len(on_own(*ask).json["paths"]) == 1
    assert on_own("resolve", "split", str(said["decisions"][0])).status == 0
    assert on_own(*ask).json["paths"] == []
    assert "ledger.tie_to_itself" in on_own("tie", "confirm", "刘红兵", "刘红兵", "--json").out

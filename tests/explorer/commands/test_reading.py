"""Commands that read: search, show, introduce, report, cypher, status, doctor, on the bundled data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.explorer.commands.conftest import Command, qianxian

LIU, DONGSHENG = "p-liuhongbing", "e-dong-sheng-gong-si"


def test_search_finds_initials(on_demo: Command) -> None:
    said = on_demo("search", "lhb", "--json")
    assert (said.status, said.err) == (0, "")
    assert set(said.json) == {"query", "results", "more"}
    first = said.json["results"][0]
    assert (first["id"], first["label"], first["name"], first["matched"]) == (LIU, "Person", "刘红兵", "initials")
    assert "刘红兵" in on_demo("search", "lhb").out


@pytest.mark.parametrize("type", ["Person", "人员", "person"])
def test_search_takes_a_type_by_any_of_its_words(on_demo: Command, type: str) -> None:
    found = on_demo("search", "刘", "--type", type, "--json").json["results"]
    assert {each["label"] for each in found} == {"Person"}


def test_search_names_a_type_that_is_none(on_demo: Command) -> None:
    said = on_demo("search", "刘", "--type", "Alien", "--json")
    assert said.status == 1
    assert said.json["error"]["code"] == "schema.unknown_node"


def test_search_says_that_nothing_was_found_and_that_there_is_more(on_demo: Command) -> None:
    nothing = on_demo("search", "样例无此人")
    assert (nothing.status, nothing.out) == (0, "")
    assert "没有找到" in nothing.err
    assert "更多" in on_demo("search", "扬州", "--limit", "2").err


def test_show_gives_the_node_with_every_relationship(on_demo: Command) -> None:
    said = on_demo("show", "刘红兵", "--json")
    assert set(said.json) == {"node", "relationships", "counts"}
    assert said.json["node"]["id"] == LIU
    total = sum(each["total"] for each in said.json["counts"])
    assert len(said.json["relationships"]) == total == 4
    works = next(each for each in said.json["relationships"] if each["type"] == "AFFILIATED_WITH")
    assert set(works) >= {"type", "other", "since", "until", "observed", "sources"}
    assert (works["other"]["name"], works["observed"], works["sources"]) == (
        "上海工程技术大学",
        "2020-08-26",
        ["s-seed"],
    )
    places = [(each["file"], each["line"] > 1, each["original"]) for each in works["evidence"]]
    assert places == [("relations.csv", True, {})]
    assert [each["file"] for each in said.json["node"]["evidence"]] == ["people.csv"]
    in_words = on_demo("show", LIU)
    assert "职务职称: 教授" in in_words.out
    assert "列入人才: 是" in in_words.out


def test_hub_is_shown_whole(on_demo: Command) -> None:
    found = on_demo("show", "pl-321000", "--json").json
    assert len(found["relationships"]) == sum(each["total"] for each in found["counts"]) > 50


def test_introduce_says_first_that_they_work_together(on_demo: Command) -> None:
    found = on_demo("introduce", "扬州东升", "刘红兵", "--json").json
    contract = {"from", "to", "as_of", "max_hops", "together", "recorded", "paths", "nearest", "code", "message"}
    assert set(found) >= contract
    assert (found["from"]["id"], found["to"]["id"]) == (DONGSHENG, LIU)
    assert found["together"]
    assert found["recorded"][0]["date"] == "2019"
    in_words = on_demo("introduce", "扬州东升", "刘红兵")
    assert in_words.status == 0
    assert "2019年" in in_words.out
    assert "来源：" in in_words.out


def test_introduce_answers_from_all_ties_of_a_large_graph(
    on_demo: Command, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("introduce", "扬州东升", "i-yang-zhou-da-xue", "--json")
    read = on_demo(*asked).json
    assert not (demo_home / "demo" / "projection").exists()
    monkeypatch.setattr("graph.introductions.reader.is_gathered", lambda *_: True)
    assert on_demo(*asked).json == read
    assert (demo_home / "demo" / "projection" / "stamp.json").exists()
    assert on_demo(*asked).json == read


def test_introduce_finds_people_of_a_field(on_demo: Command) -> None:
    found = on_demo("introduce", "扬州东升", "--field", "汽车及零部件", "--json").json
    assert {"from", "experts"} <= set(found)
    assert set(found["experts"][0]) >= {"expert", "fit", "reasons", "paths"}
    in_words = on_demo("introduce", "扬州东升", "--field", "汽车及零部件")
    assert "刘红兵（匹配：强）" in in_words.out
    assert "尤玉军（匹配：中）" in in_words.out
    assert on_demo("introduce", "扬州东升", "--field", "刘红兵").status == 1
    further = ("扬州东升", "--field", "光伏", "--further", "2")
    for wrong in (("扬州东升",), ("扬州东升", "刘红兵", "--field", "光伏"), further):
        assert on_demo("introduce", *wrong, "--json").json["error"]["code"] == "cli.goal_or_field"


def test_introduce_writes_a_letter_for_a_route(on_demo: Command, tmp_path: Path) -> None:
    asked = ("introduce", "扬州东升", "i-yang-zhou-da-xue")
    path = tmp_path / "对接函.docx"
    said = on_demo(*asked, "--letter", str(path), "--route", "2", "--json")
    assert said.status == 0
    lines = [each.text for each in Document(str(path)).paragraphs]
    assert said.json["paths"][1]["hops"][-1]["reasons"][0]["text"] in "".join(lines)
    path.unlink()
    none = on_demo(*asked, "--letter", str(path), "--route", "99", "--json")
    assert (none.status, none.json["error"]["code"]) == (1, "introductions.no_such_route")
    refused = on_demo(*asked, "--letter", str(tmp_path / "none" / "对接函.docx"), "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "cli.cannot_write")
    assert list(tmp_path.iterdir()) == []


def test_name_that_fits_several_is_never_guessed(on_demo: Command) -> None:
    said = on_demo("introduce", "扬州东升", "刘军", "--json")
    assert said.status == 3
    assert said.json["error"]["code"] == "cli.several_fit"
    assert [each["id"] for each in said.json["error"]["choices"]] == ["p-liujun", "p-liujun-2"]
    in_words = on_demo("show", "刘军")
    assert (in_words.status, in_words.out) == (3, "")
    assert "p-liujun-2" in in_words.err


def test_unknown_name_is_refused(on_demo: Command) -> None:
    said = on_demo("show", "样例无此人", "--json")
    assert (said.status, said.json["error"]["code"]) == (1, "cli.no_such_thing")


def test_excluding_by_name_leaves_the_way_out(on_demo: Command) -> None:
    excluded = "扬州科技镇长团产才对接专家组"
    found = on_demo("introduce", DONGSHENG, LIU, "--exclude", excluded, "--json").json
    names = {hop[end]["name"] for path in found["paths"] for hop in path["hops"] for end in ("from", "to")}
    assert excluded not in names


def test_reports_are_listed_and_shown(on_demo: Command) -> None:
    listed = on_demo("report", "list", "--json").json
    assert "segment-coverage" in [each["slug"] for each in listed]
    shown = on_demo("report", "show", "segment-coverage")
    assert "MATCH" in shown.out
    assert on_demo("report", "show", "no-such-report").status == 1


def test_report_is_run_in_every_form(on_demo: Command, tmp_path: Path) -> None:
    table = on_demo("report", "run", "segment-coverage")
    assert "稳定杆" in table.out
    assert "数据截至" in table.err
    found = on_demo("report", "run", "segment-coverage", "--json").json
    assert set(found) >= {"slug", "as_of", "columns", "rows", "missing"}
    assert len(found["rows"]) == 23
    target = tmp_path / "out.xlsx"
    assert on_demo("report", "run", "segment-coverage", "--format", "xlsx", "--output", str(target)).status == 0
    assert openpyxl.load_workbook(target).active is not None
    assert on_demo("report", "run", "segment-coverage", "--format", "xlsx").status == 1


def test_every_report_runs_into_a_folder(on_demo: Command, tmp_path: Path) -> None:
    assert on_demo("report", "run", "--all", "--output", str(tmp_path / "reports")).status == 0
    slugs = [each["slug"] for each in on_demo("report", "list", "--json").json]
    assert sorted(path.stem for path in (tmp_path / "reports").glob("*.csv")) == sorted(slugs)
    assert on_demo("report", "run").status == 1


def test_statement_is_answered_in_every_form(on_demo: Command, tmp_path: Path) -> None:
    statement = (
        "MATCH (p:Person) WHERE p.name STARTS WITH $begin RETURN p.name AS 姓名, p.roles AS 身份 ORDER BY p.id LIMIT 2"
    )
    found = on_demo("cypher", statement, "-p", "begin=刘", "--json").json
    assert found["columns"] == ["姓名", "身份"]
    assert found["rows"][0][0].startswith("刘")
    rows = list(csv.reader(io.StringIO(on_demo("cypher", statement, "-p", "begin=刘", "--format", "csv").out)))
    assert (rows[0], len(rows)) == (["姓名", "身份"], 3)
    assert "姓名" in on_demo("cypher", statement, "-p", "begin=刘").out
    target = tmp_path / "out.csv"
    assert on_demo("cypher", statement, "-p", "begin=刘", "--output", str(target)).status == 0
    assert target.read_text("utf-8").startswith("姓名")


@pytest.mark.parametrize("statement", ["CREATE (n) RETURN n", "MATCH (n) DETACH DELETE n", "no statement"])
def test_statement_that_writes_or_is_none_is_refused(on_demo: Command, statement: str) -> None:
    said = on_demo("cypher", statement, "--json")
    assert said.status == 1
    assert said.json["error"]["message"]


def test_status_counts_and_gives_the_digest(on_demo: Command) -> None:
    found = on_demo("status", "--digest", "--json").json
    assert set(found) >= {"engine", "uri", "revision", "nodes", "relationships", "digest"}
    assert (found["engine"], found["nodes"]["Person"], len(found["digest"])) == ("arcadedb", 117, 64)
    assert found["relationships"]["LEADS"] == 4
    assert "人员" in on_demo("status").out


def test_doctor_shows_what_is_in_force_and_no_password(on_demo: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QIANXIAN_PASSWORD", "geheim-样例")
    said = on_demo("doctor", "--json")
    assert said.status == 0
    assert said.json["good"] is True
    assert "QIANXIAN_HOME" in said.out
    assert "geheim" not in said.out + on_demo("doctor").out


def test_doctor_says_what_a_workspace_of_its_own_does_not_use(
    on_demo: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QIANXIAN_URI", "bolt://127.0.0.1:1")
    checks = {each["item"]: each["found"] for each in on_demo("doctor", "--json").json["checks"]}
    assert checks["QIANXIAN_URI"] == "— (已设，本工作区不用)"
    assert checks["QIANXIAN_DATABASE"] == "neo4j (缺省)"


def test_doctor_does_not_show_the_password_of_a_ledger(tmp_path: Path) -> None:
    address = "postgresql+psycopg://clerk:geheim@127.0.0.1:1/none"
    said = qianxian(tmp_path, "doctor", "--json", QIANXIAN_LEDGER=address)
    assert "clerk" in said.out, "the setting itself is shown"
    assert "geheim" not in said.out + said.err

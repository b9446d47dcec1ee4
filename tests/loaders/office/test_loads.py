"""Office files loaded one after another: corrected, again, complete, taken back; nothing private is kept anywhere."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.ledger import Ledger, graph_digest, open_ledger
from graph.workspace import Workspace
from loaders.load import load_path, state_path
from loaders.office.wishes import Wishes
from tests.loaders.office.expected import ROSTERS, View, expected, loaded

ROSTER = "科技镇长团成员名册.xlsx"
CORRECTED = "人员更正.csv"
DEMONSTRATION = sorted(name for name in expected()["good"] if not any(word in name for word in ("样例", "更正", "bad")))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite") as opened:
        yield opened


def posts(found: View, name: str) -> list[tuple[str, str]]:
    """Where the people of a name work, and as what."""
    people = found.of("Person", name)
    return sorted(
        (str(found.nodes[tie.end].properties["name"]), str(tie.properties.get("role", "")))
        for tie in found.ties
        if tie.type == "AFFILIATED_WITH" and tie.start in people
    )


def test_a_corrected_list_moves_people_and_loses_nobody(ledger: Ledger) -> None:
    before = loaded(ledger, ROSTER, source="名册")
    after = loaded(ledger, CORRECTED, source="名册")
    for name, post in (
        ("赵宽安", ("扬州市工信局(原市经信委)", "市工信局副局长")),
        ("李桂山", ("生态科技新城管委会", "生态科技新城党工委书记")),
    ):
        assert len(before.of("Person", name)) == len(after.of("Person", name)) == 1
        assert posts(after, name) == [post]
    names = [
        {node.properties["name"] for node in view.nodes.values() if node.label == "Person"} for view in (before, after)
    ]
    assert names[0] == names[1]
    assert after.report.counts["AFFILIATED_WITH"]["changed"] >= 2


def test_the_same_file_again_changes_nothing(ledger: Ledger) -> None:
    for name in (ROSTER, CORRECTED):
        state_path(ledger, ROSTERS / name, Wishes(source="名册"))
        digest = ledger.digest()
        assert state_path(ledger, ROSTERS / name, Wishes(source="名册")).changed == 0
        assert ledger.digest() == digest


@pytest.mark.parametrize("complete", [False, True])
def test_a_later_list_of_one_source(ledger: Ledger, complete: bool) -> None:
    first = loaded(ledger, "样例镇_人员名册.csv")
    later = loaded(ledger, "样例镇_人员更正.csv", complete=complete)
    assert first.report.source == later.report.source
    assert bool(later.of("Person", "测试卯")) is not complete
    assert posts(later, "测试辰") == [("样例镇人民政府", "主任")]
    assert len(later.of("Person", "测试顺") | later.of("Person", "测试順")) == 1


def test_a_load_is_taken_back_exactly(ledger: Ledger, tmp_path: Path) -> None:
    first = state_path(ledger, ROSTERS / ROSTER, Wishes(source="名册"))
    only_first = ledger.digest()
    second = state_path(ledger, ROSTERS / CORRECTED, Wishes(source="名册"))
    both = ledger.digest()
    ledger.rollback(second.load or 0)
    assert ledger.digest() == only_first != both
    third = state_path(ledger, ROSTERS / CORRECTED, Wishes(source="名册"))
    assert ledger.digest() == both
    ledger.rollback(first.load or 0)
    with open_ledger(f"sqlite:///{tmp_path}/alone.sqlite") as alone:
        state_path(alone, ROSTERS / CORRECTED, Wishes(source="名册"))
        assert ledger.digest() == alone.digest()
    assert third.load


def test_a_dry_run_says_the_same_and_changes_nothing(ledger: Ledger) -> None:
    tried = state_path(ledger, ROSTERS / ROSTER, dry_run=True)
    assert (list(ledger.nodes()), ledger.loads()) == ([], [])
    done = state_path(ledger, ROSTERS / ROSTER)
    assert tried.counts == done.counts


def test_two_people_of_one_name_stay_two(ledger: Ledger) -> None:
    found = loaded(ledger, ROSTER)
    assert len(found.of("Person", "刘军")) == 2
    assert posts(found, "刘军") == [("江苏大学", "教授"), ("沈阳理工大学", "校长")]


def test_nothing_private_is_kept_or_told(ledger: Ledger, tmp_path: Path) -> None:
    report = state_path(ledger, ROSTERS / "联系方式样例.xlsx")
    told = json.dumps([report.as_json("zh"), report.as_json("en")], ensure_ascii=False)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for private in expected()["good"]["联系方式样例.xlsx"]["must_never_be_stored"]:
        for form in (private, private.replace("-", ""), unicodedata.normalize("NFKC", private)):
            assert form not in told
            assert form.encode() not in kept


def test_all_of_an_office_in_one_graph(workspace: Workspace) -> None:
    for name in DEMONSTRATION:
        load_path(workspace, ROSTERS / name)
    digest = graph_digest(workspace.database)
    assert digest == workspace.ledger.digest() == workspace.ledger.recompute_digest()
    found = workspace.database.read(
        "MATCH (p:Person {name: '尤玉军'})-[r:LEADS]->(d:Delegation) RETURN d.batch AS batch, r.role AS role"
    )
    assert found == [{"batch": 12, "role": "团长"}]
    universities = workspace.database.read("MATCH (i:Institution {name: '扬州大学'}) RETURN count(*) AS count")
    assert universities == [{"count": 1}]


def test_refused_rows_are_mended_and_loaded_again(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "样例镇_人员名册.csv"
    file.write_text("姓名,单位,职务,手机\n测试甲,样例大学,教授,12300000001\n=1+1,样例大学,讲师,12300000002\n", "utf-8")
    mended = tmp_path / "样例镇_人员名册-未接受.xlsx"
    report = state_path(ledger, file)
    assert report.write_refused is not None
    assert report.write_refused(mended, "zh") == 1
    assert [each.line for each in report.refused if each.whole_row] == [3]

    book = load_workbook(mended)
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0] == ["姓名", "单位", "职务", "未接受原因"]
    assert rows[1][1:3] == ["样例大学", "讲师"]
    assert len(rows) == 2
    book.active.cell(2, 1, "测试乙")
    book.save(mended)

    again = View(ledger, state_path(ledger, mended))
    assert again.report.source == report.source
    assert (again.report.refused, again.report.ignored) == ([], [])
    assert posts(again, "测试甲") == [("样例大学", "教授")]
    assert posts(again, "测试乙") == [("样例大学", "讲师")]

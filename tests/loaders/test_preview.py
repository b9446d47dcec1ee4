"""What a load would do, before it does: rows and cells marked, counted as the ledger counts, and nothing changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import LoadError
from graph.ledger import Ledger
from loaders.load import state_path
from loaders.office.corrections import check_correction
from loaders.office.wishes import Wishes
from loaders.preview import Preview, PreviewRow, make_preview
from loaders.report import LoadReport
from tests.loaders.office.expected import ROSTERS, expected

HEADER = "姓名,单位,职务,挂职开始时间,备注\n"
FIRST = HEADER + "测试甲,样例大学,教授,2019.08,\n测试乙,样例大学,讲师,2019.08,\n测试丙,样例学院,讲师,,\n"
ALL = sorted(name for name in expected()["good"] if "bad" not in name)


def written(folder: Path, text: str, name: str = "样例镇_人员名册.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def preview(ledger: Ledger, path: Path, corrections: Mapping[tuple[str, str], str] | None = None) -> Preview:
    return make_preview(ledger, path, path.with_suffix(".preview"), Wishes(corrections=corrections or {}))


def rows(found: Preview) -> list[PreviewRow]:
    return found.page(0, None, 0, 100)


def states(found: Preview) -> dict[str, str]:
    return {row.cells.get(0, ""): row.state for row in rows(found)}


def test_a_first_load_is_all_new_and_the_ledger_is_untouched(ledger: Ledger, tmp_path: Path) -> None:
    digest, revision = ledger.digest(), ledger.revision
    found = preview(ledger, written(tmp_path, FIRST))
    assert states(found) == {"测试甲": "new", "测试乙": "new", "测试丙": "new"}
    assert found.summary.before is None
    assert found.summary.tables[0].rows == {"new": 3}
    assert (ledger.digest(), ledger.revision, ledger.loads()) == (digest, revision, [])


def test_a_correction_shows_what_each_cell_was_before(ledger: Ledger, tmp_path: Path) -> None:
    first = state_path(ledger, written(tmp_path, FIRST))
    later = FIRST.replace("测试甲,样例大学,教授", "测试甲,样例镇中学,校长") + "测试丁,样例大学,助教,,\n"
    found = preview(ledger, written(tmp_path, later))
    assert states(found) == {"测试甲": "changed", "测试乙": "same", "测试丙": "same", "测试丁": "new"}
    marks = {at: (mark.kind, mark.before) for at, mark in rows(found)[0].marks.items()}
    assert marks == {1: ("changed", "样例大学"), 2: ("changed", "教授")}
    before = found.summary.before
    assert before is not None
    assert before.load == first.load
    assert [row.line for row in found.page(0, "changed", 0, 10)] == [2]
    new, moved, *others = found.subjects(9)
    people = {node.id for node in ledger.nodes() if node.label == "Person"}
    assert new not in people
    assert moved in people
    assert people.isdisjoint(others)


def test_a_cell_that_said_nothing_before_and_one_that_adds_to_it(ledger: Ledger, tmp_path: Path) -> None:
    header = "姓名,单位,备注,研究方向\n"
    state_path(ledger, written(tmp_path, header + "测试甲,样例大学,,焊接工艺\n测试乙,样例大学,,焊接工艺\n"))
    found = preview(ledger, written(tmp_path, header + "测试甲,样例大学,双聘,焊接工艺\n测试乙,样例大学,,电力装备\n"))
    assert set(states(found).values()) == {"changed"}
    marks = [{at: (mark.kind, mark.before) for at, mark in row.marks.items()} for row in rows(found)]
    assert marks == [{2: ("changed", "")}, {3: ("added", "")}]


def test_a_new_file_that_says_the_same_changes_no_row(ledger: Ledger, tmp_path: Path) -> None:
    state_path(ledger, written(tmp_path, FIRST))
    found = preview(ledger, written(tmp_path, FIRST, "样例镇_人员更正.csv"))
    assert set(states(found).values()) == {"same"}
    changed = sum(counts["changed"] for counts in found.summary.counts.values())
    assert found.summary.restated == changed > 0


def test_a_refused_cell_says_why_and_its_row_stands(ledger: Ledger, tmp_path: Path) -> None:
    bad = FIRST.replace("测试甲,样例大学,教授,2019.08", "测试甲,样例大学,教授,2019.13").replace("测试乙", "")
    found = preview(ledger, written(tmp_path, bad))
    first, second, _ = rows(found)
    assert (first.state, second.state) == ("new", "refused")
    assert (first.marks[3].kind, first.marks[3].cell) == ("refused", "D2")
    assert first.marks[3].message
    assert "2019.13" in first.marks[3].message.zh
    assert second.marks[0].cell == "A3"
    assert [row.line for row in found.page(0, "refused", 0, 10)] == [2, 3]
    assert found.summary.tables[0].refused == 2


def test_a_mended_cell_is_read_anew_and_the_load_says_so(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, FIRST.replace("教授,2019.08", "教授,2019.13"))
    mended = {("", "D2"): "2019.12"}
    found = preview(ledger, path, mended)
    mark = rows(found)[0].marks[3]
    assert (found.summary.refused, mark.kind, rows(found)[0].cells[3]) == (0, "mended", "2019.12")
    report = state_path(ledger, path, Wishes(corrections=mended))
    assert (report.refused, report.counts) == ([], found.summary.counts)
    assert "改正 1 格" in ledger.loads()[0].title
    assert preview(ledger, path, {("", "D2"): "2019.14"}).summary.refused == 1


@pytest.mark.parametrize("text", ["13800000000", "a@example.com", "x" * 40_000])
def test_a_correction_is_no_way_in_for_contact_details(text: str) -> None:
    with pytest.raises(LoadError):
        check_correction(text)


def test_a_first_look_reads_the_beginning_only(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, FIRST)
    found = make_preview(ledger, path, tmp_path / "preview", most=2)
    assert states(found) == {"测试甲": "new", "测试乙": "new"}
    assert found.summary.most == 2


def test_what_ends_the_work_leaves_no_file(ledger: Ledger, tmp_path: Path) -> None:
    def stop(_stage: str, _count: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_preview(ledger, written(tmp_path, FIRST), tmp_path / "preview", progress=stop)
    assert [path.name for path in tmp_path.iterdir() if "preview" in path.name] == []


def foreseeable(report: LoadReport) -> dict[str, dict[str, int]]:
    """The counts of a load without what comparing with everything on file leaves to staff, which no preview does."""
    plain = {type: {**counts, "queued": 0} for type, counts in report.counts.items()}
    return {type: counts for type, counts in plain.items() if any(counts.values())}


def test_a_complete_list_names_whom_it_retires(ledger: Ledger, tmp_path: Path) -> None:
    state_path(ledger, written(tmp_path, FIRST))
    path = written(tmp_path, FIRST.replace("测试丙,样例学院,讲师,,\n", ""))
    found = make_preview(ledger, path, tmp_path / "preview", complete=True)
    assert found.summary.retired == ("测试丙", "样例学院")
    assert found.summary.counts == foreseeable(state_path(ledger, path, complete=True, dry_run=True))


@pytest.mark.parametrize("complete", [False, True])
@pytest.mark.parametrize("name", ALL)
def test_counts_are_those_of_the_load(ledger: Ledger, tmp_path: Path, name: str, complete: bool) -> None:
    for source in ("一", "一"):
        found = make_preview(ledger, ROSTERS / name, tmp_path / "preview", Wishes(source=source), complete=complete)
        assert found.summary.counts == foreseeable(
            state_path(ledger, ROSTERS / name, Wishes(source=source), complete=complete)
        )
    assert {state for table in found.summary.tables for state in table.rows} <= {"same", "refused"}


def test_counts_of_one_list_after_another_are_those_of_the_load(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("科技镇长团成员名册.xlsx", "人员更正.csv", "样例镇_人员名册.csv", "样例镇_人员更正.csv"):
        found = make_preview(ledger, ROSTERS / name, tmp_path / "preview", Wishes(source="名册"), complete=True)
        assert found.summary.counts == foreseeable(
            state_path(ledger, ROSTERS / name, Wishes(source="名册"), complete=True)
        )


def test_nothing_private_is_kept_in_a_preview(ledger: Ledger, tmp_path: Path) -> None:
    found = make_preview(ledger, ROSTERS / "联系方式样例.xlsx", tmp_path / "preview")
    kept = found.path.read_bytes()
    private = expected()["good"]["联系方式样例.xlsx"]["must_never_be_stored"]
    assert [each for each in private if each.encode() in kept] == []
    assert found.path.stat().st_mode & 0o777 == 0o600

"""Folders into a real workspace on both engines: loaded as one unit, again without a change, taken back, joined."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import LedgerError, UnknownLayout, UnreadableFile
from graph.ledger import graph_digest
from graph.workspace import Workspace
from loaders.bundled import BUNDLED, is_loaded, load_bundled
from loaders.load import load_path
from tests.loaders.conftest import NATIONAL, YANGZHOU


def changes(report_counts: object) -> int:
    assert isinstance(report_counts, dict)
    return sum(each[name] for each in report_counts.values() for name in ("made", "changed", "retired"))


def copy_of(folder: Path, target: Path) -> Path:
    shutil.copytree(folder, target)
    return target


def corrected(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_bundled_folder_is_published_and_loading_it_again_changes_nothing(workspace: Workspace) -> None:
    told: list[tuple[str, int]] = []
    report = load_path(workspace, YANGZHOU, progress=lambda stage, more: told.append((stage, more)))
    assert (report.source, report.load, report.refused, report.ignored) == ("yangzhou", 1, [], [])
    assert report.counts["Person"]["made"] == 117
    assert report.counts["POSSIBLY_SAME_AS"]["queued"] == 2
    assert {"reading", "nodes", "relationships"} <= {stage for stage, _ in told}
    digest = graph_digest(workspace.database)
    assert digest == workspace.ledger.digest() == workspace.ledger.recompute_digest()

    again = load_path(workspace, YANGZHOU)
    assert again.changed == 0
    assert again.counts["Person"]["unchanged"] == 117
    assert graph_digest(workspace.database) == digest


def test_dry_run_says_what_would_change_and_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    load_path(workspace, YANGZHOU)
    digest, revision = workspace.ledger.digest(), workspace.ledger.revision
    folder = copy_of(YANGZHOU, tmp_path / "yangzhou")
    corrected(folder / "people.csv", "p-liuhongbing,刘红兵,Liu Hongbing,教授", "p-liuhongbing,刘红兵,Liu Hongbing,博士")
    report = load_path(workspace, folder, dry_run=True)
    assert report.load is None
    assert report.changed == 1
    assert report.counts["Person"]["changed"] == 1
    assert (workspace.ledger.digest(), workspace.ledger.revision) == (digest, revision)

    loaded = load_path(workspace, folder)
    assert {type: dict(each) for type, each in loaded.counts.items()} == {
        type: dict(each) for type, each in report.counts.items()
    }
    found = workspace.database.read("MATCH (p:Entity {id: 'p-liuhongbing'}) RETURN p.title AS title")
    assert found == [{"title": "博士"}]

    workspace.ledger.rollback(loaded.load or 0)
    assert workspace.ledger.digest() == digest


def test_complete_source_retires_what_it_no_longer_says(workspace: Workspace, tmp_path: Path) -> None:
    load_path(workspace, YANGZHOU)
    folder = copy_of(YANGZHOU, tmp_path / "yangzhou")
    corrected(folder / "segments.csv", "seg-he-ou,荷藕,,,s-by-lotus-2020\n", "")
    kept = [line for line in (folder / "relations.csv").read_text("utf-8").splitlines(True) if "seg-he-ou" not in line]
    (folder / "relations.csv").write_text("".join(kept), "utf-8")
    assert load_path(workspace, folder).counts["Segment"]["retired"] == 0
    assert load_path(workspace, folder, complete=True).counts["Segment"]["retired"] == 1
    assert workspace.database.read("MATCH (n:Entity {id: 'seg-he-ou'}) RETURN n.id AS id") == []


def test_national_lists_join_what_is_known_and_double_nothing(workspace: Workspace) -> None:
    load_bundled(workspace, "yangzhou")
    before = {node.id: node for node in workspace.ledger.nodes()}
    report = load_bundled(workspace, "national")
    assert report.refused == []
    nodes = {node.id: node for node in workspace.ledger.nodes()}
    named = {
        name: [node.id for node in nodes.values() if node.properties.get("name") == name]
        for name in ("扬州大学", "江苏大学", "扬州经济技术开发区", "新集镇", "上海市", "国家特色蔬菜产业技术体系")
    }
    assert named["扬州大学"] == ["i-yang-zhou-da-xue"]
    assert named["江苏大学"] == ["i-jiang-su-da-xue"]
    assert named["扬州经济技术开发区"] == ["pl-yang-zhou-jing-ji-ji-shu-kai-fa-qu"]
    assert named["上海市"] == ["pl-310000"]
    assert sorted(named["新集镇"]) == ["pl-320724109", "pl-xin-ji-zhen"]
    assert len(named["国家特色蔬菜产业技术体系"]) == 1
    assert nodes["pl-yang-zhou-jing-ji-ji-shu-kai-fa-qu"].properties["statistical_code"] == "321071"
    assert nodes["i-yang-zhou-da-xue"].properties["code"] == "4132011117"
    joined = {id for id, node in before.items() if nodes[id].properties != node.properties}
    assert {before[id].label for id in joined} <= {"Place", "Institution", "ExpertGroup"}
    assert [id for id in before if nodes[id].properties.get("reference")] == []
    unflagged = {id for id, node in nodes.items() if not node.properties.get("reference") and node.label != "Source"}
    assert unflagged <= set(before)

    assert load_bundled(workspace, "national").changed == 0
    assert graph_digest(workspace.database) == workspace.ledger.digest()


def test_people_of_the_same_name_are_never_joined(workspace: Workspace) -> None:
    load_bundled(workspace, "yangzhou")
    people = {node.id: node.properties for node in workspace.ledger.nodes() if node.label == "Person"}
    load_bundled(workspace, "national")
    after = {node.id: node.properties for node in workspace.ledger.nodes() if node.id in people}
    assert after == people


def test_bundled_folder_counts_as_loaded_until_it_is_taken_back(workspace: Workspace) -> None:
    assert not is_loaded(workspace, "yangzhou")
    report = load_bundled(workspace, "yangzhou")
    assert is_loaded(workspace, "yangzhou")
    assert not is_loaded(workspace, "national")
    workspace.ledger.rollback(report.load or 0)
    assert not is_loaded(workspace, "yangzhou")
    assert set(BUNDLED) == {"yangzhou", "national"}


def test_rows_may_point_at_what_was_loaded_before(workspace: Workspace, tmp_path: Path) -> None:
    load_path(workspace, YANGZHOU)
    header = (YANGZHOU / "relations.csv").read_text("utf-8").splitlines()[0]
    (tmp_path / "relations.csv").write_text(f"{header}\np-liujun,VISITED,pl-321012,样例走访,,,2021,,\n", "utf-8")
    report = load_path(workspace, tmp_path, source="样例来源")
    assert (report.source, report.refused, report.counts["VISITED"]["made"]) == ("样例来源", [], 1)


@pytest.mark.parametrize("engine", ["arcadedb"], indirect=True)
def test_folder_that_breaks_off_leaves_no_trace(workspace: Workspace, tmp_path: Path) -> None:
    folder = copy_of(YANGZHOU, tmp_path / "yangzhou")
    with (folder / "relations.csv").open("a", encoding="utf-8") as stream:
        stream.write('p-liujun,VISITED,"never closed')
    with pytest.raises(UnreadableFile):
        load_path(workspace, folder)
    assert workspace.ledger.loads() == []
    assert list(workspace.ledger.nodes()) == []


@pytest.mark.parametrize("engine", ["arcadedb"], indirect=True)
def test_id_known_as_another_thing_refuses_the_load(workspace: Workspace, tmp_path: Path) -> None:
    load_path(workspace, YANGZHOU)
    for name in ("sources", "relations"):
        shutil.copy(YANGZHOU / f"{name}.csv", tmp_path)
    (tmp_path / "relations.csv").write_text(
        (YANGZHOU / "relations.csv").read_text("utf-8").splitlines()[0] + "\n", "utf-8"
    )
    (tmp_path / "agencies.csv").write_text("id,name,place_id,source_id\np-liujun,样例单位,,s-seed\n", "utf-8")
    with pytest.raises(LedgerError) as raised:
        load_path(workspace, tmp_path, source="样例来源")
    assert raised.value.code == "ledger.other_label"
    assert len(workspace.ledger.loads()) == 1


@pytest.mark.parametrize("engine", ["arcadedb"], indirect=True)
def test_what_is_no_canonical_folder_is_refused_in_words(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as missing:
        load_path(workspace, tmp_path / "nothing")
    assert missing.value.code == "loaders.not_found"
    (tmp_path / "名册.xlsx").write_bytes(b"PK")
    for path in (tmp_path, tmp_path / "名册.xlsx"):
        with pytest.raises(UnknownLayout) as unknown:
            load_path(workspace, path)
        assert "relations.csv" in unknown.value.hint()


def test_national_folder_is_recognised_by_itself(workspace: Workspace) -> None:
    report = load_path(workspace, NATIONAL, dry_run=True)
    assert report.source == "national"
    assert report.changed > 30_000

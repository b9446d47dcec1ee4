"""Folders into the ledger: what a source no longer says, what is joined, what is refused whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import LedgerError, UnknownLayout, UnreadableFile
from graph.ledger import Ledger
from loaders.bundled import BUNDLED, is_loaded
from loaders.load import state_path
from loaders.office.wishes import Wishes
from tests.loaders.conftest import NATIONAL, YANGZHOU, copy_of, corrected

HEADER = (YANGZHOU / "relations.csv").read_text("utf-8").splitlines()[0] + "\n"


@pytest.fixture
def yangzhou_ledger(ledger: Ledger) -> Ledger:
    """A ledger that holds the bundled folder."""
    state_path(ledger, YANGZHOU)
    return ledger


def test_complete_source_retires_what_it_no_longer_says(yangzhou_ledger: Ledger, tmp_path: Path) -> None:
    folder = copy_of(YANGZHOU, tmp_path / "yangzhou")
    corrected(folder / "segments.csv", "seg-he-ou,荷藕,,,s-by-lotus-2020\n", "")
    kept = [line for line in (folder / "relations.csv").read_text("utf-8").splitlines(True) if "seg-he-ou" not in line]
    (folder / "relations.csv").write_text("".join(kept), "utf-8")
    assert state_path(yangzhou_ledger, folder).counts["Segment"]["retired"] == 0
    assert state_path(yangzhou_ledger, folder, complete=True).counts["Segment"]["retired"] == 1
    assert list(yangzhou_ledger.nodes_of(["seg-he-ou"])) == []


def test_national_lists_join_what_is_known_and_double_nothing(yangzhou_ledger: Ledger) -> None:
    before = {node.id: node for node in yangzhou_ledger.nodes()}
    assert state_path(yangzhou_ledger, NATIONAL).refused == []
    nodes = {node.id: node for node in yangzhou_ledger.nodes()}
    named: dict[object, list[str]] = {}
    for node in nodes.values():
        named.setdefault(node.properties.get("name"), []).append(node.id)
    assert named["扬州大学"] == ["i-yang-zhou-da-xue"]
    assert named["江苏大学"] == ["i-jiang-su-da-xue"]
    assert named["扬州经济技术开发区"] == ["pl-yang-zhou-jing-ji-ji-shu-kai-fa-qu"]
    assert named["上海市"] == ["pl-310000"]
    assert sorted(named["新集镇"]) == ["pl-320724109", "pl-xin-ji-zhen"]
    assert len(named["国家特色蔬菜产业技术体系"]) == 1
    assert nodes["pl-yang-zhou-jing-ji-ji-shu-kai-fa-qu"].properties["statistical_code"] == "321071"
    assert nodes["i-yang-zhou-da-xue"].properties["code"] == "4132011117"
    changed = {id for id, node in before.items() if nodes[id].properties != node.properties}
    assert {before[id].label for id in changed} <= {"Place", "Institution", "ExpertGroup"}
    assert [id for id in before if nodes[id].properties.get("reference")] == []
    assert {id for id, node in nodes.items() if not node.properties.get("reference") and node.label != "Source"} <= set(
        before
    )
    assert state_path(yangzhou_ledger, NATIONAL).changed == 0


def test_bundled_folder_counts_as_loaded_until_it_is_taken_back(ledger: Ledger) -> None:
    assert set(BUNDLED) == {"yangzhou", "national"}
    assert not is_loaded(ledger, "yangzhou")
    report = state_path(ledger, YANGZHOU)
    assert is_loaded(ledger, "yangzhou")
    assert not is_loaded(ledger, "national")
    ledger.rollback(report.load or 0)
    assert not is_loaded(ledger, "yangzhou")


def test_rows_may_point_at_what_was_loaded_before(yangzhou_ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "relations.csv").write_text(f"{HEADER}p-liujun,VISITED,pl-321012,样例走访,,,2021,,\n", "utf-8")
    report = state_path(yangzhou_ledger, tmp_path, Wishes(source="样例来源"))
    assert (report.source, report.refused, report.counts["VISITED"]["made"]) == ("样例来源", [], 1)


def test_refused_rows_are_counted_by_type(ledger: Ledger, tmp_path: Path) -> None:
    folder = copy_of(YANGZHOU, tmp_path / "yangzhou")
    corrected(folder / "people.csv", "p-yanglei,杨蕾,", "p-yanglei,,")
    report = state_path(ledger, folder)
    assert (report.counts["Person"]["made"], report.counts["Person"]["refused"]) == (116, 1)
    assert report.counts["AFFILIATED_WITH"]["refused"] == 1


def test_folder_that_breaks_off_leaves_no_trace(ledger: Ledger, tmp_path: Path) -> None:
    folder = copy_of(YANGZHOU, tmp_path / "yangzhou")
    with (folder / "relations.csv").open("a", encoding="utf-8") as stream:
        stream.write('p-liujun,VISITED,"never closed')
    with pytest.raises(UnreadableFile):
        state_path(ledger, folder)
    assert ledger.loads() == []
    assert list(ledger.nodes()) == []


def test_id_known_as_another_thing_refuses_the_load(yangzhou_ledger: Ledger, tmp_path: Path) -> None:
    shutil.copy(YANGZHOU / "sources.csv", tmp_path)
    (tmp_path / "relations.csv").write_text(HEADER, "utf-8")
    (tmp_path / "agencies.csv").write_text("id,name,place_id,source_id\np-liujun,样例单位,,s-seed\n", "utf-8")
    with pytest.raises(LedgerError) as raised:
        state_path(yangzhou_ledger, tmp_path, Wishes(source="样例来源"))
    assert raised.value.code == "ledger.other_label"
    assert len(yangzhou_ledger.loads()) == 1


def test_what_is_no_canonical_folder_is_refused_in_words(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as missing:
        state_path(ledger, tmp_path / "nothing")
    assert missing.value.code == "loaders.not_found"
    with pytest.raises(UnknownLayout) as unknown:
        state_path(ledger, tmp_path)
    assert "relations.csv" in unknown.value.hint()

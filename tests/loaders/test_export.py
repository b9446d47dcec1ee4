"""What is exported reads back the same; other formats hold as much."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx
import pytest

from graph.errors import LoadError, SchemaTooNew, UnreadableFile
from graph.ledger import Claim, Ledger, NodeClaim, RelationshipClaim, graph_digest, open_ledger
from graph.workspace import Workspace
from loaders import exported
from loaders.export import cell, export
from loaders.load import load_path
from loaders.reading import open_folder
from loaders.recognise import recognise
from loaders.writing import Content
from tests.loaders.conftest import Read

AWKWARD: list[Claim] = [
    NodeClaim("s-1", "Source", {"name": '标题，“引号”,"quotes"\n第二行', "date": "2020-08", "linkable": False}),
    NodeClaim("s-2", "Source", {"name": "样例报道", "date": "2021"}),
    NodeClaim(
        "p-1",
        "Person",
        {"name": "测试甲", "roles": ["专家", "a;b", '"'], "alias": ["=1+1"], "is_talent": False},
        ("s-1",),
    ),
    NodeClaim("p-2", "Person", {"name": "007"}, ("s-1", "s-2")),
    NodeClaim("t-1", "Statistic", {"name": "样例数", "value": 80, "unit": "%"}, ("s-1",)),
    NodeClaim("t-2", "Statistic", {"name": "样例数", "value": 80.0, "unit": "%"}, ("s-1",)),
    NodeClaim("t-3", "Statistic", {"name": "样例数", "value": 99.8}, ("s-2",)),
    NodeClaim("i-1", "Institution", {"name": "样例大学"}),
    RelationshipClaim(
        "AFFILIATED_WITH", "p-1", "i-1", {"role": "教授"}, since="2019", observed="2020-08-26", sources=("s-1",)
    ),
    RelationshipClaim(
        "AFFILIATED_WITH", "p-1", "i-1", {"role": "教授"}, since="2019-03", observed="2021", sources=("s-2",)
    ),
    RelationshipClaim("AFFILIATED_WITH", "p-1", "i-1", {"role": "院长"}, until="2022"),
    RelationshipClaim("ASSISTS", "p-2", "p-1", {}, observed="2018-05-01", sources=("s-1",)),
    RelationshipClaim("ASSISTS", "p-2", "p-1", {"note": "样例"}, observed="2020", sources=("s-2",)),
]


def ledger_of(path: Path, claims: list[Claim]) -> Ledger:
    ledger = open_ledger(f"sqlite:///{path}")
    ledger.load("样例", claims)
    return ledger


def read_back(folder: Path, path: Path) -> Ledger:
    reading = open_folder(recognise(folder), folder)
    ledger = ledger_of(path, list(reading.claims()))
    assert reading.refused == []
    assert reading.ignored == []
    return ledger


@pytest.fixture
def bundled(yangzhou: Read, tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path / "bundled.sqlite", yangzhou.claims)


def test_bundled_data_reads_back_to_an_equal_digest(bundled: Ledger, tmp_path: Path) -> None:
    written = export(Content.of(bundled), tmp_path / "out")
    assert written.nodes == sum(1 for _ in bundled.nodes())
    assert written.relationships == sum(1 for _ in bundled.relationships())
    assert read_back(tmp_path / "out", tmp_path / "again.sqlite").digest() == bundled.digest()


def test_awkward_values_and_dates_read_back_to_an_equal_digest(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "first.sqlite", AWKWARD)
    assert any("observed_first" in tie.properties for tie in ledger.relationships())
    export(Content.of(ledger), tmp_path / "out")
    again = read_back(tmp_path / "out", tmp_path / "again.sqlite")
    assert list(again.nodes()) == list(ledger.nodes())
    assert list(again.relationships()) == list(ledger.relationships())
    assert again.digest() == ledger.digest()


def test_merged_things_read_back_as_the_one_they_are(bundled: Ledger, tmp_path: Path) -> None:
    bundled.merge(["e-hua-fu-gong-si", "e-hua-fu-ji-tuan"], "样例判定")
    export(Content.of(bundled), tmp_path / "out")
    assert read_back(tmp_path / "out", tmp_path / "again.sqlite").digest() == bundled.digest()


def test_export_goes_from_one_workspace_to_another_on_either_engine(
    bundled: Ledger, workspace: Workspace, tmp_path: Path
) -> None:
    export(Content.of(bundled), tmp_path / "out")
    report = load_path(workspace, tmp_path / "out")
    assert report.refused == []
    assert graph_digest(workspace.database) == bundled.digest()
    assert load_path(workspace, tmp_path / "out").changed == 0


def test_manifest_says_what_the_folder_holds(bundled: Ledger, tmp_path: Path) -> None:
    export(Content.of(bundled), tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert (manifest["layout"], manifest["schema"], manifest["digest"]) == (2, bundled.schema.version, bundled.digest())
    assert manifest["files"]["nodes/Person.csv"] == 117
    for name, count in manifest["files"].items():
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as stream:
            assert sum(1 for _ in csv.reader(stream)) == count + 1


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"layout": 3}, SchemaTooNew, "loaders.newer_export"),
        ({"schema": 999}, SchemaTooNew, "loaders.newer_export"),
        ({"files": {"nodes/Gone.csv": 1}}, UnreadableFile, "loaders.export_incomplete"),
        ({"files": 5}, UnreadableFile, "loaders.broken_manifest"),
    ],
)
def test_folder_that_cannot_be_whole_is_refused(
    tmp_path: Path, change: dict[str, object], error: type[Exception], code: str
) -> None:
    export(Content.of(ledger_of(tmp_path / "first.sqlite", AWKWARD)), tmp_path / "out")
    path = tmp_path / "out" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    with pytest.raises(error) as raised:
        recognise(tmp_path / "out")
    assert getattr(raised.value, "code", "") == code


def test_manifest_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(UnreadableFile):
        recognise(tmp_path)


def test_export_replaces_an_export_and_nothing_else(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "first.sqlite", AWKWARD)
    export(Content.of(ledger), tmp_path / "out")
    export(Content.of(ledger), tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("样例", "utf-8")
    with pytest.raises(LoadError) as raised:
        export(Content.of(ledger), tmp_path / "mine")
    assert raised.value.code == "loaders.export_in_the_way"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_json_holds_every_node_and_relationship(bundled: Ledger, tmp_path: Path) -> None:
    written = export(Content.of(bundled), tmp_path / "out.json", "json")
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (len(found["nodes"]), len(found["relationships"])) == (written.nodes, written.relationships)
    person = next(node for node in found["nodes"] if node["id"] == "p-liuhongbing")
    assert person["label"] == "Person"
    assert person["properties"]["roles"] == ["专家"]


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_formats_of_other_tools_hold_as_much(bundled: Ledger, tmp_path: Path, kind: str) -> None:
    written = export(Content.of(bundled), tmp_path / f"out.{kind}", kind)
    reader = networkx.read_graphml if kind == "graphml" else networkx.read_gexf
    read = reader(tmp_path / f"out.{kind}")
    assert (read.number_of_nodes(), read.number_of_edges()) == (written.nodes, written.relationships)
    assert read.nodes["p-liuhongbing"]["label"] == "刘红兵"


def test_unknown_format_and_unwritable_path_are_told(bundled: Ledger, tmp_path: Path) -> None:
    for path, kind, code in (
        (tmp_path / "out", "excel", "loaders.export_format"),
        (tmp_path / "no" / "such" / "out.json", "json", "loaders.export_failed"),
    ):
        with pytest.raises(LoadError) as raised:
            export(Content.of(bundled), path, kind)
        assert raised.value.code == code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (80, "80"),
        (80.0, "80.0"),
        (["甲", "乙"], '["甲", "乙"]'),
        ("007", "007"),
    ],
)
def test_cells_tell_types_apart(value: object, text: str) -> None:
    assert cell(value) == text


def test_layout_of_an_export_follows_the_schema(bundled: Ledger) -> None:
    files = {file.file for file in exported.layout().files}
    assert {exported.node_file(label) for label in bundled.schema.nodes} <= files
    assert {exported.relationship_file(type) for type in bundled.schema.relationships} <= files

"""Folders into a real workspace on both engines: loaded as one unit, again without a change, taken back."""

from __future__ import annotations

from pathlib import Path

from graph.ledger import graph_digest
from graph.workspace import Workspace
from loaders.load import load_path
from tests.loaders.conftest import YANGZHOU, copy_of, corrected


def test_bundled_folder_is_published_and_loading_it_again_changes_nothing(workspace: Workspace) -> None:
    told: list[tuple[str, int]] = []
    report = load_path(workspace, YANGZHOU, progress=lambda stage, more, total: told.append((stage, more)))
    assert (report.source, report.load, report.refused, report.ignored) == ("yangzhou", 1, [], [])
    assert report.counts["Person"]["made"] == 117
    assert report.counts["POSSIBLY_SAME_AS"]["queued"] == 2
    assert {"reading", "alike", "facts", "nodes", "relationships", "search"} <= {stage for stage, *_ in told}
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

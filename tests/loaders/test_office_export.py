"""What office files and joins came to goes out as a folder and comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.ledger import Ledger, open_ledger
from loaders.bundled import BUNDLED
from loaders.export import export
from loaders.load import state_path
from loaders.writing import Content
from tests.loaders.office.expected import ROSTERS

FILES = ("产业链企业名录.csv", "科技镇长团成员名册.xlsx", "引荐记录.csv", "人员更正.csv", "企业技术需求汇总表.xlsx")


@pytest.fixture
def offices(tmp_path: Path) -> Ledger:
    """The bundled reports and rosters about the same people, in one ledger."""
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    state_path(ledger, BUNDLED["yangzhou"])
    for name in FILES:
        state_path(ledger, ROSTERS / name)
    return ledger


def test_a_folder_written_out_comes_back_the_same(offices: Ledger, tmp_path: Path) -> None:
    assert len(offices.joined()) > 100
    one, other = offices.questions()[0].first, offices.questions()[0].second
    offices.merge([one, other])
    joined = offices.joined()[0]
    offices.apart(*joined.records)
    export(Content.of(offices), tmp_path / "out")
    with open_ledger(f"sqlite:///{tmp_path}/other.sqlite") as other_ledger:
        report = state_path(other_ledger, tmp_path / "out")
        assert report.refused == []
        assert other_ledger.digest() == offices.digest()
    offices.close()

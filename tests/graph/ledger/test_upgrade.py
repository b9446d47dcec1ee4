"""Ledgers of earlier releases are upgraded after a backup, those of later ones refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from graph.errors import SchemaTooNew
from graph.ledger import open_ledger
from graph.ledger import upgrade as upgrading
from scripts.ledger_fixture import DIGEST, FIXTURE
from tests.graph.ledger.claims import person

_NEXT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "next", "0002"

def upgrade() -> None:
    op.add_column("load", sa.Column("remark", sa.Text()))
    {more}
"""


@pytest.fixture
def a_later_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Migrations with one more than there are; the file of that one."""
    scripts = tmp_path / "migrations"
    shutil.copytree(upgrading.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    extra = scripts / "versions" / "next.py"
    extra.write_text(_NEXT.format(more=""), "utf-8")
    monkeypatch.setattr(upgrading, "SCRIPTS", scripts)
    return extra


def columns(url: str) -> set[str]:
    engine = create_engine(url)
    found = {column["name"] for column in inspect(engine).get_columns("load")}
    engine.dispose()
    return found


def test_the_ledger_of_the_first_release_opens(tmp_path: Path) -> None:
    file = shutil.copy(FIXTURE, tmp_path / "ledger.sqlite")
    with open_ledger(f"sqlite:///{file}") as ledger:
        assert ledger.digest() == ledger.recompute_digest() == DIGEST
        assert [each.state for each in ledger.loads() if each.kind == "load"] == ["in force", "undone", "in force"]
        ledger.rollback(1)
        ledger.load("later", [person("p9", "测试壬")])
        assert ledger.digest() == ledger.recompute_digest()


def test_an_older_ledger_is_upgraded_after_a_backup(tmp_path: Path, a_later_release: Path) -> None:
    file = Path(shutil.copy(FIXTURE, tmp_path / "ledger.sqlite"))
    url = f"sqlite:///{file}"
    with open_ledger(url) as ledger:
        assert ledger.digest() == DIGEST
    assert "remark" in columns(url)
    (backup,) = tmp_path.glob("ledger.before-upgrade-*.sqlite")
    assert "remark" not in columns(f"sqlite:///{backup}")
    with open_ledger(url):
        assert len(list(tmp_path.glob("ledger.before-upgrade-*"))) == 1, "once is enough"


def test_a_failing_upgrade_leaves_the_ledger_as_it_was(tmp_path: Path, a_later_release: Path) -> None:
    a_later_release.write_text(_NEXT.format(more="raise RuntimeError('half-way')"), "utf-8")
    file = shutil.copy(FIXTURE, tmp_path / "ledger.sqlite")
    with pytest.raises(RuntimeError, match="half-way"):
        open_ledger(f"sqlite:///{file}")
    assert "remark" not in columns(f"sqlite:///{file}")


def test_the_ledger_of_a_later_release_is_refused(
    ledger_url: str, a_later_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ledger(ledger_url).close()
    assert "remark" in columns(ledger_url)
    monkeypatch.undo()
    with pytest.raises(SchemaTooNew, match="next"):
        open_ledger(ledger_url)

"""The page about reports is the one their files give."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher import reference
from cypher.catalogue import catalogue


def test_the_page_is_up_to_date() -> None:
    assert reference.main(["--check"]) == 0, "run: python -m cypher.reference"


def test_every_report_has_its_section_with_all_it_asks_and_gives() -> None:
    page = reference.page(catalogue())
    for report in catalogue():
        assert f"## {report.slug} · {report.header.title.zh}\n" in page
        assert all(f"| `{name}` |" in page for name in [*report.header.parameters, *report.header.columns])


def test_writing_and_checking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "PATH", tmp_path / "docs" / "reports.md")
    assert reference.main(["--check"]) == 1
    assert reference.main([]) == 0
    assert reference.main(["--check"]) == 0
    reference.PATH.write_text("changed", "utf-8")
    assert reference.main(["--check"]) == 1

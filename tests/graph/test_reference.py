"""The page about the model is the one the schema gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import reference
from graph.schema import NodeType, RelationshipType, load_schema


def test_the_page_is_up_to_date() -> None:
    assert reference.main(["--check"]) == 0, "run: python -m graph.reference"


def test_every_type_and_property_is_on_the_page() -> None:
    schema = load_schema()
    page = reference.page(schema)
    types: list[NodeType | RelationshipType] = [*schema.nodes.values(), *schema.relationships.values()]
    for each in types:
        assert f"### {each.name} · {each.label.zh}\n" in page
        assert all(f"`{name}`" in page for name in each.properties)


def test_writing_and_checking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "PATH", tmp_path / "docs" / "model.md")
    assert reference.main(["--check"]) == 1
    assert reference.main([]) == 0
    assert reference.main(["--check"]) == 0
    reference.PATH.write_text("changed", "utf-8")
    assert reference.main(["--check"]) == 1

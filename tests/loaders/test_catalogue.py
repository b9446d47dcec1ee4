"""Layout files are checked when read."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import MappingError
from loaders.catalogue import layouts, read_layout

GOOD = """
title: {zh: 样例, en: Sample}
recognised_by: [people.csv]
files:
  - file: people.csv
    node: {label: Person, id: id, properties: {name: name}}
    relationships:
      - {type: LOCATED_IN, end: place}
"""


def written(path: Path, text: str) -> Path:
    file = path / "sample.yaml"
    file.write_text(text, "utf-8")
    return file


def test_bundled_layouts_are_sound() -> None:
    assert "canonical-1" in [each.name for each in layouts()]


def test_good_layout_is_read(tmp_path: Path) -> None:
    assert read_layout(written(tmp_path, GOOD)).files[0].file == "people.csv"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("label: Person", "label: Persona", "Persona"),
        ("{name: name}", "{name: name, shoe_size: size}", "shoe_size"),
        ("LOCATED_IN", "LIVES_IN", "LIVES_IN"),
        ("[people.csv]", "[persons.csv]", "persons.csv"),
        ("end: place", "end: {column: place, literal: x}", "exactly one"),
        ("recognised_by", "recognized_by", "recognized_by"),
        ("id: id", "id: {column: [}", "sample.yaml"),
        ("end: place", "end: {column: place, reader: magic}", "magic"),
        ("title: {zh: 样例, en: Sample}", "- nothing", "sample.yaml"),
    ],
)
def test_wrong_layout_is_refused_with_its_fault(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(MappingError) as raised:
        read_layout(written(tmp_path, GOOD.replace(old, new)))
    assert fault in raised.value.message()

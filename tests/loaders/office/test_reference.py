"""The page about mappings is the one their files give."""

from __future__ import annotations

from loaders import reference
from loaders.office.catalogue import mappings


def test_the_page_is_up_to_date() -> None:
    assert reference.main(["--check"]) == 0, "run: python -m loaders.reference"


def test_every_mapping_has_its_section_with_all_its_columns() -> None:
    page = reference.page()
    for mapping in mappings():
        assert f"## {mapping.name} · {mapping.title.zh}\n" in page
        assert all(f"| `{name}`" in page for name in mapping.columns)

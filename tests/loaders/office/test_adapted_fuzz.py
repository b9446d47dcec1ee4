"""Any headers, any cells: a draft reads back, a choice is read as it was made, or words say why not."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import LoadError, QianxianError
from loaders.headers import Table
from loaders.office.adapted_yaml import as_yaml
from loaders.office.assumed import tables_of
from loaders.office.catalogue import bundled, mappings
from loaders.office.custom import UNREAD, custom
from loaders.office.fitting import fit_of
from loaders.office.mapping_files import read_mapping
from loaders.office.suggest import suggest
from tests.loaders.headers.sheets import sheet as sheet_of
from tests.loaders.office.test_fuzz import cell

WORDINGS = [word for each in mappings() for column in each.columns.values() for word in column.wordings]
NAMES = sorted({name for each in mappings() for name in each.columns})
header = st.sampled_from(WORDINGS) | st.sampled_from(
    [
        "",
        "null",
        "yes",
        "1.0",
        "# 列",
        "- 列",
        "a: b",
        "'",
        '"',
        "{列}",
        "[列]",
        "甲\n乙",
        "列\u2028列",
        "\x85",
        "~",
        "!",
    ]
)


@st.composite
def rows(draw: st.DrawFn) -> list[list[str]]:
    """A header of known and strange wordings above some records."""
    headers = draw(st.lists(header | st.text(max_size=6), min_size=1, max_size=7))
    records = st.lists(cell, min_size=len(headers), max_size=len(headers))
    return [headers, *draw(st.lists(records, max_size=6))]


def told(error: QianxianError) -> None:
    assert all(error.message(language) and error.hint(language) for language in ("zh", "en"))


def check_draft(lines: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "样例.csv"
        with path.open("w", encoding="utf-8", errors="ignore", newline="") as stream:
            csv.writer(stream).writerows(lines)
        try:
            draft = suggest(path, "zh")
        except LoadError as error:
            told(error)
            return
        kept = Path(folder) / "draft.yaml"
        kept.write_text(draft.text, "utf-8")
        mapping = read_mapping(kept, bundled().named)
        assert mapping.columns.keys() >= draft.fit.columns.keys()
        assert mapping == draft.fit.mapping


def check_choice(table: Table, choice: dict[int, str]) -> None:
    try:
        found = custom(table, choice, name="样例")
    except QianxianError as error:
        told(error)
        return
    fit = fit_of(table, found.mapping)
    assert fit is not None
    read = {column.position: name for name, column in fit.columns.items()}
    assert all(read.get(position, UNREAD) == name for position, name in choice.items())
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "样例.yaml"
        kept.write_text(as_yaml(found.adapted), "utf-8")
        assert read_mapping(kept, bundled().named) == found.mapping


@given(rows())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_sheet_is_drafted_or_refused(lines: list[list[str]]) -> None:
    check_draft(lines)


@given(rows(), st.dictionaries(st.integers(0, 7), st.sampled_from([UNREAD, *NAMES]), max_size=4))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_choice_is_kept_or_refused(lines: list[list[str]], choice: dict[int, str]) -> None:
    for table in tables_of(sheet_of(lines), bundled().known):
        check_choice(table, choice)


@pytest.mark.soak
@given(rows())
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_draft_at_length(lines: list[list[str]]) -> None:
    check_draft(lines)


@pytest.mark.soak
@given(rows(), st.dictionaries(st.integers(0, 7), st.sampled_from([UNREAD, *NAMES]), max_size=4))
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_choice_at_length(lines: list[list[str]], choice: dict[int, str]) -> None:
    for table in tables_of(sheet_of(lines), bundled().known):
        check_choice(table, choice)

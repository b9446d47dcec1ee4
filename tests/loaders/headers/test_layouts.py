"""Whatever the layout, exactly what was laid out comes back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import contacts
from graph.folding import fold
from loaders.files.sheet import Sheet
from loaders.headers import find_tables
from tests.loaders.headers.layouts import KNOWN, Page, heaps, pages

_known = frozenset(map(fold, KNOWN))
quietly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def known(text: str) -> float:
    return 1.0 if fold(text) in _known else 0.0


def comes_back(page: Page) -> None:
    tables = find_tables(page.sheet(), known)
    assert [list(table.header_lines) for table in tables] == [each.header_lines for each in page.tables]
    for table, expected in zip(tables, page.tables, strict=True):
        assert list(table.context) == expected.context
        assert {column.position: column.path for column in table.columns} == expected.paths
        assert {record.line: dict(record.cells) for record in table.records()} == expected.records
        assert all(not record.faults for record in table.records())
        table.remarks()


@settings(quietly, max_examples=400)
@given(pages())
def test_layouts_come_back(page: Page) -> None:
    comes_back(page)


def holds_together(found: Sheet, hidden: bool) -> None:
    """Whatever stands on a sheet: no crash, no line twice, no cell that is not the sheet's, no contact detail."""
    lines = {line.number: line.cells for line in found.lines()}
    seen: list[tuple[int, int]] = []
    for table in find_tables(found, known, hidden=hidden):
        columns = {column.position for column in table.columns}
        for record in table.records():
            assert set(record.cells) <= columns
            assert record.line in lines
            assert all(text and contacts.in_value(text) is None for text in record.cells.values())
            seen += record.places.values() if record.places else [(record.line, position) for position in record.cells]
        assert all(contacts.in_value(text) is None for text in table.context)
        assert all(remark.code.startswith("headers.") for remark in table.remarks())
    assert len(seen) == len(set(seen))
    assert hidden or not {line for line, _ in seen} & found.hidden_lines


@settings(quietly, max_examples=400)
@given(heaps(), st.booleans())
def test_heaps_of_cells_do_no_harm(found: Sheet, hidden: bool) -> None:
    holds_together(found, hidden)


@pytest.mark.soak
@settings(quietly, max_examples=20_000)
@given(heaps(), st.booleans())
def test_heaps_of_cells_do_no_harm_at_length(found: Sheet, hidden: bool) -> None:
    holds_together(found, hidden)


@pytest.mark.soak
@settings(quietly, max_examples=20_000)
@given(pages())
def test_layouts_come_back_at_length(page: Page) -> None:
    comes_back(page)

"""Whatever the layout and the format: a load accounts for every row with data, and is taken back to nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import LoadError
from graph.ledger import Ledger, open_ledger
from loaders.load import state_path
from loaders.report import LoadReport
from tests.loaders.office.laid_out import Page, as_csv, as_ods, as_xls, as_xlsx, workbooks

Written = Callable[[list[Page], Path], Path]
formats = st.sampled_from([as_xlsx, as_csv, as_ods, as_xls])
quietly = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that every example leaves as it found it."""
    with open_ledger(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'ledger.sqlite'}") as opened:
        yield opened


def check(ledger: Ledger, pages: list[Page], write: Written) -> None:
    before = ledger.digest()
    with TemporaryDirectory() as folder:
        path = write(pages, Path(folder) / "样例_名册")
        try:
            report = state_path(ledger, path)
        except LoadError as error:
            told = [error.message("zh"), error.message("en")]
        else:
            told = ["taken"]
            try:
                assert unaccounted(ledger, report, pages) == []
            finally:
                ledger.rollback(report.load or 0)
        assert all(told)
        assert ledger.digest() == before


def unaccounted(ledger: Ledger, report: LoadReport, pages: list[Page]) -> list[tuple[str, int]]:
    """The lines with data of which nothing was taken, and nothing is told."""
    taken = {(claim.origin.sheet, claim.origin.line) for _, claim in ledger.live()}
    refused = {(each.sheet, each.line) for each in report.refused}
    told = {(each.sheet, line) for each in report.ignored for line in lines_of(each.error)}
    whole = {
        each.sheet for each in report.ignored if each.error.code in {"office.unknown_table", "office.hidden_sheet"}
    }
    data = {(page.name, line) for page in pages for line in page.data if page.name not in whole and seen(page, line)}
    return sorted(data - taken - refused - told)


def seen(page: Page, line: int) -> bool:
    """Whether a line has more than its number outside hidden columns: else the column is what is told of."""
    cells = enumerate(page.rows[line - 1])
    return any(text and not text.isdecimal() for at, text in cells if at not in page.hidden_columns)


def lines_of(remark: LoadError | object) -> Iterator[int]:
    """The lines that a remark names: 5、7–9."""
    details = getattr(remark, "details", {})
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", str(details.get("lines", ""))):
        yield from range(int(first), int(last or first) + 1)


@settings(quietly, max_examples=150)
@given(workbooks(), formats)
def test_every_row_is_taken_or_told(ledger: Ledger, pages: list[Page], write: Written) -> None:
    check(ledger, pages, write)


@pytest.mark.soak
@settings(quietly, max_examples=5_000)
@given(workbooks(), formats)
def test_every_row_is_taken_or_told_at_length(ledger: Ledger, pages: list[Page], write: Written) -> None:
    check(ledger, pages, write)

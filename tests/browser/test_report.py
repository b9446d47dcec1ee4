"""Journey: run a report, read it, change what it asks, take it away."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.canvas import expect_nodes


def test_a_report_is_chosen_read_and_left_for_the_canvas(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.get_by_role("link", name="报表", exact=True).click()
    page.get_by_role("link", name="产业链环节覆盖").click()
    expect(page.get_by_role("heading", name="产业链环节覆盖")).to_be_visible()
    expect(page.locator(".report-notes")).to_contain_text("数据截至")
    rows = page.locator(".ag-center-cols-container .ag-row")
    expect(rows.first).to_be_visible()
    expect(page.get_by_text("库中未收录", exact=True).first).to_be_visible()
    rows.first.get_by_role("button").click()
    expect_nodes(page, 1)


def test_a_parameter_changes_the_rows_and_stands_in_the_address(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/reports/introductions-by-kind")
    count = page.locator(".report-result-head h2")
    expect(count).to_have_text("12 行")
    kind = page.get_by_role("textbox", name="类别")
    kind.click()
    page.get_by_role("option", name="牵线引荐").click()
    page.get_by_role("button", name="运行").click()
    expect(count).to_have_text("5 行")
    assert "kind=" in page.url
    page.reload()
    expect(count).to_have_text("5 行")
    expect(kind).to_have_value("牵线引荐")
    expect(page.locator(".ag-root")).to_contain_text("焊接工艺效率提高15倍")
    kind.click()
    page.get_by_role("option", name="不限").click()
    page.get_by_role("button", name="运行").click()
    expect(count).to_have_text("12 行")
    assert "kind=" not in page.url


def test_what_does_not_fit_a_parameter_is_said(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/reports/single-expert-places?at_most=many")
    expect(page.locator(".report .state")).to_contain_text("at_most")
    page.goto(f"{base_url}/reports/no-such-report")
    expect(page.locator(".report-page .state")).to_contain_text("no-such-report")


def test_the_rows_are_taken_away_as_a_workbook_and_as_csv(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/reports/introductions-by-kind?kind=牵线引荐")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 XLSX").click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row if cell]
    assert "刘红兵" in cells
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 CSV").click()
    assert "刘红兵" in Path(download.value.path()).read_text("utf-8-sig")

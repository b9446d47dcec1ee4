"""Journey: which bodies connect circles, from the list of reports to the canvas."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.canvas import expect_nodes


def test_bridges_stand_among_the_reports_and_lead_to_the_canvas(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/reports")
    page.get_by_role("link", name="桥接单位").click()
    expect(page.locator("#view-reports")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("heading", name="桥接单位")).to_be_visible()
    expect(page.locator(".report-link-here")).to_contain_text("桥接单位")
    rows = page.locator(".bridges tbody tr")
    expect(rows).to_have_count(12)
    constraints = [float(text) for text in page.locator(".bridges tbody td:nth-child(3)").all_inner_texts()]
    assert constraints == sorted(constraints)
    expect(page.locator(".bridges .icon-person")).to_have_count(0)
    name = rows.first.get_by_role("button").inner_text()
    rows.first.get_by_role("button").click()
    expect_nodes(page, 1)
    expect(page.locator("#details").get_by_role("heading", name=name)).to_be_visible()

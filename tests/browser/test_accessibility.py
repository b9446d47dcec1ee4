"""axe-core finds nothing serious on any page, in either language, light or dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.canvas import DONGSHENG, LIU, expect_nodes

GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_serious(page: Page, base_url: str, language: str, scheme: str) -> None:
    chosen = {"qianxian_language": language, "qianxian_scheme": scheme}
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in chosen.items()])
    page.goto(base_url)
    page.locator(".state-chips").wait_for()
    check(page)
    page.goto(f"{base_url}/?ids={LIU},{DONGSHENG}&selected={LIU}")
    expect_nodes(page, 2)
    page.locator("#details .evidence summary").first.click()
    page.locator('[data-act="list"][aria-pressed]').click()
    page.get_by_role("combobox").first.press_sequentially("liu", delay=20)
    page.get_by_role("option").first.wait_for()
    check(page)
    page.locator("#view-chains").click()
    page.locator(".lane-card").first.wait_for()
    check(page)
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=i-yang-zhou-da-xue")
    expect(page.locator(".route-verdict")).to_be_visible()
    check(page)
    page.goto(f"{base_url}/reports/introductions-by-kind")
    page.locator(".ag-row").first.wait_for()
    check(page)


def check(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    grave = [
        (each["id"], each["help"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in GRAVE
    ]
    assert grave == []

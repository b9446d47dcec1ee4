"""Journey: see the three chains side by side, and what is not on file."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.canvas import LIU, expand, open_with


def test_lanes_show_the_canvas_and_what_is_not_on_file(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    expand(page)
    page.get_by_role("link", name="三链视图").click()
    lanes = page.locator("#lanes")
    expect(lanes.locator(".lane")).to_have_count(3)
    expect(lanes.get_by_role("button", name="刘红兵", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(lanes.locator(".lane-card-empty", has_text="团队：库中未收录")).to_be_visible()
    assert "缺口" not in lanes.inner_text()

    project = lanes.get_by_role("button", name=re.compile("东升公司"))
    project.click()
    expect(project).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#details").get_by_role("heading", name=re.compile("磁浮焊"))).to_be_visible()


def test_what_is_on_file_beyond_the_canvas_is_brought_in(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    page.get_by_role("link", name="三链视图").click()
    more = page.locator('.lane-card-more[data-value="Institution"]')
    expect(more).to_contain_text("另有 1 个高校院所")
    more.click()
    expect(page.locator("#lanes").get_by_role("button", name="上海工程技术大学")).to_be_visible()
    expect(more).to_have_count(0)

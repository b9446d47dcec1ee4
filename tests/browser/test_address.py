"""Journey: send a colleague the link; come back to where one was."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.canvas import LIU, elements, expand, expect_nodes, open_with, pick


def test_reload_shows_the_same_picture(explore: Page) -> None:
    pick(explore, "lhb", "刘红兵")
    expect_nodes(explore, 1)
    expand(explore)
    expect_nodes(explore, 5)
    explore.locator('#legend [data-value="Project"]').click()
    expect_nodes(explore, 4)
    shown, address = elements(explore), explore.url
    assert re.search(r"\?view=[0-9a-f]{12}&selected=p-liuhongbing$", address)
    explore.reload()
    expect_nodes(explore, 4)
    assert elements(explore) == shown
    assert explore.url == address
    expect(explore.locator("#details").get_by_role("heading", name="刘红兵")).to_be_visible()


def test_the_shared_link_opens_the_same_picture_elsewhere(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    expand(page)
    page.get_by_role("button", name="分享链接").click()
    link = page.get_by_label("链接", exact=True)
    expect(link).to_have_value(re.compile(r"view="))
    other = page.context.new_page()
    other.goto(link.input_value())
    expect_nodes(other, 5)
    assert elements(other) == elements(page)
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    expect(link).to_be_hidden()


def test_the_scene_follows_from_page_to_page(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    expand(page)
    page.get_by_role("link", name="报表").click()
    page.get_by_role("link", name="关系探索").click()
    expect_nodes(page, 5)


def test_a_view_that_is_not_there_says_so(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/?view=000000000000")
    expect(page.locator(".notice")).to_contain_text("没有找到：000000000000")
    expect(page.get_by_role("heading", name="从一个名字开始")).to_be_visible()

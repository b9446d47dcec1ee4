"""Journey: make a picture readable: types off, a year, nodes out of the way, nodes where one wants them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.canvas import (
    DONGSHENG,
    LIU,
    YIZHENG,
    elements,
    expand,
    expect_nodes,
    nodes,
    open_with,
    places,
    stage,
)


def test_the_legend_hides_and_shows_a_type(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU, DONGSHENG, YIZHENG)
    before = elements(page)
    row = page.locator('#legend [data-value="Place"]')
    expect(row).to_contain_text("1")
    row.click()
    expect_nodes(page, 2)
    expect(row).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#summary")).to_contain_text("筛选隐藏了 1 个节点")
    expect(row).to_be_focused()
    row.click()
    expect_nodes(page, 3)
    assert elements(page) == before


def test_a_year_hides_what_did_not_hold_and_says_so(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU, DONGSHENG, "q-dongsheng-weld", "j-ci-fu-han-gong-guan")
    ties = int(stage(page).get_attribute("data-ties") or 0)
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    expect(page.locator("#as-of-text")).to_contain_text(re.compile(r"20\d\d 年"))
    expect(page.locator("#summary")).to_contain_text("不成立，未显示")
    expect(stage(page)).not_to_have_attribute("data-ties", str(ties))
    expect_nodes(page, 4)
    page.reload()
    expect(slider).to_have_attribute("aria-valuenow", slider.get_attribute("aria-valuemin") or "")
    page.locator("#as-of-text button").click()
    expect(stage(page)).to_have_attribute("data-ties", str(ties))
    expect(slider).to_have_attribute("aria-valuenow", slider.get_attribute("aria-valuemax") or "")


def test_a_row_hidden_in_the_list_is_hidden_on_the_canvas(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU, DONGSHENG)
    page.get_by_role("button", name="列表").click()
    row = page.locator("tr", has_text="刘红兵")
    row.get_by_role("button", name="隐藏").click()
    expect_nodes(page, 1)
    expect(row).to_have_count(0)
    page.locator('[data-act="undo"]').click()
    expect(row).to_have_count(1)


def test_a_dragged_node_stays_where_it_was_put(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU, DONGSHENG)
    x, y = page.evaluate(
        "id => { const {x, y} = window.cy.getElementById(id).renderedPosition();"
        " const box = window.cy.container().getBoundingClientRect(); return [box.left + x, box.top + y]; }",
        LIU,
    )
    start = places(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 80, steps=5)
    page.mouse.up()
    dragged = places(page)
    assert dragged[LIU] != start[LIU]
    page.locator('#legend [data-value="Place"], #legend [data-value="Enterprise"]').first.click()
    expect_nodes(page, 1)
    page.locator('#legend [data-value="Enterprise"]').click()
    expect_nodes(page, 2)
    now = places(page)
    assert abs(now[LIU]["x"] - dragged[LIU]["x"]) < 0.1
    assert abs(now[LIU]["y"] - dragged[LIU]["y"]) < 0.1


def test_a_hub_shows_some_says_of_how_many_and_brings_more(page: Page, base_url: str) -> None:
    open_with(page, base_url, "pl-321000")
    expand(page)
    notice = page.locator(".notice")
    expect(notice).to_contain_text(re.compile(r"已展开 25 / \d{2,}"))
    shown = nodes(page)
    assert 10 < shown <= 26
    standing = places(page)
    notice.get_by_role("button", name=re.compile("再展开")).click()
    expect(notice).to_contain_text("已展开 50 /")
    now = places(page)
    assert {id: now[id] for id in standing} == standing

"""Journey: everything the canvas does, without a mouse."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.canvas import expect_nodes, stage


def test_search_expand_move_hide_undo_by_keys_alone(explore: Page) -> None:
    keys = explore.keyboard
    keys.press("/")
    expect(explore.get_by_role("combobox").first).to_be_focused()
    keys.type("lhb", delay=30)
    # Not what the first letter alone has found.
    expect(explore.get_by_role("option").first).to_contain_text("刘红兵")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect_nodes(explore, 1)

    stage(explore).focus()
    keys.press("Enter")
    expect_nodes(explore, 5)
    keys.press("ArrowUp")
    moved = explore.locator("#canvas-said")
    expect(moved).not_to_be_empty()
    name = moved.inner_text()
    expect(explore.locator("#details h2").first).to_have_text(name)

    keys.press("Delete")
    expect_nodes(explore, 4)
    keys.press("Control+z")
    expect_nodes(explore, 5)


def test_the_menu_of_a_node_opens_by_key_and_gives_the_focus_back(explore: Page) -> None:
    explore.locator(".chip").first.focus()
    explore.keyboard.press("Enter")
    expect_nodes(explore, 1)
    stage(explore).focus()
    explore.keyboard.press("Shift+F10")
    menu = explore.get_by_role("group", name="节点操作")
    expect(menu.get_by_role("button", name="展开关联")).to_be_focused()
    explore.keyboard.press("ArrowDown")
    expect(menu.get_by_role("button", name="以此为中心")).to_be_focused()
    explore.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(stage(explore)).to_be_focused()


def test_the_list_does_what_the_canvas_does(explore: Page) -> None:
    explore.locator(".chip").first.press("Enter")
    expect_nodes(explore, 1)
    explore.get_by_role("button", name="列表").press("Enter")
    table = explore.locator(".canvas-table")
    expect(table).to_be_visible()
    table.get_by_role("button", name="展开").first.press("Enter")
    expect(explore.locator(".canvas-table tbody tr")).not_to_have_count(1)


def test_the_skip_link_leads_to_the_page(explore: Page) -> None:
    explore.keyboard.press("Tab")
    expect(explore.get_by_role("link", name="跳到主要内容")).to_be_focused()

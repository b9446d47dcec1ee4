"""Journey: find somebody by initials, look around them, take a step back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.canvas import elements, expand, expect_nodes, nodes, pick, places, search


def test_initials_find_expand_brings_undo_takes_back(explore: Page) -> None:
    pick(explore, "lhb", "刘红兵")
    expect_nodes(explore, 1)
    details = explore.locator("#details")
    expect(details.get_by_role("heading", name="刘红兵")).to_be_visible()

    before, standing = elements(explore), places(explore)
    expand(explore)
    expect_nodes(explore, 5)
    now = places(explore)
    assert {id: now[id] for id in standing} == standing
    expect(explore.locator(".notice")).to_contain_text("已展开 4 / 4")
    after = elements(explore)

    explore.locator('[data-act="undo"]').click()
    expect_nodes(explore, 1)
    assert elements(explore) == before
    explore.locator('[data-act="redo"]').click()
    expect_nodes(explore, 5)
    assert elements(explore) == after


def test_details_say_what_they_rest_on(explore: Page) -> None:
    pick(explore, "liuhongbing", "刘红兵")
    details = explore.locator("#details")
    project = details.locator(".tie", has_text="东升公司“磁浮焊”")
    expect(project).to_contain_text("报道时点 2020 年 8 月 26 日")
    project.locator("summary").click()
    source = project.locator(".source-card")
    expect(source).to_contain_text("新华日报")
    expect(source).to_contain_text("2020 年 8 月 26 日")
    expect(source.get_by_role("link")).to_have_count(0)


def test_suggestions_are_grouped_by_type(explore: Page) -> None:
    search(explore, "刘").first.wait_for()
    groups = explore.locator(".finder-group").all_inner_texts()
    assert "人员" in groups
    assert len(groups) >= 2


def test_traditional_characters_and_blanks_find_as_well(explore: Page) -> None:
    box = explore.get_by_role("combobox").first
    for text in ("劉紅兵", "liu hong bing", "ＬＨＢ"):
        box.fill(text)
        expect(explore.get_by_role("option", name="刘红兵 教授")).to_be_visible()


def test_nothing_is_asked_while_an_input_method_composes(explore: Page) -> None:
    explore.get_by_role("combobox").first.focus()
    asked: list[str] = []
    explore.on("request", lambda request: asked.append(request.post_data or "") if request.method == "POST" else None)
    typing = explore.context.new_cdp_session(explore)
    for text in ("l", "li", "liu", "liu h", "liu hong"):
        typing.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    typing.send("Input.insertText", {"text": "刘红"})
    expect(explore.get_by_role("option", name="刘红兵 教授")).to_be_visible()
    queries = [body for body in asked if '\\"finder\\":\\"query\\"' in body or '"finder":"query"' in body]
    assert len(queries) == 1


def test_a_miss_says_what_else_to_try(explore: Page) -> None:
    explore.get_by_role("combobox").first.press_sequentially("没有这个人", delay=10)
    expect(explore.locator(".finder-note")).to_contain_text("没有找到“没有这个人”")
    assert nodes(explore) == 0

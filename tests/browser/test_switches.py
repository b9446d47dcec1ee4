"""Journey: the other language, the other colours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import LIU, expect_nodes, open_with

VISIBLE_TEXTS = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!["SCRIPT", "STYLE"].includes(parent.tagName) && !parent.closest(".chip, .language, [data-own]")) {
      said.push(walk.currentNode.textContent);
    }
  }
  for (const each of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
    if (each.closest(".language, .chip, [data-own]")) continue;
    for (const name of ["aria-label", "title", "placeholder"]) said.push(each.getAttribute(name) || "");
  }
  return said.concat(document.title);
}"""

PAGES = ("/", "/chains", "/introductions", "/reports", "/data", "/no-such-page")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OWN = {"PNG", "XLSX", "CSV", "Delete", "Ctrl"}
"""File formats and keys have one name in both languages."""


def said(page: Page) -> list[str]:
    texts: list[str] = page.evaluate(VISIBLE_TEXTS)
    return [text for text in texts if text.strip()]


@pytest.mark.parametrize("path", PAGES)
def test_chinese_pages_have_no_english_residue(page: Page, base_url: str, path: str) -> None:
    page.goto(base_url + path)
    page.locator(".state, .report-list, .data-empty").first.wait_for()
    left = {word for text in said(page) for word in re.findall(r"[A-Za-z]{2,}", text)} - OWN
    assert left == set()


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("path", PAGES)
def test_english_pages_have_no_chinese_residue(page: Page, base_url: str, path: str) -> None:
    page.goto(base_url + path)
    page.locator(".state, .report-list, .data-empty").first.wait_for()
    assert {text for text in said(page) if CHINESE.search(text)} == set()


def test_the_language_switch_comes_back_to_the_same_picture(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    page.get_by_role("link", name="EN").click()
    expect(page.get_by_role("link", name="Explore", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_nodes(page, 1)
    expect(page.locator("#details")).to_contain_text("works at")
    page.get_by_role("link", name="中").click()
    expect(page.locator("#details")).to_contain_text("任职于")


def test_dark_is_remembered_and_reaches_the_canvas(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    colour = "window.cy.nodes()[0].style('color')"
    light = page.evaluate(colour)
    page.get_by_role("button", name="切换明暗").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 24, 31)")
    page.reload()
    expect_nodes(page, 1)
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    assert page.evaluate(colour) != light

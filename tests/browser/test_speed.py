"""What a person feels, measured in the browser with the real database behind it: click to drawn, key to list."""

from __future__ import annotations

from statistics import median

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import DONGSHENG, LIU, YIZHENG, open_with

CLICK_TO_DRAWN = """id => new Promise(done => {
  const before = window.cy.nodes().length, start = performance.now();
  window.qianxian.dispatch({kind: "expand", id});
  const look = () => window.cy.nodes().length > before
    ? requestAnimationFrame(() => done(performance.now() - start)) : setTimeout(look, 4);
  look();
})"""

KEY_TO_LIST = """text => new Promise(done => {
  const input = document.querySelector('input[data-finder="search"]'), list = document.querySelector("#search-list");
  const start = performance.now();
  new MutationObserver((_, seen) => { seen.disconnect(); done(performance.now() - start); })
    .observe(list, {childList: true});
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
  input.dispatchEvent(new Event("input", {bubbles: true}));
})"""

HUBS = (LIU, DONGSHENG, YIZHENG, "pl-321000", "pl-321000")


@pytest.mark.soak
def test_expanding_is_felt_at_once(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    took = []
    for hub in HUBS:
        took.append(page.evaluate(CLICK_TO_DRAWN, hub))
        expect(page.locator("body")).not_to_have_attribute("data-busy", "true")
    assert median(took) < 300, took


@pytest.mark.soak
def test_suggestions_follow_the_keys(explore: Page) -> None:
    explore.get_by_role("combobox").first.focus()
    took = [explore.evaluate(KEY_TO_LIST, text) for text in ("l", "lh", "lhb", "刘", "刘红", "yangzhou")]
    assert median(took) < 250, took

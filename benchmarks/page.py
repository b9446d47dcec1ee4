"""The page of routes over a large graph, in a real browser: milliseconds from a click until the answer is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import summary
from tests.browser.conftest import CHROMIUM, running

HOPS = 4
PATIENCE_MS = 120_000

CLICK_TO_DRAWN = """hops => new Promise(done => {
  const answer = document.querySelector("#route-answer"), start = performance.now();
  new MutationObserver((_, seen) => {
    seen.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  }).observe(answer, {childList: true, subtree: true});
  document.querySelector(`[data-act="hops"][data-value="${hops}"]`).click();
})"""
"""Asks with more hops; done when the frame after the one in which the answer stands has begun."""


def clicks(home: Path, pairs: Iterable[tuple[str, str]]) -> dict[str, Any] | None:
    """Each pair on a page of its own, asked for one hop and then, by a click, for four; None without Chromium."""
    if CHROMIUM is None:
        return None
    with running(home) as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM).new_page()
        page.set_default_timeout(PATIENCE_MS)
        return summary([_click(page, f"{address}/introductions?from={one}&to={other}&hops=1") for one, other in pairs])


def _click(page: Page, address: str) -> float:
    page.goto(address)
    page.locator(".route-verdict, .route-message").first.wait_for()
    took: float = page.evaluate(CLICK_TO_DRAWN, HOPS)
    return took

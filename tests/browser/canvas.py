"""What a person reads off the canvas, and the moves most journeys begin with."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

LIU = "p-liuhongbing"
DONGSHENG = "e-dong-sheng-gong-si"
YIZHENG = "pl-321081"

ELEMENTS = """JSON.stringify(window.cy.elements().map(each => ({
  data: each.data(), position: each.isNode() ? each.position() : null,
  classes: each.classes().filter(name => !["fresh", "chosen", "near"].includes(name)).sort()
})))"""


def stage(page: Page) -> Locator:
    """The canvas as the keyboard reaches it; it says how many nodes and ties are drawn."""
    return page.locator("#canvas-focus")


def expect_nodes(page: Page, count: int) -> None:
    expect(stage(page)).to_have_attribute("data-nodes", str(count))


def nodes(page: Page) -> int:
    return int(stage(page).get_attribute("data-nodes") or 0)


def elements(page: Page) -> list[dict[str, Any]]:
    """Everything drawn: data, places, and classes but those that only mark the last action."""
    found: list[dict[str, Any]] = json.loads(page.evaluate(ELEMENTS))
    return sorted(found, key=lambda each: str(each["data"]["id"]))


def places(page: Page) -> dict[str, dict[str, float]]:
    """Where every node stands."""
    return {each["data"]["id"]: each["position"] for each in elements(page) if each["position"]}


def search(page: Page, text: str) -> Locator:
    """Types into the search box and gives the suggestions."""
    page.get_by_role("combobox").first.press_sequentially(text, delay=30)
    return page.get_by_role("option")


def pick(page: Page, text: str, name: str) -> None:
    """Searches and takes the suggestion of that name."""
    search(page, text).filter(has_text=name).first.click()


def open_with(page: Page, base_url: str, *ids: str, selected: str = "") -> None:
    """Opens an address that names nodes."""
    page.goto(f"{base_url}/?ids={','.join(ids)}&selected={selected or ids[0]}")
    expect_nodes(page, len(ids))


def expand(page: Page) -> None:
    """Expands the chosen node from its details and waits for the answer."""
    before = nodes(page)
    page.locator("#details").get_by_role("button", name="展开", exact=True).click()
    expect(stage(page)).not_to_have_attribute("data-nodes", str(before))

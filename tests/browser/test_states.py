"""Pages with nothing in them, wrong addresses, and faults: each says what is so and what to do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from explorer.services import Services
from graph.ledger import NodeClaim, Publisher
from graph.workspace import Workspace
from tests.browser.canvas import LIU, expect_nodes, open_with


def test_first_visit_leads_to_data(page: Page, empty_url: str) -> None:
    for path in ("/", "/chains", "/introductions"):
        page.goto(empty_url + path)
        expect(page.get_by_role("heading", name="这个工作区还没有数据")).to_be_visible()
        expect(page.get_by_text("qianxian demo", exact=True)).to_be_visible()


def test_a_graph_behind_its_ledger_is_said(page: Page, base_url: str, demo_workspace: Workspace) -> None:
    ledger, database = demo_workspace.ledger, demo_workspace.database
    said = page.get_by_text("台账比图谱新 1 版")
    loaded = ledger.load("not published", [NodeClaim("x-1", "Place", {"name": "样例镇"})])
    try:
        page.goto(base_url)
        expect(said).to_be_visible()
        expect(page.get_by_role("heading", name="从一个名字开始")).to_be_in_viewport()
    finally:
        ledger.rollback(loaded.load)
        Publisher(ledger, database).publish()
    page.reload()
    expect(page.get_by_role("heading", name="从一个名字开始")).to_be_visible()
    expect(said).to_have_count(0)


def test_an_address_that_leads_nowhere(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/no-such-page")
    expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    page.get_by_role("link", name="回到关系探索", exact=True).click()
    expect(page.get_by_role("heading", name="从一个名字开始")).to_be_visible()


def test_an_id_that_is_not_on_file(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/?selected=p-nobody")
    expect(page.locator("#details")).to_contain_text("库中没有“p-nobody”")
    page.goto(f"{base_url}/introductions?from={LIU}&to=p-nobody")
    expect(page.locator("#route-answer")).to_contain_text("库中没有“p-nobody”")


def test_all_types_off(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    page.locator('#legend [data-value="Person"]').click()
    expect(page.get_by_role("heading", name="画布上的内容都被筛掉了")).to_be_visible()


def test_clearing_starts_over_and_can_be_undone(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    page.get_by_role("button", name="清空画布").click()
    expect(page.get_by_role("heading", name="从一个名字开始")).to_be_visible()
    page.locator('[data-act="undo"]').click()
    expect_nodes(page, 1)


def test_a_fault_has_a_number_and_the_page_goes_on(
    page: Page, base_url: str, faults: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    open_with(page, base_url, LIU)
    with monkeypatch.context() as broken:
        broken.setattr(Services, "neighbours", lambda *_, **__: 1 / 0)
        page.locator("#details").get_by_role("button", name="展开", exact=True).click()
        problem = page.get_by_role("alert")
        expect(problem).to_contain_text("没有完成")
    found = re.search(r"编号 ([0-9a-f]{8})", problem.inner_text())
    assert found
    assert found.group(1) in caplog.text
    assert "ZeroDivisionError" not in problem.inner_text()
    problem.get_by_role("button", name="关闭").click()
    page.locator("#details").get_by_role("button", name="展开", exact=True).click()
    expect_nodes(page, 5)
    faults.clear()


def test_leaving_a_page_while_its_canvas_is_drawn_is_no_fault(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    expect_nodes(page, 1)
    page.evaluate(
        """() => new Promise(done => {
            qianxian.drawn();
            window.cy.destroy();
            requestAnimationFrame(() => requestAnimationFrame(done));
        })"""
    )

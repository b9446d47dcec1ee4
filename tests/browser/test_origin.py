"""Journey: which file, sheet and row says so, as it was written there, and what another source says instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.settings import Settings
from graph.workspace import Workspace
from loaders.load import load_path
from tests.browser.canvas import expand, expect_nodes, pick
from tests.browser.conftest import running

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
DEMANDS = ROSTERS / "样例镇_企业技术需求汇总表.xlsx"
FIRMS = ROSTERS / "样例镇_产业链企业名录.csv"
OFFICE = "样例镇科技办通讯录.csv"
PARTY = "样例镇党群名单.csv"


@pytest.fixture(scope="module")
def rosters_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over invented lists: two that differ about one body, one with padded wordings, a workbook."""
    home, files = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("files")
    columns = "单位名称,简称,所在城市"
    (files / OFFICE).write_text(f"{columns}\n样例农业大学,样例农大,样例市\n", "utf-8")
    (files / PARTY).write_text(f"{columns}\n样例科技学院,,\n样例农业大学,样农,样例市\n", "utf-8")
    with Workspace.open(settings=Settings(home=home, uri=None)) as workspace:
        for path in (files / OFFICE, files / PARTY, DEMANDS, FIRMS):
            load_path(workspace, path)
    with running(home) as address:
        yield address


def test_a_node_says_which_rows_state_it_and_where_they_differ(page: Page, rosters_url: str) -> None:
    page.goto(rosters_url)
    pick(page, "样例农业", "样例农业大学")
    details = page.locator("#details")
    rows = details.locator(".tie-group", has_text="记载它的来源").locator(".origin-place")
    expect(rows).to_have_count(2)
    assert set(rows.all_inner_texts()) == {f"{OFFICE} · 第 2 行", f"{PARTY} · 第 3 行"}
    differ = details.locator(".differ")
    expect(differ).to_have_count(1)
    differ.get_by_text("各来源说法不一（2 种）").click()
    said = differ.get_by_role("listitem")
    expect(said.filter(has_text="样例农大")).to_contain_text(f"{OFFICE} · 第 2 行")
    expect(said.filter(has_text="样农")).to_contain_text(f"{PARTY} · 第 3 行")


def test_a_tie_says_its_sheet_and_row_and_the_wording_that_was_cleaned(page: Page, rosters_url: str) -> None:
    page.goto(rosters_url)
    pick(page, "样例汽车", "样例汽车零部件公司")
    details = page.locator("#details")
    details.locator(".tie-group", has_text="方向是").locator(".evidence summary").click()
    expect(details.locator(".evidence[open] .origin-place")).to_have_text(f"{FIRMS.name} · 第 5 行")
    expect(details.locator(".evidence[open] .origin-wording")).to_have_text("原文 · 链上位置：下　游")


def test_a_tie_chosen_on_the_canvas_says_the_same(page: Page, rosters_url: str) -> None:
    page.goto(rosters_url)
    pick(page, "虚构需求3", "虚构需求3")
    expand(page)
    expect_nodes(page, 3)
    page.evaluate("qianxian.select(window.cy.edges()[0].id())")
    expect(page.locator("#details .origin-place").first).to_have_text(f"{DEMANDS.name} · 工作表 样例 · 第 5 行")

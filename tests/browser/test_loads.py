"""Journey: what was loaded when, what one load did, and taking it back: told first, refused twice, page or no page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from graph.settings import Settings
from graph.workspace import Workspace
from loaders.load import load_path
from tests.browser.canvas import expect_nodes
from tests.browser.conftest import running
from tests.browser.test_accessibility import check

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
FILES = ("样例镇_人员名册.csv", "样例镇_人员更正.csv", "样例镇_产业链企业名录.csv", "样例镇_企业技术需求汇总表.xlsx")


@contextmanager
def office(home: Path) -> Iterator[str]:
    """The application over four loads: a list, its correction, firms, demands."""
    with Workspace.open(settings=Settings(home=home, uri=None)) as workspace:
        for name in FILES:
            load_path(workspace, ROSTERS / name)
    with running(home) as address:
        yield address


@pytest.fixture(scope="module")
def office_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office of which nothing is taken back."""
    with office(tmp_path_factory.mktemp("office")) as address:
        yield address


@pytest.fixture(scope="module")
def other_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("other")


@pytest.fixture(scope="module")
def other_url(other_home: Path) -> Iterator[str]:
    """An office of which every test takes another load back."""
    with office(other_home) as address:
        yield address


def offer(page: Page) -> Locator:
    return page.get_by_role("button", name="撤回这次载入")


def test_past_loads_are_listed_the_latest_first(page: Page, office_url: str) -> None:
    page.goto(office_url)
    page.get_by_role("link", name="数据", exact=True).click()
    page.get_by_role("link", name="载入记录", exact=True).click()
    rows = page.locator(".table tbody tr")
    expect(rows).to_have_count(4)
    for at, name in enumerate(reversed(FILES)):
        expect(rows.nth(at)).to_contain_text(name)
    expect(rows.nth(2)).to_contain_text("更正")
    expect(rows.nth(2)).to_contain_text("新增 2 · 变更 11")
    expect(rows.nth(3)).to_contain_text("第一次")
    expect(rows.nth(3)).to_contain_text("人员 4")
    expect(rows.get_by_text("有效", exact=True)).to_have_count(4)


def test_one_load_shows_what_it_did_and_leads_to_its_nodes(page: Page, office_url: str) -> None:
    page.goto(f"{office_url}/data/loads")
    page.get_by_role("link", name=FILES[0]).click()
    expect(page.get_by_role("heading", name=FILES[0])).to_be_visible()
    expect(page.locator("#load-counts tr", has_text="人员")).to_contain_text("4")
    page.locator("#load-page").get_by_role("link", name="人员", exact=True).click()
    rows = page.locator("#load-page tbody tr")
    expect(rows).to_have_count(4)
    expect(page.locator("#load-page")).not_to_contain_text("样例镇人民政府")
    rows.get_by_role("button", name="测试卯").click()
    expect_nodes(page, 1)
    expect(page.locator("#details h2")).to_have_text("测试卯")


def test_a_load_is_taken_back_by_keyboard_after_it_is_told_what_that_does(page: Page, other_url: str) -> None:
    page.goto(f"{other_url}/data/loads/2")
    offer(page).press("Enter")
    asked = page.locator("#load-rollback")
    expect(asked).to_contain_text("将撤下 13 条记载，恢复 11 条原先的记载。")
    expect(page.get_by_role("button", name="不撤了")).to_be_focused()
    page.keyboard.press("Enter")
    expect(offer(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="确认撤回").press("Enter")
    expect(asked).to_contain_text("撤下了 13 条记载，恢复了 11 条原先的记载。")
    expect(asked).to_contain_text("图谱已同步更新")
    expect(page.locator("#load-page")).to_contain_text("已撤回")
    expect(page.locator("#load-page")).to_contain_text("现已不在图上")
    page.get_by_role("link", name="‹ 载入记录").click()
    expect(page.locator(".table tbody tr", has_text="撤回载入 2")).to_contain_text("撤下 13 · 恢复 11")


def test_leaving_the_page_does_not_stop_it_and_it_is_not_done_twice(
    page: Page, context: BrowserContext, other_url: str
) -> None:
    other = context.new_page()
    for each in (page, other):
        each.goto(f"{other_url}/data/loads/4")
        offer(each).click()
        expect(each.get_by_role("button", name="确认撤回")).to_be_visible()
    page.get_by_role("button", name="确认撤回").click()
    expect(page.locator("#load-rollback")).to_contain_text("撤回")
    page.close()
    expect_taken_back(other, other_url)
    other.goto(f"{other_url}/data/loads/4")
    expect(offer(other)).to_have_count(0)


def expect_taken_back(page: Page, other_url: str) -> None:
    """Confirmed a second time it is refused or found to be under way: in the end it is taken back once."""
    page.get_by_role("button", name="确认撤回").click()
    expect(page.locator("#load-page .load-tags")).to_contain_text("已撤回")
    page.goto(f"{other_url}/data/loads?kind=rollback")
    expect(page.locator(".table tbody tr", has_text="撤回载入 4")).to_have_count(1)


def test_what_was_taken_back_elsewhere_is_refused_with_words(page: Page, other_url: str, other_home: Path) -> None:
    page.goto(f"{other_url}/data/loads/3")
    offer(page).click()
    expect(page.get_by_role("button", name="确认撤回")).to_be_visible()
    with Workspace.open(settings=Settings(home=other_home, uri=None)) as workspace:
        workspace.ledger.rollback(3)
    page.get_by_role("button", name="确认撤回").click()
    expect(page.locator("#load-rollback")).to_contain_text("没有撤回")
    expect(page.locator("#load-rollback")).to_contain_text("入库 3 已由")


def test_without_loads_the_page_leads_to_loading(page: Page, empty_url: str) -> None:
    page.goto(f"{empty_url}/data/loads")
    expect(page.get_by_role("heading", name="还没有载入过")).to_be_visible()
    check(page)
    page.get_by_role("link", name="去载入文件").click()
    expect(page.get_by_role("link", name="载入文件", exact=True)).to_have_attribute("aria-current", "page")


def test_an_address_of_no_load_says_so(page: Page, office_url: str) -> None:
    for number in ("77", "nothing"):
        page.goto(f"{office_url}/data/loads/{number}")
        expect(page.get_by_role("heading", name=f"没有编号为 {number} 的载入")).to_be_visible()


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_nothing_serious(page: Page, office_url: str, language: str, scheme: str) -> None:
    chosen = {"qianxian_language": language, "qianxian_scheme": scheme}
    page.context.add_cookies([{"name": name, "value": value, "url": office_url} for name, value in chosen.items()])
    page.goto(f"{office_url}/data/loads")
    page.locator(".table").wait_for()
    check(page)
    page.goto(f"{office_url}/data/loads/2")
    page.locator("#load-rollback button").click()
    page.locator("#load-rollback details summary").click()
    check(page)

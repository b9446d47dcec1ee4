"""Journey: who may be the same, side by side; decided by key, undone at once and later, put off, looked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from graph.settings import Settings
from graph.workspace import Workspace
from loaders.load import load_path
from tests.browser.conftest import running
from tests.browser.test_accessibility import check

FILE = "样例市企业名录.csv"
FIRMS = (
    "企业名称,县（市、区）,产业链\n样甲汽车零部件公司,样丙区,样例产业链\n样甲汽车零部件有限公司,样丙区,样例产业链\n"
    "样乙电缆有限公司,样丙区,样例产业链\n样乙电缆公司,样丁市,样例产业链\n"
)
CARS, CABLES = "样甲汽车零部件", "样乙电缆"


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Invented firms of which two pairs differ by the legal form only."""
    settings, files = Settings(home=tmp_path_factory.mktemp("home"), uri=None), tmp_path_factory.mktemp("files")
    (files / FILE).write_text(FIRMS, "utf-8")
    with Workspace.open(settings=settings) as workspace:
        load_path(workspace, files / FILE)
    return settings


@pytest.fixture(scope="module")
def firms_url(firms: Settings) -> Iterator[str]:
    """The application over them."""
    with running(firms.home) as address:
        yield address


@pytest.fixture
def asked(page: Page, firms_url: str) -> Page:
    """The queue, with both pairs waiting."""
    page.goto(f"{firms_url}/data/questions")
    expect(queue(page)).to_have_count(2)
    return page


def queue(page: Page) -> Locator:
    return page.locator(".queue-item")


def in_hand(page: Page) -> str:
    return page.locator('.queue-item[aria-current="true"]').inner_text()


def test_both_sides_are_compared_line_by_line_with_their_rows(asked: Page) -> None:
    queue(asked).filter(has_text=CARS).click()
    lines = asked.locator(".compare tbody tr")
    expect(lines.filter(has_text="名称")).to_contain_text("不同")
    place = lines.filter(has_text="位于")
    expect(place).to_contain_text("相同")
    place.locator("summary").first.click()
    expect(place.locator(".origin-place").first).to_contain_text(f"{FILE} · 第 ")
    rows = lines.filter(has_text="来源").locator(".origin-place").all_inner_texts()
    assert set(rows) == {f"{FILE} · 第 2 行", f"{FILE} · 第 3 行"}
    expect(asked.locator(".weighed")).to_contain_text("名称只差组织形式等字样")
    queue(asked).filter(has_text=CABLES).click()
    expect(asked.locator(".compare tbody tr").filter(has_text="位于")).to_contain_text("不同")


def test_decided_by_key_and_undone_at_once(asked: Page) -> None:
    queue(asked).filter(has_text=CARS).click()
    expect(asked.locator(".compare-head").first).to_contain_text(CARS)
    asked.keyboard.press("1")
    said = asked.locator(".decided-now")
    expect(said).to_contain_text("是同一个")
    expect(queue(asked)).to_have_count(1)
    assert CABLES in in_hand(asked)
    asked.keyboard.press("z")
    expect(queue(asked)).to_have_count(2)
    assert CARS in in_hand(asked)
    expect(said).to_have_count(0)


def test_while_somebody_writes_nothing_is_decided_and_the_page_says_who(asked: Page, firms: Settings) -> None:
    queue(asked).filter(has_text=CARS).click()
    expect(asked.locator(".compare-head").first).to_contain_text(CARS)
    with Workspace.open(settings=firms) as workspace, workspace.ledger.lock("样例市_人员名册.csv"):
        asked.keyboard.press("1")
        expect(asked.get_by_role("alert")).to_contain_text("样例市_人员名册.csv")
    expect(queue(asked)).to_have_count(2)
    assert CARS in in_hand(asked)


def test_a_reason_is_kept_without_contact_details_and_the_decision_is_taken_back_later(asked: Page) -> None:
    queue(asked).filter(has_text=CABLES).click()
    expect(asked.locator(".compare-head").first).to_contain_text(CABLES)
    reason = asked.get_by_label("理由")
    reason.fill("两地两家 12345678901")
    reason.press("2")
    expect(reason).to_have_value("两地两家 123456789012")
    reason.fill("两地两家，问 13800138000")
    asked.get_by_role("button", name="不是同一个").click()
    expect(queue(asked)).to_have_count(1)
    expect(reason).to_have_value("")
    asked.get_by_role("link", name="已认定 1").click()
    row = asked.locator(".table tbody tr").first
    expect(row).to_contain_text(f"{CABLES}公司")
    expect(row).to_contain_text("两地两家")
    expect(row).not_to_contain_text("13800138000")
    row.get_by_role("button", name="撤回").click()
    expect(row).to_contain_text("已撤回")
    asked.get_by_role("link", name="待认定 2").click()
    expect(queue(asked)).to_have_count(2)


def test_put_off_it_comes_last(asked: Page) -> None:
    first = in_hand(asked)
    asked.keyboard.press("3")
    expect(queue(asked).last).to_contain_text("以后再说")
    assert first.split("\n")[0] in queue(asked).last.inner_text()
    assert in_hand(asked) != first


def test_looked_for_by_name_and_type(asked: Page) -> None:
    asked.get_by_label("按名称找").fill("电缆")
    expect(queue(asked)).to_have_count(1)
    expect(asked.locator(".question-side")).to_contain_text("1 对（共 2 对）")
    asked.get_by_label("按名称找").fill("样例无此名")
    expect(asked.get_by_role("heading", name="没有符合的")).to_be_visible()
    asked.get_by_label("按名称找").fill("")
    asked.get_by_role("textbox", name="类型").click()
    asked.get_by_role("option", name="企业 2").click()
    expect(queue(asked)).to_have_count(2)


def test_with_nothing_asked_it_says_so(page: Page, empty_url: str) -> None:
    page.goto(f"{empty_url}/data/questions")
    expect(page.get_by_role("heading", name="没有待认定的")).to_be_visible()
    check(page)
    page.get_by_role("link", name="已认定 0").click()
    expect(page.get_by_role("heading", name="还没有作过认定")).to_be_visible()


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_nothing_serious(page: Page, firms_url: str, language: str, scheme: str) -> None:
    chosen = {"qianxian_language": language, "qianxian_scheme": scheme}
    page.context.add_cookies([{"name": name, "value": value, "url": firms_url} for name, value in chosen.items()])
    page.goto(f"{firms_url}/data/questions")
    page.locator(".compare").wait_for()
    page.keyboard.press("3")
    page.locator(".queue .tag").wait_for()
    check(page)
    page.goto(f"{firms_url}/data/questions?show=decided")
    page.locator(".table, .state").first.wait_for()
    check(page)

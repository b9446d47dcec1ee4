"""Journey: what evidence joined, found by type, name and page; taken apart with a reason and undone at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from graph.settings import Settings
from graph.workspace import Workspace
from loaders.load import load_path
from tests.browser.conftest import running
from tests.browser.test_accessibility import check
from tests.browser.test_switches import CHINESE, OWN, said

HEADER = "姓名,单位,职务,研究方向\n"
PEOPLE = f"{HEADER}张测甲,样例大学,教授,焊接工艺\n王测乙,样例大学,讲师,软件\n"
MANY = HEADER + "".join(f"{name}测{sign},样例学院,教授,软件\n" for name in "赵钱" for sign in "甲乙丙丁戊己庚辛壬癸")
FIRST, SECOND, THIRD = "样例镇_人员名册.csv", "样例区_人员名册.csv", "样例市_人员名册.csv"


def load_alike(workspace: Workspace, files: Path) -> None:
    """Lists of several sources that name the same people."""
    lists = {FIRST: PEOPLE, SECOND: PEOPLE, THIRD: PEOPLE.partition("王")[0]}
    lists |= {"样例甲_人员名册.csv": MANY, "样例乙_人员名册.csv": MANY}
    for name, text in lists.items():
        (files / name).write_text(text, "utf-8")
        load_path(workspace, files / name)


@pytest.fixture(scope="module")
def joined_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over people whom two or three lists name alike."""
    home = tmp_path_factory.mktemp("home")
    with Workspace.open(settings=Settings(home=home, uri=None)) as workspace:
        load_alike(workspace, tmp_path_factory.mktemp("files"))
    with running(home) as address:
        yield address


@pytest.fixture
def shown(page: Page, joined_url: str) -> Page:
    """The list of what was joined."""
    page.goto(f"{joined_url}/data/questions")
    page.get_by_role("link", name=re.compile("^自动合并")).click()
    page.locator(".joined").first.wait_for()
    return page


def pairs(page: Page) -> Locator:
    return page.locator(".joined-pair")


def only(page: Page, name: str) -> Locator:
    page.get_by_label("按名称找").fill(name)
    cards = page.locator(".joined")
    expect(cards).to_have_count(1)
    return cards.first


def test_each_pair_says_why_and_where_both_stand(shown: Page) -> None:
    card = only(shown, "王测乙")
    expect(pairs(shown)).to_have_count(1)
    expect(card.locator(".joined-evidence")).to_contain_text("样例大学")
    expect(card.locator(".origin-place")).to_have_text([f"{FIRST} · 第 3 行", f"{SECOND} · 第 3 行"])
    card.get_by_role("button", name="王测乙", exact=True).click()
    shown.wait_for_function("() => document.querySelector('#canvas-focus')?.dataset.nodes > 0")


def test_looked_through_by_type_and_by_page(shown: Page) -> None:
    shown.get_by_role("textbox", name="类型").click()
    shown.get_by_role("option", name="人员 24").click()
    expect(shown.locator("#joined-list")).to_contain_text("24 对")
    expect(pairs(shown)).to_have_count(20)
    shown.get_by_role("textbox", name="类型").click()
    shown.get_by_role("option", name="全部类型").click()
    shown.get_by_role("button", name="下一页").click()
    expect(shown.locator(".pager")).to_contain_text("第 2 / 2 页")
    shown.get_by_label("按名称找").fill("样例无此名")
    expect(shown.get_by_role("heading", name="没有符合的")).to_be_visible()


def test_taken_apart_with_a_reason_and_undone_at_once(shown: Page) -> None:
    card = only(shown, "赵测甲")
    reason = shown.get_by_label("拆开的理由")
    reason.fill("同名的两个人，问 13800138000")
    card.get_by_role("button", name="拆开").click()
    last = shown.locator(".decided-now")
    expect(last).to_contain_text("不是同一个")
    expect(shown.get_by_role("heading", name="没有符合的")).to_be_visible()
    expect(reason).to_have_value("")
    shown.get_by_role("link", name="已认定 1").click()
    expect(shown.locator(".table")).to_contain_text("同名的两个人")
    expect(shown.locator(".table")).not_to_contain_text("13800138000")
    shown.get_by_role("button", name="撤回").click()
    expect(shown.locator(".table")).to_contain_text("已撤回")
    shown.get_by_role("link", name=re.compile("^自动合并")).click()
    only(shown, "赵测甲").get_by_role("button", name="拆开").click()
    last.get_by_role("button", name="撤销").click()
    expect(last).to_have_count(0)
    expect(pairs(shown)).to_have_count(1)


def test_others_that_were_joined_with_them_are_asked_about(shown: Page) -> None:
    card = only(shown, "张测甲")
    expect(pairs(shown)).to_have_count(3)
    expect(shown.locator(".chips")).to_contain_text("待认定 0")
    card.get_by_role("button", name="拆开").first.click()
    expect(shown.locator(".chips")).to_contain_text("待认定 2")
    expect(pairs(shown)).to_have_count(0)
    shown.get_by_role("button", name="撤销").click()
    expect(pairs(shown)).to_have_count(3)
    expect(shown.locator(".chips")).to_contain_text("待认定 0")


def test_with_nothing_joined_it_says_so(page: Page, empty_url: str) -> None:
    page.goto(f"{empty_url}/data/questions?show=joined")
    expect(page.get_by_role("heading", name="没有自动合并的")).to_be_visible()
    check(page)


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_nothing_serious_in_either_language(page: Page, joined_url: str, language: str, scheme: str) -> None:
    chosen = {"qianxian_language": language, "qianxian_scheme": scheme}
    page.context.add_cookies([{"name": name, "value": value, "url": joined_url} for name, value in chosen.items()])
    page.goto(f"{joined_url}/data/questions?show=joined")
    page.locator(".joined").first.wait_for()
    check(page)
    residue = CHINESE if language == "en" else re.compile(r"[A-Za-z]{2,}")
    assert {word for text in said(page) for word in residue.findall(text)} - OWN == set()

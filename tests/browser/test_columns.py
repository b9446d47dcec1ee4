"""Journey: a file with unknown headers and one read wrongly; columns set by hand, tried, kept, used again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from graph.workspace import Workspace
from tests.browser.test_accessibility import check
from tests.browser.test_data import LONG_MS, drop, opened
from tests.browser.test_switches import CHINESE, OWN, said

EXPERTS = "专家,供职机构,拿手之处,起聘年月,手机\n" + "".join(
    f"{name},样例大学,{field},2019.0{month},1380000000{month}\n"
    for month, (name, field) in enumerate((("张测甲", "焊接工艺"), ("王测乙", "食品加工"), ("李测丙", "汽车零部件")), 1)
)
NAME = "样例镇_外聘专家.csv"
KNOWN = "姓名,单位,职务,板块\n测试甲,样例大学,教授,样例镇\n测试乙,样例学院,讲师,样例镇\n"


def column(page: Page, header: str) -> Locator:
    return page.get_by_role("combobox", name=f"“{header}”读作")


def chosen(page: Page, header: str) -> str:
    text: str = column(page, header).evaluate("each => each.selectedOptions[0].textContent")
    return text


def test_an_unknown_layout_is_set_kept_and_known_from_then_on(data: Page, own_office: Workspace) -> None:
    page = data
    drop(page, (NAME, EXPERTS))
    card = page.locator(".columns-card")
    expect(card).to_contain_text("列名不认识", timeout=LONG_MS)
    expect(page.locator(".data-problem")).not_to_contain_text("qianxian")
    assert chosen(page, "专家") == "姓名（必需）"
    assert chosen(page, "拿手之处") == "不读"
    expect(card.locator("tr", has_text="供职机构")).to_contain_text("3 格多为单位名称")
    expect(card.locator("tr", has_text="拿手之处")).to_contain_text("焊接工艺")
    expect(card).not_to_contain_text("手机")
    assert "13800000001" not in page.content()

    column(page, "拿手之处").select_option(label="研究方向")
    expect(card.get_by_role("status")).to_contain_text("这样可以读")
    card.get_by_role("button", name="照此读取").click()
    opened(page, NAME)
    assert page.locator(".data-grid thead small").all_inner_texts()[2].startswith("研究方向")
    expect(page.locator(".data-grid tbody tr")).to_have_count(3)
    expect(card.get_by_role("status")).to_contain_text("还没有保存")
    assert not list((own_office.home / "mappings").glob("*"))

    card.get_by_role("button", name="保存给以后的文件").click()
    expect(card.get_by_role("status")).to_contain_text("照已保存的“样例镇_外聘专家”读取", timeout=LONG_MS)
    assert [path.name for path in (own_office.home / "mappings").iterdir()] == ["样例镇_外聘专家.yaml"]

    drop(page, ("样例区_专家.csv", EXPERTS.replace("样例大学", "样例学院")))
    opened(page, "样例区_专家.csv")
    expect(page.locator(".data-recognised")).to_contain_text("样例镇_外聘专家（人员名册）")
    expect(page.locator("#data-mapping")).to_contain_text("样例镇_外聘专家（人员名册）")
    page.get_by_role("button", name="载入这份文件").click()
    expect(page.locator(".data-result h2")).to_contain_text("载入完成", timeout=LONG_MS)


def test_what_is_wanting_and_what_is_twice_is_said_at_once(data: Page) -> None:
    page = data
    drop(page, (NAME, KNOWN))
    opened(page, NAME)
    page.get_by_role("button", name="手工指定各列").click()
    status = page.locator(".columns-card").get_by_role("status")
    assert chosen(page, "单位") == "单位"
    column(page, "单位").focus()
    column(page, "单位").select_option(label="姓名（必需）")
    expect(status).to_contain_text("A 列和 B 列都指定为“姓名”")
    expect(column(page, "单位")).to_have_attribute("aria-invalid", "true")
    expect(column(page, "单位")).to_be_focused()
    expect(page.get_by_role("button", name="照此读取")).to_be_disabled()
    column(page, "单位").select_option(label="派出单位")
    expect(status).to_contain_text("这样可以读")
    column(page, "姓名").select_option(label="不读")
    expect(status).to_contain_text("缺少写明姓名的列")
    page.reload()
    expect(status).to_contain_text("缺少写明姓名的列")
    page.get_by_role("textbox", name="名称").fill("people")
    page.get_by_role("textbox", name="名称").press("Enter")
    expect(status).to_contain_text("已有叫“people”的映射")
    page.get_by_role("button", name="收起").click()
    expect(page.locator(".columns-card")).to_have_count(0)


def test_what_is_kept_is_replaced_and_forgotten(data: Page, own_office: Workspace) -> None:
    page = data
    drop(page, (NAME, KNOWN))
    opened(page, NAME)
    page.get_by_role("button", name="手工指定各列").click()
    column(page, "单位").select_option(label="派出单位")
    page.get_by_role("button", name="保存给以后的文件").click()
    card = page.locator(".columns-card")
    expect(card.get_by_role("status")).to_contain_text("照已保存的", timeout=LONG_MS)
    # Only once the file has been read anew does nothing redraw the choices any more.
    expect(page.locator(".data-grid thead th", has_text="单位")).to_contain_text("派出", timeout=LONG_MS)
    column(page, "板块").select_option(label="不读")
    card.get_by_role("button", name="替换已保存的“样例镇_外聘专家”").click()
    expect(page.locator(".data-grid thead th", has_text="板块")).to_contain_text("不读", timeout=LONG_MS)
    (path,) = (own_office.home / "mappings").glob("*.yaml")
    assert "板块" in path.read_text("utf-8").partition("unread:")[2]
    card.locator("summary", has_text="删除已保存的").click()
    card.get_by_role("button", name="确认删除").click()
    expect(page.locator(".data-grid thead th", has_text="单位")).not_to_contain_text("派出", timeout=LONG_MS)
    assert not list((own_office.home / "mappings").glob("*"))


def test_another_kind_of_list_and_back_to_what_the_file_itself_tells(data: Page) -> None:
    page = data
    drop(page, ("样例公司.csv", "对象,所处,说法\n样例一公司,上游,样例说法\n样例二公司,下游,样例说法\n"))
    card = page.locator(".columns-card")
    expect(card).to_be_visible(timeout=LONG_MS)
    card.get_by_role("combobox", name="按哪种表读").select_option(label="产业链企业名录")
    column(page, "对象").select_option(label="企业名称（必需）")
    column(page, "所处").select_option(value="position")
    column(page, "说法").select_option(label="不读")
    expect(card.get_by_role("status")).to_contain_text("这样可以读")
    card.get_by_role("button", name="照此读取").click()
    opened(page, "样例公司.csv")
    card.get_by_role("button", name="不再手工指定").click()
    expect(card).to_contain_text("列名不认识", timeout=LONG_MS)
    expect(page.locator(".data-item")).to_contain_text("列名不认识，待指定")


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_nothing_serious_in_either_language(data: Page, own_office_url: str, language: str, scheme: str) -> None:
    page = data
    chosen = {"qianxian_language": language, "qianxian_scheme": scheme}
    page.context.add_cookies([{"name": name, "value": value, "url": own_office_url} for name, value in chosen.items()])
    page.reload()
    page.locator(".data-empty").wait_for()
    drop(page, (NAME, EXPERTS))
    page.locator(".columns-card").wait_for(timeout=LONG_MS)
    check(page)
    page.locator('[data-act="data-columns"][data-value="read"]').click()
    opened(page, NAME)
    check(page)
    residue = CHINESE if language == "en" else re.compile(r"[A-Za-z]{2,}")
    assert {word for text in said(page) for word in residue.findall(text)} - OWN - {"KB"} == set()

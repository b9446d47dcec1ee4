"""Journey: files dropped, one of them bad; a refused cell mended, the list loaded, its people seen on the canvas."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from graph.workspace import Workspace
from tests.browser.canvas import nodes
from tests.browser.test_accessibility import check
from tests.browser.test_switches import CHINESE, OWN, said

LONG_MS = 60_000
HEADER = "序号,姓名,派出单位,职务,挂职单位,挂职时间,手机\n"
ROSTER = (
    "第十二批科技镇长团成员名册（仪征团）\n"
    + HEADER
    + "1,测试甲,样例大学,教授,样例镇,2019.13,13800000000\n2,测试乙,样例大学,讲师,样例镇,2019.08,13800000001\n"
)
NAME = "样例镇_科技镇长团成员名册.csv"
DROP = """([place, files]) => {
  const carried = new DataTransfer();
  for (const [name, text] of files) carried.items.add(new File([text], name));
  for (const type of ["dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


def drop(page: Page, *files: tuple[str, str]) -> None:
    page.evaluate(DROP, [page.locator("[data-drop]").element_handle(), list(files)])


def opened(page: Page, name: str = NAME) -> None:
    """The preview of a file stands, looked at to its end."""
    page.locator(".data-item", has_text=name).click()
    expect(page.locator("#data-file h1")).to_have_text(name, timeout=LONG_MS)
    expect(page.locator(".data-grid")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("#data-file [data-running]")).to_have_count(0, timeout=LONG_MS)


def rows(page: Page) -> list[str]:
    return page.locator(".data-grid tbody tr .row-state").all_inner_texts()


def test_from_a_dropped_file_to_the_canvas(data: Page, own_office: Workspace) -> None:
    page = data
    drop(page, ("坏的.xlsx", "PK\x03\x04 not a workbook"), (NAME, ROSTER))
    opened(page, NAME)
    expect(page.locator(".data-item", has_text="坏的.xlsx")).to_contain_text("读不了", timeout=LONG_MS)
    expect(page.locator(".data-facts")).to_contain_text("第一次载入")
    expect(page.locator(".data-recognised")).to_contain_text("人员名册")
    expect(page.locator(".data-recognised")).to_contain_text("批次：12")
    expect(page.locator(".data-recognised")).to_contain_text("手机")
    assert rows(page) == ["新增", "新增"]
    assert "13800000000" not in page.content()

    page.get_by_role("button", name=re.compile("^未接受")).click()
    expect(page.locator(".data-grid tbody tr")).to_have_count(1)
    field = page.get_by_role("textbox", name="改正 F3")
    field.fill("2019.14")
    field.press("Enter")
    expect(page.locator(".mend-why")).to_contain_text("2019.14", timeout=LONG_MS)
    field.fill("2019.12")
    page.get_by_role("button", name="改正", exact=True).click()
    expect(page.locator(".cell-refused")).to_have_count(0, timeout=LONG_MS)
    page.get_by_role("button", name=re.compile("^全部")).click()
    expect(page.locator(".cell-mended")).to_contain_text("2019.12")

    page.get_by_role("button", name="载入这份文件").click()
    expect(page.locator(".data-result h2")).to_contain_text("载入完成", timeout=LONG_MS)
    expect(page.locator(".data-mended")).to_contain_text("2019.13 → 2019.12")
    page.reload()
    expect(page.locator(".data-result h2")).to_contain_text("载入完成")
    take_back = page.get_by_role("link", name="撤回这次载入")
    expect(take_back).to_have_attribute("href", f"/data/loads/{own_office.ledger.loads()[0].load}")
    page.get_by_role("link", name="在画布上看").click()
    page.wait_for_function("() => Number(document.querySelector('#canvas-focus')?.dataset.nodes) > 2")
    assert nodes(page) >= 2
    page.get_by_role("button", name="列表").click()
    expect(page.locator("#drawer")).to_contain_text("测试甲")


def test_a_later_list_shows_what_it_corrects(data: Page) -> None:
    page = data
    drop(page, (NAME, ROSTER.replace("2019.13", "2019.12")))
    opened(page)
    page.get_by_role("button", name="载入这份文件").click()
    expect(page.locator(".data-result")).to_be_visible(timeout=LONG_MS)
    later = ROSTER.replace("2019.13", "2019.12").replace("测试甲,样例大学,教授", "测试甲,样例学院,院长")
    drop(page, (NAME.replace(".csv", "（更正）.csv"), later))
    opened(page, NAME.replace(".csv", "（更正）.csv"))
    expect(page.locator(".data-facts")).to_contain_text("更正第")
    assert rows(page) == ["变更", "不变"]
    expect(page.locator(".cell-changed")).to_have_text(
        [re.compile("样例学院.*原为 样例大学"), re.compile("院长.*原为 教授")]
    )
    page.get_by_role("switch", name="这是完整名单").click()
    expect(page.get_by_role("switch", name="这是完整名单")).to_have_attribute("aria-checked", "true")


def test_the_source_is_told_otherwise_by_keyboard(data: Page) -> None:
    page = data
    drop(page, ("样例甲.csv", ROSTER))
    opened(page, "样例甲.csv")
    source = page.get_by_role("textbox", name="来源")
    expect(source).to_have_value("样例甲")
    source.fill("样例办公室")
    source.press("Enter")
    expect(page.locator("#data-file [data-running]")).to_have_count(0, timeout=LONG_MS)
    expect(page.get_by_role("textbox", name="来源")).to_have_value("样例办公室")
    page.get_by_role("button", name="移除").click()
    expect(page.locator(".data-empty")).to_be_visible()


def test_a_long_list_comes_by_pages(data: Page) -> None:
    page = data
    people = "".join(f"{n},测{chr(0x4E00 + n)}{chr(0x5E00 + n)},样例大学,教授,样例镇,2019.08,\n" for n in range(120))
    drop(page, (NAME, HEADER + people))
    opened(page)
    expect(page.locator(".data-grid tbody tr")).to_have_count(50)
    page.get_by_role("button", name="下一页").click()
    expect(page.locator(".data-pages")).to_contain_text("第 51–100 行")
    assert "page=1" in page.url
    page.reload()
    expect(page.locator(".data-pages")).to_contain_text("第 51–100 行")


def test_files_that_nothing_can_be_made_of_say_what_to_do(data: Page) -> None:
    page = data
    drop(page, ("样例.csv", "职务,备注,批次\n教授,无,第12批\n讲师,无,第12批\n"))
    expect(page.locator(".data-problem")).to_contain_text("不像任何一种认识的名册", timeout=LONG_MS)
    expect(page.get_by_role("combobox", name="表的种类")).to_be_visible()
    page.evaluate("document.querySelector('[data-drop]').dataset.most = '10'")
    drop(page, ("太大.csv", ROSTER))
    expect(page.locator(".data-sending-failed")).to_contain_text("文件太大")


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_nothing_serious_in_either_language(data: Page, own_office_url: str, language: str, scheme: str) -> None:
    page = data
    chosen = {"qianxian_language": language, "qianxian_scheme": scheme}
    page.context.add_cookies([{"name": name, "value": value, "url": own_office_url} for name, value in chosen.items()])
    page.reload()
    page.locator(".data-empty").wait_for()
    check(page)
    drop(page, (NAME, ROSTER + "3,测试丙,样例大学,,样例镇,二〇一九年,\n"))
    opened(page)
    page.locator(".data-chip-refused").click()
    page.locator(".mend").first.wait_for()
    page.locator(".data-card summary").first.click()
    check(page)
    residue = CHINESE if language == "en" else re.compile(r"[A-Za-z]{2,}")
    assert {word for text in said(page) for word in residue.findall(text)} - OWN - {"KB"} == set()

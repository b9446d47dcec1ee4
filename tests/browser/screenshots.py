"""Takes the pictures of the documents, on the bundled data: `python -m tests.browser.screenshots [FOLDER [NAME …]]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from loaders.load import load_path
from tests.browser.canvas import DONGSHENG, LIU, expand, nodes, open_with, search
from tests.browser.conftest import CHROMIUM, serving
from tests.browser.test_data import LONG_MS, drop, opened
from tests.browser.test_joined import PEOPLE
from tests.demo import open_demo

IMAGES = Path(__file__).parents[2] / "docs" / "images"
ROSTERS = Path(__file__).parents[1] / "data" / "rosters"
SIZE = {"width": 1440, "height": 900}


def explorer(page: Page, base_url: str) -> None:
    """Around the firm and the professor."""
    open_with(page, base_url, LIU)
    for id in (LIU, DONGSHENG, "g-yang-zhou-ke-ji-zhen-zhang-tuan-chan-cai-dui-jie-zhuan-jia-zu"):
        before = nodes(page)
        page.evaluate("id => window.qianxian.select(id)", id)
        page.evaluate("id => window.qianxian.dispatch({kind: 'expand', id})", id)
        page.wait_for_function("n => Number(document.querySelector('#canvas-focus').dataset.nodes) > n", arg=before)
    page.evaluate("id => window.qianxian.select(id)", LIU)
    page.locator("#details h2", has_text="刘红兵").wait_for()
    page.locator('[data-act="fit"]').first.click()


def searching(page: Page, base_url: str) -> None:
    """Suggestions by type."""
    page.goto(base_url)
    page.locator(".state-chips").wait_for()
    search(page, "刘").first.wait_for()


def chains(page: Page, base_url: str) -> None:
    """The three lanes."""
    open_with(page, base_url, LIU, DONGSHENG, selected=DONGSHENG)
    expand(page)
    page.locator("#view-chains").click()
    page.locator(".lane-card").first.wait_for()


def introductions(page: Page, base_url: str) -> None:
    """Together and on record."""
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to={LIU}")
    page.locator(".route-verdict").wait_for()


def bridges(page: Page, base_url: str) -> None:
    """Bodies between circles."""
    page.goto(f"{base_url}/reports/bridges")
    page.locator(".bridges tbody tr").first.wait_for()


def routes(page: Page, base_url: str) -> None:
    """A firm and an expert who are not linked yet."""
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=p-youyujun")
    page.locator(".rail-card").first.wait_for()


def institute(page: Page, base_url: str) -> None:
    """Who brought the institute: one of two people called 刘军."""
    page.goto(
        f"{base_url}/introductions?from=pl-321012&to=j-jiang-su-da-xue-xin-neng-yuan-qi-che-yan-jiu-yuan-jiang-du"
    )
    page.locator(".rail-card").first.wait_for()


def nearest(page: Page, base_url: str) -> None:
    """An expert to whom there is no route."""
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=p-zouxuexiao")
    page.locator(".route-verdict").wait_for()


def confirmed(page: Page, base_url: str) -> None:
    """A tie that staff confirmed, and another day to compare."""
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=i-yang-zhou-da-xue&compare=2012")
    page.locator('[data-evidence="0"]').get_by_role("button", name="确认相识").first.click()
    page.locator(".decided-now").wait_for()


def reports(page: Page, base_url: str) -> None:
    """Coverage of the industry chain."""
    page.goto(f"{base_url}/reports/segment-coverage")
    page.locator(".ag-row").first.wait_for()


ROSTER = (
    "第十二批科技镇长团成员名册（样例镇团）\n序号,姓名,派出单位,职称,挂职单位,挂职职务,挂职时间,研究方向,联系电话\n"
    "1,测试甲,样例大学,教授,样例镇,副镇长,2019.08,焊接工艺,\n2,测试乙,样例大学,副教授,样例镇,镇长助理,2019.08,新型电力装备,\n"
    "3,测试丙,样例学院,讲师,样例街道,副主任,2019.08,汽车零部件,\n4,测试丁,样例研究所,研究员,样例镇,镇长助理,2019.08,食品加工,\n"
)
LATER = ROSTER.replace("样例大学,副教授,样例镇,镇长助理", "样例大学,教授,样例镇,副镇长").replace(
    "汽车零部件", "汽车电子"
) + ("5,测试戊,样例大学,教授,样例街道,副主任,2019.13,软件,\n6,测试己,样例学院,副教授,样例镇,镇长助理,2020.08,光电,\n")


def data(page: Page, base_url: str) -> None:
    """A later list before it is loaded: changed cells, and a refused one opened to be mended."""
    page.goto(f"{base_url}/data")
    page.locator(".data-empty, .data-file").first.wait_for()
    drop(page, ("样例镇_科技镇长团成员名册.csv", ROSTER))
    opened(page, "样例镇_科技镇长团成员名册.csv")
    page.locator('#data-file [data-act="data-load"]').click()
    page.locator(".data-result").wait_for(timeout=LONG_MS)
    drop(page, ("样例镇_科技镇长团成员名册（更正）.csv", LATER))
    opened(page, "样例镇_科技镇长团成员名册（更正）.csv")
    page.locator(".cell-refused summary").click()


def loaded(page: Page, base_url: str) -> None:
    """The same list with the cell mended, after it was loaded."""
    page.goto(f"{base_url}/data")
    opened(page, "样例镇_科技镇长团成员名册（更正）.csv")
    page.locator(".cell-refused summary").click()
    page.locator("textarea[data-mend]").fill("2019.12")
    page.locator('.mend [data-act="data-mend"]').click()
    page.locator(".cell-mended").wait_for(timeout=LONG_MS)
    page.locator('#data-file [data-act="data-load"]').click()
    page.locator(".data-result").wait_for(timeout=LONG_MS)


def loads(page: Page, base_url: str) -> None:
    """Past loads, a correction among them."""
    page.goto(f"{base_url}/data/loads")
    page.locator(".table").wait_for()


def questions(page: Page, base_url: str) -> None:
    """Two firms side by side."""
    page.goto(f"{base_url}/data/questions")
    page.locator(".queue-item", has_text="样例汽车零部件公司").filter(has_text="样例汽车零部件有限公司").first.click()
    page.locator(".compare-head", has_text="样例汽车零部件有限公司").first.wait_for()


EXPERTS = (
    "专家,供职机构,研究专长,起聘年月,手机\n张测甲,样例大学,焊接工艺,2019.08,\n王测乙,样例学院,新型电力装备,2020.09,\n"
    "李测丙,样例研究所,汽车零部件,2019.12,\n"
)


def columns(page: Page, base_url: str) -> None:
    """A list with unknown headers: what each column is guessed to be and why, to be set otherwise."""
    page.goto(f"{base_url}/data")
    page.locator(".data-empty, .data-file").first.wait_for()
    drop(page, ("样例镇_外聘专家.csv", EXPERTS))
    page.locator(".columns-card").wait_for(timeout=LONG_MS)
    page.locator("#columns-2").select_option("field")
    page.locator(".columns-table tbody tr:nth-child(3):not(.columns-unread)").wait_for()
    page.locator(".data-stage").evaluate("each => each.scrollTo(0, each.scrollHeight)")


def joined(page: Page, base_url: str) -> None:
    """People whom several lists name alike, with what they were joined by."""
    page.goto(f"{base_url}/data")
    page.locator(".data-empty, .data-file").first.wait_for()
    for name in ("样例市_人员名册.csv", "样例区_人员名册.csv"):
        drop(page, (name, PEOPLE))
        opened(page, name)
        page.locator('#data-file [data-act="data-load"]').click()
        page.locator(".data-result").wait_for(timeout=LONG_MS)
    page.goto(f"{base_url}/data/questions?show=joined")
    page.locator(".joined").first.wait_for()


PICTURES: dict[str, Callable[[Page, str], None]] = {
    "explorer": explorer,
    "search": searching,
    "chains": chains,
    "introductions": introductions,
    "routes": routes,
    "bridges": bridges,
    "institute": institute,
    "nearest": nearest,
    "confirmed": confirmed,
    "reports": reports,
    "data": data,
    "data-loaded": loaded,
    "loads": loads,
    "questions": questions,
    "columns": columns,
    "joined": joined,
}
OFFICE = {
    "loads": (
        "样例镇_人员名册.csv",
        "样例镇_人员更正.csv",
        "样例镇_产业链企业名录.csv",
        "样例镇_企业技术需求汇总表.xlsx",
    )
}
"""Invented lists that are loaded before a picture and stay for those after it."""


def take(images: Path, names: Sequence[str] = ()) -> None:
    """The pictures of these names, or every one, in light, the first in dark as well."""
    images.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        open_demo(Path(home)) as workspace,
        serving(workspace) as base_url,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser,
    ):
        for name, draw in ((each, PICTURES[each]) for each in names or PICTURES):
            for file in OFFICE.get(name, ()):
                load_path(workspace, ROSTERS / file)
            for scheme in ("light", "dark") if name == "explorer" else ("light",):
                with browser.new_context(viewport=SIZE, locale="zh-CN", bypass_csp=True) as context:  # type: ignore[arg-type]
                    context.add_cookies([{"name": "qianxian_scheme", "value": scheme, "url": base_url}])
                    page = context.new_page()
                    draw(page, base_url)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=images / (f"{name}.png" if scheme == "light" else f"{name}-{scheme}.png"))


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES, sys.argv[2:])

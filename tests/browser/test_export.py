"""Journey: take the picture away, as a picture and as a workbook that says what it leaves out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.browser.canvas import DONGSHENG, LIU, open_with


def test_the_workbook_holds_the_canvas_and_its_limits(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU, DONGSHENG, "j-ci-fu-han-gong-guan")
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="表格（XLSX）").click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames == ["节点", "关系", "说明"]
    assert {row[2] for row in book["节点"].iter_rows(min_row=2, values_only=True)} >= {"刘红兵"}
    assert book["关系"].max_row > 1
    said = "\n".join(str(row[0]) for row in book["说明"].iter_rows(values_only=True))
    assert "显示 3 个节点" in said
    assert "库中还有更多" in said


def test_the_picture_is_a_png(page: Page, base_url: str) -> None:
    open_with(page, base_url, LIU)
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="图片（PNG）").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")

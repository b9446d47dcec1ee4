"""Whole workbooks laid out at random, as offices do: what their rows are about is known, how it stands there is not."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st
from openpyxl import Workbook

from loaders.files.sheet import Merge
from tests.loaders.files.making import ods, ods_cell, ods_row, record, wide, xls

SUBJECTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "people": ("姓名", lambda number: f"测试{chr(0x4E00 + number)}"),
    "firms": ("企业名称", lambda number: f"样例{chr(0x4E00 + number)}机械有限公司"),
    "demands": ("需求编号", lambda number: f"YL-{number:03}"),
}
OTHERS = {
    "people": ["单位", "职务", "职称", "挂职单位", "挂职职务", "到岗时间", "备注", "手机"],
    "firms": ["板块", "产业链", "备注", "联系人及电话", "样例列"],
    "demands": ["企业名称", "技术需求描述", "拟投入（万元）", "提出日期", "状态", "备注"],
}
NEEDED = {"people": ["单位"], "firms": ["板块"], "demands": ["企业名称", "技术需求描述"]}
CELLS = {
    "单位": ["样例大学", "样例研究院（样例）", "社区", "样例大学、样例学院"],
    "挂职单位": ["样例镇", "样例区样例镇", "样例镇人民政府"],
    "板块": ["样例镇", "样例区样例镇", "市"],
    "企业名称": ["样例机械有限公司", "样例电子有限公司"],
    "技术需求描述": ["样例需求", "样例需求，第一行\n第二行", "=1+1"],
    "拟投入（万元）": ["50万", "面议", "50-80", "很多"],
    "提出日期": ["2019.08", "2019年8月", "43678", "大概"],
    "到岗时间": ["2019.08", "二〇一九年八月", "昨天"],
}
ANY = ["讲师", "教授（样例）", "无", "3", "12300000001", "#N/A", "测试"]
TITLES = ["样例镇名册（样例团）", "样例镇第十二批名册", "附件1", "样例区对接情况汇总表", "样　例　名　册"]
BELOW = ["注：本表为样例", "（待补）", "填表人：测试丁", "合计", "小计：3"]
GROUPS = ["基本情况", "其他情况"]


@dataclass
class Page:
    """A sheet: its rows, what is merged (lines from 1, columns from 0) and hidden in it, and the lines with data."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    data: list[int] = field(default_factory=list)
    form: bool = False

    def add(self, row: list[str]) -> int:
        """Adds a line and gives its number."""
        self.rows.append(row)
        return len(self.rows)


@st.composite
def workbooks(draw: st.DrawFn) -> list[Page]:
    """One to three sheets, each of one or two tables or of a form."""
    count = 0
    pages = []
    for name in ["样例一", "样例二", "样例三"][: draw(st.integers(1, 3))]:
        page = Page(name)
        for number in range(draw(st.integers(1, 2))):
            for _ in range(draw(st.integers(number, 2))):
                page.add([])
            kind = draw(st.sampled_from(list(SUBJECTS)))
            if number == 0 and draw(st.integers(0, 9)) == 0:
                count = _form(draw, page, kind, count)
            elif not page.form:
                count = _table(draw, page, kind, count)
        if not page.form and draw(st.integers(0, 9)) == 0:
            page.hidden_columns.add(draw(st.integers(0, 4)))
        pages.append(page)
    return pages


def _form(draw: st.DrawFn, page: Page, kind: str, count: int) -> int:
    """A form about one thing: names of columns with their values beside them."""
    subject, called = SUBJECTS[kind]
    pairs = [(subject, called(count)), *((name, _cell(draw, name)) for name in OTHERS[kind][:5])]
    page.form = True
    page.add([draw(st.sampled_from(TITLES))])
    page.data.append(len(page.rows) + 1)
    for left, right in zip(pairs[0::2], pairs[1::2], strict=True):
        page.add([*left, *right])
    return count + 1


def _table(draw: st.DrawFn, page: Page, kind: str, count: int) -> int:
    subject, called = SUBJECTS[kind]
    others = draw(st.lists(st.sampled_from(OTHERS[kind]), max_size=4, unique=True))
    names = [*draw(st.permutations(list(dict.fromkeys([subject, *NEEDED[kind], *others]))))]
    serial = ["序号"] if draw(st.booleans()) else []
    width = len(serial) + len(names)
    if draw(st.booleans()):
        line = page.add([draw(st.sampled_from(TITLES))])
        if draw(st.booleans()):
            page.merges.append(Merge(line, 0, line, width - 1))
        if draw(st.booleans()):
            page.add(["填报单位：样例镇人民政府", *[""] * (width - 2), "填报日期：2024年3月1日"])
    _header(draw, page, serial + names)
    first = len(page.rows) + 1
    for number in range(draw(st.integers(0, 6))):
        counted = [str(number + 1)] * len(serial)
        what = draw(st.integers(0, 11))
        if what == 0:
            page.add([])
            continue
        given = called(count) if what > 1 else draw(st.sampled_from(["", "=1+1", "无"]))
        count += 1
        cells = [given if name == subject else _cell(draw, name) for name in names]
        line = page.add(counted + cells)
        if any(cells):
            page.data.append(line)
        if draw(st.integers(0, 11)) == 0:
            page.hidden_lines.add(line)
    last = len(page.rows)
    downwards = last - first >= 2 and names[-1] != subject and all(page.rows[first - 1 : last])
    if downwards and draw(st.integers(0, 3)) == 0:
        at = width - 1
        page.merges.append(Merge(first, at, last, at))
        for row in page.rows[first:last]:
            row[at] = ""
        # Of a line whose only text stood in that column nothing of its own is left.
        page.data = [line for line in page.data if line < first or any(page.rows[line - 1][len(serial) :])]
    for text in draw(st.lists(st.sampled_from(BELOW), max_size=2, unique=True)):
        page.add([text])
    return count


def _header(draw: st.DrawFn, page: Page, names: list[str]) -> None:
    """One to three levels: names that go down over all of them, or that stand beneath a group."""
    depth = draw(st.integers(1, 3)) if len(names) > 3 else 1
    top = len(page.rows) + 1
    grid = [[""] * len(names) for _ in range(depth)]
    grouped = range(len(names) - 2, len(names)) if depth > 1 else range(0)
    for at, name in enumerate(names):
        level = depth - 1 if at in grouped else 0
        grid[level][at] = name
        if at not in grouped and depth > 1:
            page.merges.append(Merge(top, at, top + depth - 1, at))
    for level in range(depth - 1):
        grid[level][grouped.start] = GROUPS[level]
        page.merges.append(Merge(top + level, grouped.start, top + level, grouped.stop - 1))
    for row in grid:
        page.add(row)


def _cell(draw: st.DrawFn, name: str) -> str:
    return draw(st.sampled_from(["", *CELLS.get(name, []), *CELLS.get(name, []), *ANY]))


def as_xlsx(pages: list[Page], path: Path) -> Path:
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for line, row in enumerate(page.rows, 1):
            for at, text in enumerate(row, 1):
                if text:
                    sheet.cell(line, at, text).data_type = "s"
        for merge in page.merges:
            sheet.merge_cells(None, merge.top, merge.left + 1, merge.bottom, merge.right + 1)
        for line in page.hidden_lines:
            sheet.row_dimensions[line].hidden = True
        for at in page.hidden_columns:
            sheet.column_dimensions["ABCDEFGHIJKL"[at]].hidden = True
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def as_csv(pages: list[Page], path: Path) -> Path:
    """The first sheet, in which nothing is merged or hidden then."""
    pages[0].name = ""
    pages[0].hidden_lines.clear()
    pages[0].hidden_columns.clear()
    del pages[1:]
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[each.replace("\n", " ") for each in row] or [""] for row in pages[0].rows])
    return path.with_suffix(".csv")


def as_ods(pages: list[Page], path: Path) -> Path:
    tables = ""
    for page in pages:
        page.hidden_columns.clear()
        rows = "".join(
            ods_row(
                *(_ods_cell(page, line, at, text) for at, text in enumerate(row)),
                attributes='table:visibility="collapse"' if line in page.hidden_lines else "",
            )
            for line, row in enumerate(page.rows, 1)
        )
        tables += f'<table:table table:name="{page.name}">{rows}</table:table>'
    return ods(path.with_suffix(".ods"), tables)


def _ods_cell(page: Page, line: int, at: int, text: str) -> str:
    kind = 'office:value-type="string"'
    for merge in page.merges:
        if (merge.top, merge.left) == (line, at):
            down, over = merge.bottom - merge.top + 1, merge.right - merge.left + 1
            kind += f' table:number-rows-spanned="{down}" table:number-columns-spanned="{over}"'
    return ods_cell(text, kind) if text else "<table:table-cell/>"


def as_xls(pages: list[Page], path: Path) -> Path:
    """As Excel 97 kept it, with merges; nothing is hidden in it."""
    sheets = {}
    for page in pages:
        page.hidden_lines.clear()
        page.hidden_columns.clear()
        body = b"".join(
            record(0x204, f"HHH{len(wide(text))}s", line, at, 0, wide(text))
            for line, row in enumerate(page.rows)
            for at, text in enumerate(row)
            if text
        )
        corners = [corner for each in page.merges for corner in (each.top - 1, each.bottom - 1, each.left, each.right)]
        sheets[page.name] = body + record(0xE5, f"H{len(corners)}H", len(page.merges), *corners)
    return xls(path.with_suffix(".xls"), sheets)

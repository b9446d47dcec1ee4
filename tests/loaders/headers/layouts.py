"""Sheets laid out at random: what they hold is known, how it is laid out is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from loaders.files.sheet import Line, Merge, Sheet

KNOWN = (
    "姓名 性别 批次 单位 职务 职称 备注 板块 产业链 企业名称 挂职单位 挂职职务 团内职务 到岗时间 资料来源 状态".split()
)
UNKNOWN = "样例名称 样例时间 样例类型 样例数量".split()
GROUPS = "基本情况 派出情况 挂职情况 其他情况".split()
SUBGROUPS = "单位情况 职务情况 时间情况".split()
VALUES = (
    "测试甲 测试乙 测　试 样例大学 样例镇 样例机械有限公司 讲师 副教授 男 女 2019-08 2019.8 第十二批 至今 （挂职） "
    "3 50万 无 样例区样例镇 兼任样例组组长"
).split(" ")
NAMES = "测试甲 测试乙 测试丙 测试丁 测试戊 测试己".split()
TITLES = "样例镇第十二批科技镇长团成员名册（样例团）,样例镇名册,样　例　名　册,附件1,样例区对接情况汇总表".split(",")
SIGNED = "填报单位：样例镇人民政府,填报日期：      年    月    日,填表人：测试丁,单位：万元".split(",")
NOTES = "注：1.本表为样例；2.不详留空,备　注：样例,（名单未见报道，待补）,说明：本表由样例镇填报".split(",")
TOTALS = "合计,合　计,小计,总计：,合计（人）".split(",")


@dataclass
class Expected:
    """What a table must come back as."""

    context: list[str] = field(default_factory=list)
    header_lines: list[int] = field(default_factory=list)
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)
    records: dict[int, dict[int, str]] = field(default_factory=dict)


@dataclass
class Page:
    """A sheet under way."""

    merged: bool
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    tables: list[Expected] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def add(self, row: list[str]) -> int:
        """Adds a line and says its number."""
        self.rows.append(row)
        return len(self.rows)

    def across(self, text: str, left: int, right: int) -> None:
        """Adds a line with one text, merged where the page has merged cells."""
        line = self.add([*[""] * left, text])
        if self.merged and right > left:
            self.merges.append(Merge(line, left, line, right))

    def sheet(self) -> Sheet:
        """The sheet as a reader gives it."""
        lines = [
            Line(number, tuple(row)) for number, row in enumerate(self.rows, 1) if any(cell.strip() for cell in row)
        ]
        return Sheet("样例", lambda: iter(lines), tuple(self.merges), hidden_lines=frozenset(self.hidden))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A sheet of one to three tables, each beneath a title of its own but perhaps the first."""
    page = Page(draw(st.booleans()))
    count = draw(st.integers(1, 3))
    titles = draw(st.permutations(TITLES))
    for number in range(count):
        _blank_lines(draw, page, 2 if number == 0 else 3, least=0 if number == 0 else 1)
        _table(draw, page, titles[number], first=number == 0)
    return page


def _blank_lines(draw: st.DrawFn, page: Page, most: int, least: int = 0) -> None:
    for _ in range(draw(st.integers(least, most))):
        page.add(draw(st.sampled_from([[], ["", " ", ""]])))


def _table(draw: st.DrawFn, page: Page, title: str, first: bool) -> None:
    expected = Expected()
    page.tables.append(expected)
    serial = draw(st.booleans())
    known = draw(st.lists(st.sampled_from(KNOWN), min_size=2, max_size=6, unique=True))
    unknown = draw(st.lists(st.sampled_from(UNKNOWN), max_size=len(known) // 2, unique=True))
    leaves = [*draw(st.permutations(known + unknown))]
    left = 1 if serial else 0
    right = left + len(leaves) - 1
    above = ""
    if not first or draw(st.booleans()):
        page.across(title, 0, right)
        expected.context.append(title.replace("　", ""))
        above = title
        if draw(st.booleans()):
            texts = draw(st.lists(st.sampled_from(SIGNED), min_size=1, max_size=2, unique=True))
            page.add([texts[0], *[""] * (right - 1), *texts[1:]])
            expected.context += [" ".join(text.split()) for text in texts]
        if draw(st.booleans()):
            page.add([])
    _header(draw, page, expected, leaves, serial)
    _body(draw, page, expected, left, right, above)


def _spread(draw: st.DrawFn, text: str) -> str:
    return draw(st.sampled_from([text, text[0] + "　" + text[1:], text[:2] + "\n" + text[2:], f" {text} "]))


def _header(draw: st.DrawFn, page: Page, expected: Expected, leaves: list[str], serial: bool) -> None:
    """One to three levels; groups stand over two or more neighbouring columns."""
    left = 1 if serial else 0
    groups = _groups(draw, len(leaves)) if draw(st.booleans()) else []
    if not serial and groups and len(groups[0]) == len(leaves):
        groups = []  # One heading over all columns is a title.
    deep = bool(groups) and draw(st.booleans()) and len(groups[0]) > 2
    depth = 1 + bool(groups) + deep
    if depth == 1 and page.merged and draw(st.booleans()):
        depth = 2
    top = len(page.rows) + 1
    bottom = top + depth - 1
    grid = [[""] * (left + len(leaves)) for _ in range(depth)]
    grouped = {at: (group, number) for number, group in enumerate(groups) for at in group}
    for at, leaf in enumerate(leaves):
        level = depth - 1 if at in grouped else 0
        path = [GROUPS[grouped[at][1]]] if at in grouped else []
        if deep and at in groups[0]:
            if at in groups[0][1:]:
                path.append(SUBGROUPS[0])
            else:
                level = 1
        elif at in grouped:
            level = 1
        grid[level][left + at] = _spread(draw, leaf)
        expected.paths[left + at] = (*path, leaf)
        _merge(page, top + level, left + at, bottom, left + at)
    for number, group in enumerate(groups):
        grid[0][left + group[0]] = _spread(draw, GROUPS[number])
        _merge(page, top, left + group[0], top, left + group[-1])
    if deep:
        grid[1][left + groups[0][1]] = SUBGROUPS[0]
        _merge(page, top + 1, left + groups[0][1], top + 1, left + groups[0][-1])
    if serial:
        grid[0][0] = "序号"
        _merge(page, top, 0, bottom, 0)
    for row in grid:
        page.add(row)
    expected.header_lines = list(range(top, bottom + 1))


def _page_break(draw: st.DrawFn, page: Page, expected: Expected, title: str) -> None:
    """The header once more, perhaps beneath the title once more."""
    if title and draw(st.booleans()):
        page.add([])
        page.add([title + draw(st.sampled_from(["", "（续）"]))])
    top, down = expected.header_lines[0], len(page.rows) + 1 - expected.header_lines[0]
    for line in expected.header_lines:
        page.add([*page.rows[line - 1]])
    for merge in [each for each in page.merges if each.top in expected.header_lines and each.top >= top]:
        page.merges.append(Merge(merge.top + down, merge.left, merge.bottom + down, merge.right))


def _merge(page: Page, top: int, left: int, bottom: int, right: int) -> None:
    if page.merged and (top, left) != (bottom, right):
        page.merges.append(Merge(top, left, bottom, right))


def _groups(draw: st.DrawFn, columns: int) -> list[list[int]]:
    """Neighbouring columns under one group heading each, with at least one column under none between them."""
    groups: list[list[int]] = []
    at = draw(st.integers(0, 1))
    while at + 2 <= columns and len(groups) < 2:
        size = draw(st.integers(2, min(3, columns - at)))
        groups.append(list(range(at, at + size)))
        at += size + 1
    return groups


def _body(draw: st.DrawFn, page: Page, expected: Expected, left: int, right: int, title: str) -> None:
    """Records, numbered empty lines, spacers, page breaks; then perhaps totals and notes."""
    breaks = draw(st.integers(0, 20))
    for number in range(1, draw(st.integers(0, 7)) + 1):
        if number == breaks:
            _page_break(draw, page, expected, title)
        _record(draw, page, expected, left, right, number)
        if draw(st.integers(0, 4)) == 0:
            page.add([])
    if expected.records and page.merged and draw(st.booleans()) and breaks > 7:
        _merge_down(draw, page, expected, left, right)
    for line in list(expected.records):
        if draw(st.integers(0, 9)) == 0:
            page.hidden.add(line)
            del expected.records[line]
    if draw(st.booleans()):
        page.add([draw(st.sampled_from(TOTALS)), *[""] * (right - 1), "3"])
    if draw(st.booleans()):
        _blank_lines(draw, page, 1)
        page.across(draw(st.sampled_from(NOTES)), 0, right)
    if draw(st.booleans()):
        page.add([SIGNED[2], *[""] * (right - 1), "审核人："])


def _record(draw: st.DrawFn, page: Page, expected: Expected, left: int, right: int, number: int) -> None:
    """A record of at least two filled cells, or of one and a number; or the number alone."""
    count = [draw(st.sampled_from([str(number), f"{number}.", chr(0xFF10 + number)]))] if left else []
    if left and draw(st.integers(0, 5)) == 0:
        page.add([*count, *[""] * (right - left + 1)])
        return
    cells = [draw(st.sampled_from(["", *VALUES])) for _ in range(right - left + 1)]
    least = 2 - left
    for at in draw(st.lists(st.integers(0, right - left), min_size=least, max_size=least, unique=True)):
        cells[at] = cells[at] or draw(st.sampled_from(NAMES))
    line = page.add(count + cells)
    expected.records[line] = {left + at: text for at, text in enumerate(cells) if text}


def _merge_down(draw: st.DrawFn, page: Page, expected: Expected, left: int, right: int) -> None:
    """Merges one column over the lines of all records, so that only the first keeps its text."""
    at = draw(st.integers(left, right))
    top, bottom = min(expected.records), max(expected.records)
    if top == bottom:
        return
    text = draw(st.sampled_from(VALUES))
    for line in range(top, bottom + 1):
        if page.rows[line - 1]:
            page.rows[line - 1][at] = text if line == top else ""
    page.merges.append(Merge(top, at, bottom, at))
    for line, cells in list(expected.records.items()):
        cells[at] = text
        own = [position for position in cells if position != at]
        if not own and left:
            del expected.records[line]


_anything = st.one_of(
    st.sampled_from(["", "", "1", "2", "３", *KNOWN, *UNKNOWN, *GROUPS, *VALUES, *TITLES, *SIGNED, *NOTES, *TOTALS]),
    st.sampled_from(
        [
            "手机",
            "联系人及电话",
            "测试甲 12300000001",
            "ceshi@example.invalid",
            "１２３０００００００２",
            "\n",
            "（",
            "：",
            "\u200b",
        ]
    ),
    st.text(max_size=8),
)


class Again(list[Line]):
    """Lines that are given again with each call, and seen where a test fails."""

    def __call__(self) -> Iterator[Line]:
        return iter(self)


@st.composite
def heaps(draw: st.DrawFn) -> Sheet:
    """A sheet of cells, merges and hidden parts without any sense."""
    rows = draw(st.lists(st.lists(_anything, max_size=6), max_size=14))
    corners = st.tuples(st.integers(1, 16), st.integers(0, 7), st.integers(0, 4), st.integers(0, 4))
    merges = [
        Merge(top, left, top + down, left + over) for top, left, down, over in draw(st.lists(corners, max_size=6))
    ]
    lines = [Line(number, tuple(row)) for number, row in enumerate(rows, 1) if any(row)]
    return Sheet(
        "",
        Again(lines),
        tuple(merges),
        hidden_lines=draw(st.frozensets(st.integers(1, 14), max_size=3)),
        hidden_columns=draw(st.frozensets(st.integers(0, 5), max_size=2)),
    )

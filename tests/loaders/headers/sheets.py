"""Sheets written down in a test, and wordings that its mappings are taken to know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.errors import LoadError
from graph.folding import fold
from loaders.files.sheet import Line, Merge, Sheet
from loaders.headers import Table

WORDINGS = frozenset(
    map(
        fold,
        """
        姓名 性别 批次 派出单位 职称/职务 职务/职称 挂职单位 挂职职务 团内职务 挂职起始时间 挂职结束时间 备注
        派出（所在）单位 职务 职称 对接活动 活动日期 资料来源 板块 单位 资料年份 到岗时间 人数 团名 产业
        需求编号 企业名称 企业简称 所属板块 产业链 技术需求描述 拟投入（万元） 联系人 联系人及电话 提出日期 状态
        工作单位 事项 手机 手机号码 链上位置 现工作单位 出生年月 组长
        """.split(),
    )
)


def known(text: str) -> float:
    """1.0 for one of the wordings in any spelling, else 0."""
    return 1.0 if fold(text) in WORDINGS else 0.0


def merge(area: str) -> Merge:
    """A1:B2 as a merge."""
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", area)
    assert match
    left, top, right, bottom = match.groups()
    return Merge(int(top), _position(left), int(bottom), _position(right))


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def sheet(
    rows: str | Sequence[Sequence[str]],
    merges: str = "",
    *,
    name: str = "样例",
    hidden_lines: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    faults: Mapping[tuple[int, int], LoadError] | None = None,
) -> Sheet:
    """A sheet of rows, or of a text with a line a row and | between the cells; line 1 is the first."""
    if isinstance(rows, str):
        rows = [[cell.strip(" ") for cell in row.split("|")] for row in rows.strip("\n").split("\n")]
    wrong = faults or {}
    lines = [
        Line(number, tuple(row), {at: fault for (line, at), fault in wrong.items() if line == number})
        for number, row in enumerate(rows, 1)
        if any(cell.strip() for cell in row) or any(line == number for line, _ in wrong)
    ]

    def again() -> Iterator[Line]:
        return iter(lines)

    return Sheet(
        name,
        again,
        tuple(map(merge, merges.split())),
        hidden_lines=frozenset(hidden_lines),
        hidden_columns=frozenset(hidden_columns),
    )


def names(table: Table) -> dict[int, str]:
    """The columns by position."""
    return {column.position: column.name for column in table.columns}


def read(table: Table) -> dict[int, dict[int, str]]:
    """The cells of the records by line."""
    return {record.line: dict(record.cells) for record in table.records()}


def remarks(table: Table) -> dict[str, str]:
    """The lines (or columns) that each remark names, by code."""
    return {
        remark.code.removeprefix("headers."): str(remark.details.get("lines", remark.details.get("columns", "")))
        for remark in table.remarks()
    }

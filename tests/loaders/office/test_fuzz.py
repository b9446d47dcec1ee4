"""Any columns, any cells: a load is taken, or refused in words, and what it leaves can be taken back to nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import LoadError
from graph.ledger import open_ledger
from loaders.load import state_path
from loaders.office.catalogue import mappings
from loaders.office.mapping import Mapping

CELLS = """
测试甲 测试乙 测试　丙 测试甲（教授） 测试甲、测试乙 测试子12300000001 样例大学 样例有限公司 样例公司 样例研究院(样例)
样例镇 样例区样例镇 样例街道办事处 社区 市 扬州 江苏扬州 第十二批 １２批 第批 历批 第十二批科技镇长团（样例镇）
历批科技镇长团（） 科技镇长团 样例专家组 样例项目 样例产业—环节 上游 上游/中游 教授 团长 副团长
2019.08 2019年8月 二〇一九年 2019-2021 至今 ３月 43678 0 -1 99999 50万 50-80 面议
约30余人 =1+1 #N/A NULL / —— 、 （ ） <b>测试</b> 😀
""".split()
TITLES = ["", "样例镇第十二批名册（样例团）", "扬州市名册（社区）", "名册（市）", "填报日期：2024年3月1日"]
cell = st.sampled_from(["", "x" * 400, "\u202e测试\u202e", *CELLS]) | st.text(max_size=12)


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    """A title, a header of a mapping's wordings with strange ones among them, and rows."""
    mapping = draw(st.sampled_from(mappings()))
    wanted = [
        *draw(st.sampled_from(mapping.needs)),
        *draw(st.lists(st.sampled_from(list(mapping.columns)), max_size=6)),
    ]
    header = [_wording(draw, mapping, name) for name in dict.fromkeys(wanted)]
    header += draw(st.lists(st.sampled_from(["手机", "备用", "职务", "单位"]), max_size=2))
    rows = draw(st.lists(st.lists(cell, min_size=len(header), max_size=len(header) + 1), max_size=6))
    title = draw(st.sampled_from(TITLES))
    return [*([[title]] if title else []), header, *rows]


def _wording(draw: st.DrawFn, mapping: Mapping, name: str) -> str:
    return draw(st.sampled_from(mapping.columns[name].wordings or [name]))


def check(lines: list[list[str]]) -> None:
    with TemporaryDirectory() as folder, open_ledger(f"sqlite:///{folder}/ledger.sqlite") as ledger:
        path = Path(folder) / "样例_名册.csv"
        with path.open("w", encoding="utf-8", errors="ignore", newline="") as stream:
            csv.writer(stream).writerows(lines)
        empty = ledger.digest()
        try:
            report = state_path(ledger, path)
        except LoadError:
            assert ledger.digest() == empty
            return
        assert all(refusal.error.message("zh") and refusal.error.message("en") for refusal in report.refused)
        again = state_path(ledger, path)
        assert again.changed == 0
        for load in (report.load, again.load):
            ledger.rollback(load or 0)
        assert ledger.digest() == empty


@given(sheets())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_sheet_is_loaded_or_refused(lines: list[list[str]]) -> None:
    check(lines)


@pytest.mark.soak
@given(sheets())
@settings(max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_sheet_at_length(lines: list[list[str]]) -> None:
    check(lines)

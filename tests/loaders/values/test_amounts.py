"""Sums of money in 万元, with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.amounts import Amount, amount, unit_of
from tests.loaders.values.examples import TEXTS, outcome, padded, reason, widened

AMOUNTS: dict[str, tuple[float | None, float | None]] = {
    "50": (50, 50),
    "35.5": (35.5, 35.5),
    "50.0": (50, 50),
    "0": (0, 0),
    "1,200": (1200, 1200),
    "五十": (50, 50),
    "50万": (50, 50),
    "50万元": (50, 50),
    "约50万元": (50, 50),
    "50万元左右": (50, 50),
    "1,200万": (1200, 1200),
    "0.5亿": (5000, 5000),
    "8000元": (0.8, 0.8),
    "3千元": (0.3, 0.3),
    "3千万": (3000, 3000),
    "1.5亿元": (15_000, 15_000),
    "1亿2000万": (12_000, 12_000),
    "一百万元": (100, 100),
    "一千二百万": (1200, 1200),
    "百万元": (100, 100),
    "人民币伍拾万元整": (50, 50),
    "￥50万": (50, 50),
    "RMB 50万": (50, 50),
    "预算：50万元": (50, 50),
    "50（万元）": (50, 50),
    "50万元（含设备）": (50, 50),
    "50万人民币": (50, 50),
    "50-80": (50, 80),
    "50—80万": (50, 80),
    "50万-80万": (50, 80),
    "50至80万": (50, 80),
    "50到80": (50, 80),
    "１００～１２０万元": (100, 120),
    "约50-80万元": (50, 80),
    "10-20亿": (100_000, 200_000),
    "5000元-1万元": (0.5, 1),
    "9千万-1亿": (9000, 10_000),
    "50万-80": (50, 80),
    "≥200": (200, None),
    ">=200": (200, None),
    "200以上": (200, None),
    "200万元及以上": (200, None),
    "至少50万": (50, None),
    "200+": (200, None),
    "50余万元": (50, None),
    "50多万": (50, None),
    "上百万元": (100, None),
    "不低于100万元": (100, None),
    "≤300": (None, 300),
    "不超过300万": (None, 300),
    "300万以内": (None, 300),
    "近百万元": (None, 100),
    "上限50万": (None, 50),
}


@pytest.mark.parametrize(("text", "bounds"), AMOUNTS.items())
def test_amounts_are_read(text: str, bounds: tuple[float | None, float | None]) -> None:
    assert amount(text) == Amount(*bounds)
    assert amount(widened(text)) == Amount(*bounds)
    assert amount(padded(text)) == Amount(*bounds)


@pytest.mark.parametrize("text", ["面议", "（面议）", "另议", "面谈", "待定", "", "/", "无", "暂无"])
def test_an_open_sum_is_no_number(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize(
    ("why", "text"),
    [
        *[
            ("cells.reason.foreign_currency", text)
            for text in ("50万美元", "$50", "50（万美元）", "100万USD", "50万欧元")
        ],
        *[("cells.reason.backwards", text) for text in ("80-50", "1亿-5000万")],
        *[
            ("cells.reason.no_amount", text)
            for text in (
                "-50",
                "80%",
                "3千",
                "数十万",
                "十十万",
                "几百万",
                "50万元/年",
                "50万元（其中省拨20万）",
                "0.5亿-8000",
                "50万以上80万以下",
                "1,20万",
                "50-80-100",
                "50万～",
                "1e3",
                "10²",
                "50、80",
                "50平方米",
                "abc",
            )
        ],
        ("cells.reason.too_long", "5" * 300),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(why: str, text: str) -> None:
    assert outcome(amount, text) == "cells.not_an_amount"
    assert reason(amount, text) == why


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("5000", "元", 0.5),
        ("50", "千元", 5),
        ("0.5", "亿元", 5000),
        ("50万", "元", 50),
        ("8000元", "万元", 0.8),
        ("8000元", "亿元", 0.8),
        ("8000元", "万美元", 0.8),
    ],
)
def test_the_unit_of_the_column_counts_where_the_cell_names_none(text: str, unit: str, expected: float) -> None:
    assert amount(text, unit) == Amount(expected, expected)


@pytest.mark.parametrize("text", ["50", "50万", "50-80"])
@pytest.mark.parametrize("unit", ["万美元", "元/吨"])
def test_a_column_of_other_money_is_not_read(text: str, unit: str) -> None:
    assert reason(lambda text: amount(text, unit), text) == "cells.reason.unit"


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("拟投入\n（万元）", "万元"),
        ("拟投入\n(万元)", "万元"),
        ("金额(元)", "元"),
        ("投资额/亿元", "亿元"),
        ("单位：万元", "万元"),
        ("经费（千元）", "千元"),
        ("投资（万）", "万元"),
        ("投资（百万元）", "百万元"),
        ("（万人民币）", "万元"),
        ("合同额（亿元，含税）", "亿元"),
        ("投资额万元", "万元"),
        ("金额（万美元）", "万美元"),
        ("投资额万美元", "万美元"),
        ("单价（元/吨）", "元/吨"),
        ("拟投入", None),
        ("所属单元", None),
        ("多元化", None),
        ("万人计划", None),
        ("", None),
    ],
)
def test_a_header_states_its_unit(header: str, unit: str | None) -> None:
    assert unit_of(header) == unit


@given(TEXTS)
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    found = outcome(amount, text)
    if isinstance(found, Amount):
        assert found.minimum is not None or found.maximum is not None
        assert all(bound is None or bound >= 0 for bound in (found.minimum, found.maximum))
        assert amount(widened(text)) == amount(padded(text)) == found


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_a_sum_and_a_range_read_back(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert amount(str(one)) == amount(f"{one}万元") == amount(f"{one:,}") == Amount(one, one)
    assert amount(f"{low}-{high}") == Amount(low, high)


@given(st.text(max_size=30))
def test_any_header_may_be_asked_for_its_unit(header: str) -> None:
    assert unit_of(header) is None or isinstance(unit_of(header), str)

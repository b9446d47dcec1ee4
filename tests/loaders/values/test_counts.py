"""How many there are, exactly or roughly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.counts import Count, count
from tests.loaders.values.examples import TEXTS, outcome, padded, reason, widened

EXACT = {
    "10": 10,
    "10人": 10,
    "10 人": 10,
    "206": 206,
    "206.0": 206,
    "1,200人": 1200,
    "1.2万人": 12_000,
    "三万人": 30_000,
    "十人": 10,
    "0": 0,
    "共10人": 10,
    "人数：10": 10,
    "10名团员": 10,
    "10人（其中女3人）": 10,
    "两家": 2,
    "一百零五": 105,
}
ROUGH = {
    "约30余人": 30,
    "30多人": 30,
    "近百人": 100,
    "二十余人": 20,
    "10人左右": 10,
    "100人以上": 100,
    "约1,200人": 1200,
    "十几人": 10,
    "逾50家": 50,
    "不少于5人": 5,
    "≥10": 10,
    "3万余人": 30_000,
    "上千人": 1000,
}


@pytest.mark.parametrize(
    ("text", "found"),
    [*((text, Count(value, False)) for text, value in EXACT.items()), *((t, Count(v, True)) for t, v in ROUGH.items())],
)
def test_counts_are_read(text: str, found: Count) -> None:
    assert count(text) == found
    assert count(widened(text)) == found
    assert count(padded(text)) == found


@pytest.mark.parametrize("text", ["10-15人", "10至15", "三至五人", "10～15人", "10人-15人"])
def test_a_range_is_no_count(text: str) -> None:
    assert reason(count, text) == "cells.reason.range"


@pytest.mark.parametrize(
    "text", ["10.5", "数十人", "若干", "-5", "2019年", "10人/年", "=SUM(E4:E13)", "十十人", "1,20", "第3", "人"]
)
def test_what_is_no_count_is_refused(text: str) -> None:
    assert outcome(count, text) == "cells.not_a_count"
    assert reason(count, text) == "cells.reason.no_count"


def test_a_long_text_is_refused() -> None:
    assert reason(count, "1" * 300) == "cells.reason.too_long"


@pytest.mark.parametrize("text", ["", "—", "无"])
def test_blanks_give_nothing(text: str) -> None:
    assert count(text) is None


@given(TEXTS)
def test_any_text_is_a_count_or_refused(text: str) -> None:
    found = outcome(count, text)
    if isinstance(found, Count):
        assert found.value >= 0
        assert count(str(found.value)) == Count(found.value, False)
        assert count(widened(text)) == count(padded(text)) == found


@given(st.integers(0, 10**9))
def test_a_number_is_its_count(value: int) -> None:
    assert count(f"{value}人") == count(f"{value}.0") == Count(value, False)

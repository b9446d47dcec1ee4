"""Batches in cells and in titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.batches import LAST, batch, batches, batches_in
from tests.loaders.values.examples import TEXTS, outcome, padded, widened

ONE = {
    "第十二批": 12,
    "第12批": 12,
    "12批": 12,
    "第１２批": 12,
    "十二": 12,
    "12": 12,
    "12.0": 12,
    "第 7 批次": 7,
    "第五批": 5,
    "第二十一批": 21,
    "第廿批": 20,
    "首批": 1,
    "第3期": 3,
    "第三届": 3,
    "第十二批（2019年）": 12,
    "第 十 二 批": 12,
}
SEVERAL = {
    "第十六、十七批": [16, 17],
    "第三至五批": [3, 4, 5],
    "第3-5批": [3, 4, 5],
    "第十六批、第十七批": [16, 17],
    "第十六和十七批": [16, 17],
    "第1、3-4批": [1, 3, 4],
    "第十七、十六批": [16, 17],
}


@pytest.mark.parametrize(("text", "number"), ONE.items())
def test_one_batch_is_read(text: str, number: int) -> None:
    assert batch(text) == number
    assert batches(padded(widened(text))) == [number]


@pytest.mark.parametrize(("text", "numbers"), SEVERAL.items())
def test_several_batches_are_read_and_are_not_one(text: str, numbers: list[int]) -> None:
    assert batches(text) == numbers
    assert outcome(batch, text) == "cells.several_batches"


@pytest.mark.parametrize("text", ["历批", "历届", "各批", "历批次"])
def test_all_batches_together_are_told_apart(text: str) -> None:
    assert outcome(batches, text) == outcome(batch, text) == "cells.all_batches"


@pytest.mark.parametrize(
    "text",
    ["第批", "第二百批", "第〇批", "batch 12", "2019", "第五-三批", "第十十批", "1.5", "一批企业", "第100批", "批"],
)
def test_what_is_no_batch_is_refused(text: str) -> None:
    assert outcome(batches, text) == "cells.not_a_batch"


def test_blanks_give_nothing() -> None:
    assert batches("/") == []
    assert batch("") is None


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("扬州市第十二批科技镇长团成员名册（仪征团）", [12]),
        ("扬州市第１２批科技镇长团成员名册", [12]),
        ("第十六、十七批科技镇长团（样例团）", [16, 17]),
        ("第十六批、第十七批科技镇长团", [16, 17]),
        ("12批科技镇长团", [12]),
        ("样例市第三批科技镇长团（50人）", [3]),
        ("工作会议(第五、六批)", [5, 6]),
        ("历批科技镇长团", []),
        ("引进一批企业", []),
        ("2019批", []),
        ("第三届创新创业大赛", []),
        ("样例镇人员名册", []),
        ("", []),
    ],
)
def test_batches_are_found_in_titles(title: str, numbers: list[int]) -> None:
    assert batches_in(title) == numbers


@given(TEXTS)
def test_any_text_is_batches_or_refused(text: str) -> None:
    found = outcome(batches, text)
    if isinstance(found, list):
        assert found == sorted(set(found))
        assert all(0 < number <= LAST for number in found)
        assert not found or batches("、".join(f"第{number}批" for number in found[:20])) == found[:20]
    assert all(0 < number <= LAST for number in batches_in(text))


@given(st.integers(1, LAST))
def test_every_batch_reads_back(number: int) -> None:
    assert batch(f"第{number}批") == batch(str(number)) == number
    assert batches_in(f"样例市第{number}批科技镇长团") == [number]

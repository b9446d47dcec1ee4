"""Numbers in digits and in Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.numerals import number
from tests.loaders.values.examples import TEXTS, outcome, padded, widened

NUMBERS = {
    "十二": 12,
    "二十三": 23,
    "十": 10,
    "二十": 20,
    "一百零五": 105,
    "一百五": 150,
    "一百一十": 110,
    "三千": 3000,
    "两": 2,
    "两千零三": 2003,
    "一万五": 15_000,
    "一万零五": 10_005,
    "三千五百": 3500,
    "一千二百三十四万五千六百七十八": 12_345_678,
    "两亿": 200_000_000,
    "一万亿": 10**12,
    "一亿零三": 100_000_003,
    "二〇一九": 2019,
    "二零一九": 2019,
    "二○一九": 2019,
    "一二": 12,
    "廿": 20,
    "廿一": 21,
    "一百廿三": 123,
    "卅": 30,
    "壹佰贰拾叁": 123,
    "百": 100,
    "零": 0,
    "1,200": 1200,
    "１２": 12,
    "3千": 3000,
    "12万": 120_000,
    "12000万": 120_000_000,
    "007": 7,
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_numbers_are_read(text: str, value: int) -> None:
    assert number(text) == value
    assert number(padded(widened(text))) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "十十",
        "十二三",
        "二二十",
        "十百",
        "一百一百",
        "一百零",
        "1万5",
        "1,20",
        "12,34",
        "-1",
        "1.5",
        "10²",
        "①",
        "٣",
        "abc",
        "一" * 41,
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    assert outcome(number, text) == "cells.not_a_number"


def chinese(value: int) -> str:
    """The numeral as it is written, the long way: an independent writer for the reader to agree with."""
    for unit, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= unit:
            many, rest = divmod(value, unit)
            gap = "零" if rest and rest < unit // 10 else ""
            return chinese(many) + word + gap + (chinese(rest) if rest else "")
    return "零一二三四五六七八九"[value]


@given(st.integers(0, 10**12))
def test_a_numeral_reads_as_the_number_it_was_written_for(value: int) -> None:
    assert number(chinese(value)) == value == number(str(value))


@given(TEXTS)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    assert isinstance(outcome(number, text), int | str)

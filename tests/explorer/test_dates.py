"""Since, until and observed are said apart, as finely as they are known."""

from __future__ import annotations

import pytest

from explorer.dates import certainty, date_text, date_words
from explorer.i18n import Words

ZH, EN = Words("zh"), Words("en")


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2019", "2019 年", "2019"),
        ("2019-08", "2019 年 8 月", "Aug 2019"),
        ("2019-08-02", "2019 年 8 月 2 日", "2 Aug 2019"),
    ],
)
def test_dates_are_as_fine_as_known(iso: str, zh: str, en: str) -> None:
    assert date_text(ZH, iso) == zh
    assert date_text(EN, iso) == en


def test_the_three_dates_are_three_things() -> None:
    said = date_words(ZH, {"since": "2019", "until": "2021-06", "observed": "2020-08-26"})
    assert [(each.kind, each.text) for each in said] == [
        ("since", "起于 2019 年"),
        ("until", "止于 2021 年 6 月"),
        ("observed", "报道时点 2020 年 8 月 26 日"),
    ]


def test_seen_over_a_time() -> None:
    said = date_words(EN, {"observed_first": "2019", "observed": "2020-08-26"})
    assert [each.text for each in said] == ["reported 2019 to 26 Aug 2020"]


def test_dates_worked_out_say_so_and_no_date_says_so() -> None:
    assert [each.kind for each in date_words(ZH, {"since": "2012-08", "basis": "推算"})] == ["since", "computed"]
    assert [each.text for each in date_words(ZH, {})] == ["日期未载"]


def test_certainty_with_and_without_a_date_to_ask_for() -> None:
    assert certainty({"since": "2019", "until": "2020"}, None) == "yes"
    assert certainty({}, None) == "undated"
    assert certainty({}, "2019") == "undated"
    assert certainty({"since": "2019"}, "2018") == "no"
    assert certainty({"observed": "2019-08-01"}, "2023") == "possibly"

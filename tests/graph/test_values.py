"""Dates as fine as known, the three answers to "as of", and cleaning."""

from __future__ import annotations

import math
import unicodedata
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SchemaError
from graph.values import Holds, PartialDate, ValueType, clean, clean_text, holds

days = st.dates(min_value=date(1000, 1, 1))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """A year, a month or a day."""
    day = draw(days)
    return PartialDate.parse(day.isoformat()[: draw(st.sampled_from([4, 7, 10]))])


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "fineness"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
        ("2019-08", date(2019, 8, 1), date(2019, 8, 31), "month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2019-08-12", date(2019, 8, 12), date(2019, 8, 12), "day"),
        (" 2019 ", date(2019, 1, 1), date(2019, 12, 31), "year"),
    ],
)
def test_a_date_is_as_fine_as_its_text(text: str, earliest: date, latest: date, fineness: str) -> None:
    read = PartialDate.parse(text)
    assert (read.text, read.earliest, read.latest, read.fineness) == (text.strip(), earliest, latest, fineness)


@pytest.mark.parametrize(
    "text", ["", "19", "2019-8", "2019-13", "2019-02-30", "2019/08", "2019年", "0000", "２０１９", "2019-08-12T00:00"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(SchemaError) as error:
        PartialDate.parse(text)
    assert error.value.code == "values.partial_date"


@given(partial_dates())
def test_a_date_survives_reading_its_text(one: PartialDate) -> None:
    assert PartialDate.parse(one.text) == one
    assert one.earliest <= one.latest
    assert one.covers(one)


@given(partial_dates(), partial_dates())
def test_dates_sort_by_time_and_the_coarser_before_the_finer(one: PartialDate, other: PartialDate) -> None:
    if one.latest < other.earliest:
        assert one < other
    if one.covers(other) and one != other and one.earliest == other.earliest:
        assert one < other
    assert (one.covers(other) and other.covers(one)) == (one == other)


@pytest.mark.parametrize(
    ("since", "until", "first", "last", "as_of", "answer"),
    [
        (None, None, None, None, "2020-08-26", "undated"),
        # A report says when something was true at the latest, not when it began or ended.
        (None, None, None, "2020-08-26", "2020-08-26", "yes"),
        (None, None, None, "2020-08-26", "2020-08-25", "possibly"),
        (None, None, None, "2020-08-26", "2026-01-01", "possibly"),
        (None, None, "2018", "2020-08-26", "2019-05-01", "yes"),
        (None, None, "2018", "2020-08-26", "2018-05-01", "possibly"),
        ("2019-08", None, None, "2020-06-01", "2020-01-01", "yes"),
        ("2019-08", None, None, "2020-06-01", "2019-08-15", "possibly"),
        ("2019-08", None, None, "2020-06-01", "2019-07-31", "no"),
        ("2019-08", None, None, None, "2020-01-01", "possibly"),
        ("2019-08", "2021", None, None, "2020-12-31", "yes"),
        ("2019-08", "2021", None, None, "2021-06-30", "possibly"),
        ("2019-08", "2021", None, None, "2022-01-01", "no"),
        (None, "2021-06-30", None, None, "2021-06-30", "yes"),
        (None, "2021-06-30", None, None, "2020-01-01", "possibly"),
        ("2019", None, None, None, "2019", "yes"),
        ("2019", None, None, None, "2019-06", "possibly"),
        ("2019", None, None, None, "2018", "no"),
    ],
)
def test_what_held_at_a_date(
    since: str | None, until: str | None, first: str | None, last: str | None, as_of: str, answer: Holds
) -> None:
    assert holds(since, until, first, last, as_of) == answer


@given(partial_dates(), st.integers(0, 4000), st.integers(0, 4000), days)
def test_the_answer_is_true_for_every_day_the_coarse_dates_may_mean(
    since: PartialDate, length: int, wait: int, asked: date
) -> None:
    """Against a model that takes the ends one by one: yes when it held for all of them, no when for none."""
    if date.max - since.latest < timedelta(days=8000):
        return
    until = PartialDate.parse((since.latest + timedelta(days=length)).isoformat()[:7])
    asked = min(asked, date.max) if wait % 2 else since.earliest + timedelta(days=wait)
    answers = {
        begin <= asked <= end
        for begin in (since.earliest, since.latest)
        for end in (max(until.earliest, begin), until.latest)
    }
    expected = "possibly" if len(answers) == 2 else "yes" if answers == {True} else "no"
    assert holds(since.text, until.text, None, None, asked.isoformat()) == expected


@given(st.text())
def test_cleaning_text_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in once.replace("\n", ""))


def test_padded_and_invisible_text_is_cleaned() -> None:
    assert clean_text("\ufeff　刘红兵 \u200b") == "刘红兵"
    assert clean_text("第一行  \r\n 第二  行") == "第一行\n第二 行"


@pytest.mark.parametrize(
    ("kind", "value", "cleaned"),
    [
        ("text", " 教授 ", "教授"),
        ("text", 2019.0, "2019"),
        ("text", 3, "3"),
        ("text", "", None),
        ("text", None, None),
        ("integer", "131", 131),
        ("integer", 131.0, 131),
        ("integer", "131.0", 131),
        ("integer", 2**63 - 1, 2**63 - 1),
        ("number", "99.8", 99.8),
        ("number", "11868", 11868),
        ("number", 0.1, 0.1),
        ("boolean", "是", True),
        ("boolean", "No", False),
        ("boolean", False, False),
        ("date", "2019-08", "2019-08"),
        ("date", date(2019, 8, 12), "2019-08-12"),
        ("date", datetime(2019, 8, 12, 23, 59), "2019-08-12"),
        ("url", "http://www.example.com/a?b=1", "http://www.example.com/a?b=1"),
        ("choice", "在职", "在职"),
    ],
)
def test_values_are_cleaned_by_type(kind: ValueType, value: object, cleaned: object) -> None:
    result = clean("any", kind, value, {"在职": None})
    assert result == cleaned
    assert type(result) is type(cleaned)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", True),
        ("text", {"a": 1}),
        ("integer", "十"),
        ("integer", "1.5"),
        ("integer", 2**63),
        ("integer", True),
        ("integer", math.inf),
        ("number", "80%左右"),
        ("number", math.nan),
        ("number", "1e999"),
        ("boolean", "也许"),
        ("boolean", 1),
        ("date", "2019年8月"),
        ("date", 43689),
        ("url", "javascript:alert(1)"),
        ("url", "http://"),
        ("url", "http://[::1"),
        ("url", "https://user:secret@example.com/"),
        ("url", "www.example.com"),
        ("choice", "离职"),
        ("choice", 1),
    ],
)
def test_values_that_do_not_fit_are_refused_by_name(kind: ValueType, value: object) -> None:
    with pytest.raises(SchemaError) as error:
        clean("出生", kind, value, {"在职": None})
    assert error.value.code == f"values.{kind}"
    assert error.value.details["property"] == "出生"
    assert repr(error.value.details["value"]) == repr(value)
    assert "出生" in error.value.message("zh")
    assert "出生" in error.value.message("en")

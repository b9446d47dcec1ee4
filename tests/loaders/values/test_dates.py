"""Dates in every style, as fine as written; doubtful ones with their reason."""

from __future__ import annotations

from datetime import date as day
from datetime import timedelta

import pytest
from hypothesis import given

from graph.values import PartialDate
from loaders.values.dates import Term, date, term
from tests.loaders.values.examples import TEXTS, outcome, padded, reason, widened

DATES = {
    "2019": "2019",
    "2019年": "2019",
    "2019年度": "2019",
    "2019.0": "2019",
    "二〇一九年": "2019",
    "二○一九年": "2019",
    "二零一九": "2019",
    "2019.08": "2019-08",
    "2019.8": "2019-08",
    "2019.10": "2019-10",
    "2019年8月": "2019-08",
    "2019 年 8 月": "2019-08",
    "2019-8": "2019-08",
    "2019/08": "2019-08",
    "201908": "2019-08",
    "二〇一九年八月": "2019-08",
    "2019年8月份": "2019-08",
    "2019.8.1": "2019-08-01",
    "2019 年 8 月 1 日": "2019-08-01",
    "2019/8/15": "2019-08-15",
    "2019-08-15": "2019-08-15",
    "2019—08—15": "2019-08-15",
    "20190815": "2019-08-15",
    "20190815.0": "2019-08-15",
    "2019年8月15号": "2019-08-15",
    "二〇一九年十二月廿五日": "2019-12-25",
    "2019年8月15": "2019-08-15",
    "2019。8。15": "2019-08-15",
    "2020-02-29": "2020-02-29",
    "2019-08-15 09:30:00": "2019-08-15",
    "2019-08-15T09:30": "2019-08-15",
    "2019年8月15日上午": "2019-08-15",
    "2019年8月15日9时30分": "2019-08-15",
    "2019-08-15 下午3:00": "2019-08-15",
    "2019年8月15日（星期四）": "2019-08-15",
    "2019-08-15 周四": "2019-08-15",
    "2019-08-14T16:00:00.000Z": "2019-08-15",
    "2019-08-15T01:00:00+08:00": "2019-08-15",
    "43678": "2019-08-01",
    "43678.0": "2019-08-01",
    "43678.5": "2019-08-01",
    "18264": "1950-01-01",
    "2019年8月起": "2019-08",
    "2021年7月止": "2021-07",
    "自2019年8月": "2019-08",
    "2019.08.": "2019-08",
    "时间：2019年8月": "2019-08",
    "2019年8月上旬": "2019-08",
    "2019年8月底": "2019-08",
    "2019年底": "2019",
    "2019年上半年": "2019",
    "2019年第一季度": "2019",
    "98年8月": "1998-08",
    # Only about right: one step coarser, never finer than the source.
    "2019年8月15日左右": "2019-08",
    "约2019年8月": "2019",
    "2019年前后": "2019",
}


@pytest.mark.parametrize(("text", "iso"), DATES.items())
def test_dates_are_read(text: str, iso: str) -> None:
    assert date(text) == iso
    assert date(widened(text)) == iso
    assert date(padded(text)) == iso


REFUSED = {
    "cells.reason.no_year": ["３月１５日", "三月", "8/15", "8.15", "1.5"],
    "cells.reason.no_such_day": [
        "2019.13",
        "2019-02-30",
        "2019-00",
        "20190230",
        "201913",
        "2019-21",
        "2019年8月32日",
        "截至2019-13",
        "2019-13-01T00:00:00Z",
    ],
    "cells.reason.no_date_number": ["0", "-1", "60", "99999", "2958466", "18263", "191012"],
    "cells.reason.year": ["1899", "1899-12-30", "9999-12-31", "2173-10-13", "0001-01-01", "9999-12-31T23:00:00Z"],
    "cells.reason.era": ["元年", "民国八年", "令和元年"],
    "cells.reason.two_digit_year": ["19年8月", "19.08.15", "一九年八月"],
    "cells.reason.day_first": ["15/8/2019", "08-15-2019"],
    "cells.reason.lost_zero": ["2019.1"],
    "cells.reason.before_or_after": ["2019年前", "2019年8月以后", "2019年底前"],
    "cells.reason.a_term": ["2019-2021", "2019.08-2021.07", "至今", "2019年8月至今", "截至2021年"],
    "cells.reason.no_date": [
        "abc",
        "第十二批",
        "00:00:00",
        "2019 8 1",
        "2019年08",
        "#VALUE!",
        "2019-2020学年",
        "2019-08（农历）",
    ],
    "cells.reason.too_long": ["2019" * 60],
}


@pytest.mark.parametrize(("why", "text"), [(why, text) for why, texts in REFUSED.items() for text in texts])
def test_doubtful_dates_are_refused_with_the_reason(why: str, text: str) -> None:
    assert outcome(date, text) == "cells.not_a_date"
    assert reason(date, text) == why


def test_years_end_twenty_ahead() -> None:
    last = day.today().year + 20
    assert date(str(last)) == str(last)
    assert reason(date, str(last + 1)) == "cells.reason.year"


TERMS = {
    "2019-2021": Term("2019", "2021"),
    "2019—2021年": Term("2019", "2021"),
    "2019.08-2021.07": Term("2019-08", "2021-07"),
    "2019.8 ～ 2021.7": Term("2019-08", "2021-07"),
    "2019.1-2020.12": Term("2019-01", "2020-12"),
    "2019年8月至2021年7月": Term("2019-08", "2021-07"),
    "自2019年8月起至2021年7月止": Term("2019-08", "2021-07"),
    "二〇一九年八月至二〇二一年七月": Term("2019-08", "2021-07"),
    "2019-08-2021-07": Term("2019-08", "2021-07"),
    "2019/8/1-2021/7/31": Term("2019-08-01", "2021-07-31"),
    "20190801-20210731": Term("2019-08-01", "2021-07-31"),
    "201908-202107": Term("2019-08", "2021-07"),
    "2019年8月—2021年7月（2年）": Term("2019-08", "2021-07"),
    "2019年8月-10月": Term("2019-08", "2019-10"),
    "2019年8-10月": Term("2019-08", "2019-10"),
    "2019年8月15-18日": Term("2019-08-15", "2019-08-18"),
    "2021.07-2021.07": Term("2021-07", "2021-07"),
    "2019.08至今": Term("2019-08", open=True),
    "2019年8月—": Term("2019-08", open=True),
    "2019-": Term("2019", open=True),
    "2019.8.1—现在": Term("2019-08-01", open=True),
    "至今": Term(open=True),
    "截至2021年": Term(until="2021"),
    "至2021年7月": Term(until="2021-07"),
    "2021年7月止": Term(until="2021-07"),
    "2019年8月起": Term("2019-08"),
    "2019-08": Term("2019-08"),
    "43678": Term("2019-08-01"),
}


@pytest.mark.parametrize(("text", "found"), TERMS.items())
def test_terms_are_read(text: str, found: Term) -> None:
    assert term(text) == found
    assert term(widened(text)) == found
    assert term(padded(text)) == found


@pytest.mark.parametrize("text", ["2021-2019", "2021.07-2019.08", "2019年8月15日至2019年8月1日"])
def test_a_term_that_ends_before_it_begins_is_refused(text: str) -> None:
    assert outcome(term, text) == "cells.ends_before_begin"


@pytest.mark.parametrize(
    "text", ["2019-21", "3年", "2019.08-09", "２年", "2019-2020学年", "2019.13-2020.05", "-1", "至", "—至—x"]
)
def test_what_is_no_term_is_refused(text: str) -> None:
    assert outcome(term, text) == "cells.not_a_date"


@pytest.mark.parametrize("text", ["", "/", "无", "#N/A", "——"])
def test_blanks_give_nothing(text: str) -> None:
    assert date(text) is None
    assert term(text) is None


@given(TEXTS)
def test_any_text_is_a_date_or_refused_and_a_date_reads_back(text: str) -> None:
    found = outcome(date, text)
    if found is not None and not found.startswith("cells."):
        assert PartialDate.parse(found).text == found == date(found)
        assert date(widened(text)) == date(padded(text)) == found


@given(TEXTS)
def test_any_text_is_a_term_or_refused(text: str) -> None:
    found = outcome(term, text)
    if isinstance(found, Term):
        assert found.since or found.until or found.open
        assert not (found.until and found.open)
        if found.since and found.until:
            assert term(f"{found.since}至{found.until}") == found


DAYS = [day(1950, 1, 1) + timedelta(days=number) for number in range((day(2045, 12, 31) - day(1950, 1, 1)).days)]


@pytest.mark.parametrize("style", ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"])
def test_every_day_reads_in_every_style(style: str) -> None:
    """Every one: 20000101 was once read as another day."""
    assert [when for when in DAYS if date(when.strftime(style)) != when.isoformat()] == []


def test_every_day_since_1950_reads_as_a_serial_number() -> None:
    assert [when for when in DAYS if date(str((when - day(1899, 12, 30)).days)) != when.isoformat()] == []


@pytest.mark.parametrize("year", range(1900, 2046))
def test_every_year_and_month_reads_in_every_style(year: int) -> None:
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assert (
        date(str(year)) == date(f"{year}.0") == date(f"{year}年") == date(chinese) == date(f"{chinese}年") == str(year)
    )
    for month, numeral in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1):
        texts = [
            f"{year}-{month}",
            f"{year}/{month:02}",
            f"{year}.{month:02}",
            f"{year}年{month}月",
            f"{chinese}年{numeral}月",
        ]
        assert {date(text) for text in texts} == {f"{year}-{month:02}"}

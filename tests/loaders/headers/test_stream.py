"""Sheets too long to be held: read as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from loaders.files.sheet import Line, Sheet
from loaders.headers import find_tables
from loaders.headers.places import Lines, letters
from tests.loaders.headers.sheets import known


def endless() -> Iterator[Line]:
    """A header and records without end; every tenth line is a total."""
    yield Line(1, ("姓名", "单位", "职务"))
    for number in count(2):
        yield Line(number, ("合计" if number % 10 == 0 else f"测试{number}", "样例大学", "讲师"))


def test_only_the_beginning_is_searched_and_records_come_as_they_are_asked_for() -> None:
    [table] = find_tables(Sheet("", endless), known)
    lines = [record.line for record in islice(table.records(), 25_000)]
    assert lines[-1] > 20_000
    assert not [line for line in lines if line % 10 == 0]


def test_a_long_sheet_says_that_only_its_beginning_was_searched() -> None:
    long = Sheet("", lambda: islice(endless(), 25_000), hidden_lines=frozenset({3, 24_000}))
    [table] = find_tables(long, known)
    found = {remark.code: remark.details for remark in table.remarks()}
    assert found["headers.beginning"]["lines"] == 20_001
    assert found["headers.totals"]["count"] == 2_499
    assert found["headers.hidden_lines"]["lines"] == "3、24000"


def test_a_table_within_the_beginning_is_found_and_one_further_down_is_not() -> None:
    def lines(at: int) -> Iterator[Line]:
        yield from islice(endless(), at)
        yield Line(at + 3, ("样例名册", "", ""))
        yield Line(at + 4, ("企业名称", "产业链", "备注"))
        yield Line(at + 5, ("样例有限公司", "样例", ""))

    assert len(find_tables(Sheet("", lambda: lines(10_000)), known)) == 2
    assert len(find_tables(Sheet("", lambda: lines(25_000)), known)) == 1


def test_lines_are_named_in_runs_and_not_without_end() -> None:
    assert str(Lines([1, 2, 3, 5])) == "1–3、5"
    many = Lines(range(0, 1_000, 2))
    assert many.count == 500
    assert str(many).endswith("38、…")


def test_columns_are_named_as_a_spreadsheet_does() -> None:
    assert [letters(position) for position in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]

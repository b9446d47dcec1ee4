"""A report file says what it is, or is refused with what is wrong in it."""

from __future__ import annotations

import pytest

from cypher.catalogue import catalogue
from cypher.header import read_report
from cypher.parameters import bound
from graph.errors import HeaderError, NotFound, ParameterError

GOOD = """/* ---
title: {zh: 题, en: Title}
question: {zh: 问, en: Question}
reading: {zh: 读, en: Reading}
parameters:
  at_least: {type: integer, default: 2, label: {zh: 至少, en: At least}}
  day: {type: date, optional: true, label: {zh: 日, en: Day}}
columns:
  n: {type: integer, label: {zh: 数, en: Number}}
--- */
MATCH (n) WHERE $day IS NULL WITH count(n) AS n WHERE n >= $at_least RETURN n
"""


def test_a_report_is_read() -> None:
    report = read_report("good", GOOD)
    assert report.statement.startswith("MATCH")
    assert bound(report, {"at_least": "5"}) == {"at_least": 5, "day": None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("/* ---", "/*"), "cypher.no_header"),
        (("title:", "titel:"), "cypher.header"),
        (("type: integer, default", "type: whole, default"), "cypher.header"),
        (("$at_least RETURN", "2 RETURN"), "cypher.parameters"),
        (("$day IS NULL", "$date IS NULL"), "cypher.parameters"),
        (("RETURN n", "CREATE (m:X) RETURN n"), "cypher.writes"),
        (("columns:\n  n: {type: integer, label: {zh: 数, en: Number}}", "columns: {}"), "cypher.header"),
        (("title: {zh: 题, en: Title}", "title: {zh: 题, en: Title"), "cypher.header"),
        (("n: {type: integer,", "n: {type: state, states: Introduction.outcome,"), "cypher.header"),
        (("n: {type: integer,", "n: {type: state, states: Nothing,"), "cypher.header"),
    ],
)
def test_a_fault_is_named(change: tuple[str, str], code: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(HeaderError) as caught:
        read_report("bad", GOOD.replace(*change))
    assert caught.value.code == code


def test_states_of_the_schema_need_only_its_name() -> None:
    report = read_report("good", GOOD.replace("type: integer, label", "type: state, states: Introduction.state, label"))
    assert report.header.columns["n"].states["已促成"].en == "Brought about"


@pytest.mark.parametrize("given", [{"at_least": "many"}, {"day": "2019-13"}, {"other": 1}])
def test_a_value_that_does_not_fit_is_refused(given: dict[str, str | int | float | bool]) -> None:
    with pytest.raises(ParameterError):
        bound(read_report("good", GOOD), given)


def test_an_unknown_report_is_not_guessed() -> None:
    with pytest.raises(NotFound, match="segment-coverage"):
        catalogue().report("segment")


def test_what_is_not_on_file_is_never_called_a_gap() -> None:
    for report in catalogue():
        for column in report.header.columns.values():
            assert all("缺口" not in words.zh and "gap" not in words.en for words in column.states.values())

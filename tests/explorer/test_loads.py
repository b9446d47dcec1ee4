"""Past loads in words, and taking one back beside the page."""

from __future__ import annotations

import pytest

from explorer.components.load import show_progress, show_refusal
from explorer.components.loads import decision_text, file_text, show_counts, total_text
from explorer.i18n import Words
from explorer.markup import written
from explorer.pages.loads import show_page, show_rollback
from explorer.rollbacks import Rollback
from explorer.services import Services
from graph.errors import LedgerError
from graph.ledger import LoadRecord
from graph.schema import load_schema

ZH, EN = Words("zh"), Words("en")
COUNTS = {"Person": {"made": 1200, "refused": 2}, "MEMBER_OF": {"made": 3, "unchanged": 9}, "": {"refused": 1}}


def record(title: str, *files: str, kind: str = "load") -> LoadRecord:
    return LoadRecord(7, kind, "office", title, "2026-11-25T10:00:00+00:00", "in force", COUNTS, files)


def test_a_load_is_called_by_its_file_a_folder_by_its_name() -> None:
    assert file_text(record("名册.xlsx · 0123456789ab", "名册.xlsx")) == "名册.xlsx"
    assert file_text(record("yangzhou · 0123456789ab", "a.csv", "b.csv")) == "yangzhou"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("same: a, b", "认定为同一"),
        ("apart: a, b", "认定不是同一"),
        ("confirmed: a, b", "确认双方相识"),
        ("denied: a, b", "记下双方并不相识"),
        ("undo 3", "撤销一项认定"),
        ("其他", "其他"),
    ],
)
def test_a_decision_in_words(title: str, text: str) -> None:
    assert decision_text(record(title, kind="decision"), ZH) == text


def test_counts_by_type_with_their_sum_and_only_the_columns_there_are() -> None:
    assert total_text(COUNTS, ZH) == "新增 1203 · 未接受 3"
    shown = written(show_counts(COUNTS, load_schema(), ZH))
    for text in ("人员", "1,200", "成员", "整行", "合计", "1,203", "不变"):
        assert text in shown
    assert "撤下" not in shown


def test_progress_names_the_stage_or_whom_it_waits_for() -> None:
    assert "核对" in written(show_progress(Rollback(7), ZH))
    assert "重新归并：1,500" in written(show_progress(Rollback(7, stage="facts", done=1500), ZH))
    assert "Waiting for another operation: 名册.xlsx" in written(show_progress(Rollback(7, first="名册.xlsx"), EN))


def test_a_refusal_says_why_and_a_fault_its_number() -> None:
    error = LedgerError("ledger.undone_already", load=7, by=9)
    assert error.message("zh") in written(show_refusal(error, "", ZH))
    assert "ab12cd34" in written(show_refusal(None, "ab12cd34", ZH))


def test_the_page_of_a_load_offers_to_take_it_back_and_foresees_what_that_does(services: Services) -> None:
    asked = {"number": "1", "label": "Person", "page": 1}
    shown = written(show_page(services, asked, ZH))
    assert "yangzhou" in shown
    assert "刘红兵" in shown
    assert "撤回这次载入" in written(show_rollback(services, asked, "", ZH))
    question = written(show_rollback(services, asked, "ask", ZH))
    assert "将撤下" in question
    assert "确认撤回" in question
    assert "没有编号为 99 的载入" in written(show_page(services, {**asked, "number": "99"}, ZH))

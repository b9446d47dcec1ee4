"""The queue of questions: filtered, put off, decided once; and what a comparison finds."""

from __future__ import annotations

from explorer.components.compare import Entry, Line, show_comparison, show_weighed
from explorer.i18n import Words
from explorer.markup import written
from explorer.pages.questions import decide, ordered, queue_of
from explorer.services import Services
from graph.ledger import Question

ZH = Words("zh")
WHY = "名称只差组织形式"


def asked(first: str, second: str, label: str = "Enterprise") -> Question:
    return Question(first, second, (f"样例{first}", f"样例{second}"), label, WHY, ("s",))


QUESTIONS = [asked("a", "b"), asked("c", "d", "Person"), asked("e", "f")]


def test_the_queue_is_filtered_by_type_and_by_either_name() -> None:
    assert [each.first for each in queue_of(QUESTIONS, {}, "Enterprise", "").questions] == ["a", "e"]
    assert [each.first for each in queue_of(QUESTIONS, {}, "", "样例Ｆ").questions] == ["e"]
    none = queue_of(QUESTIONS, {}, "Person", "样例a")
    assert (none.question, none.total) == (None, 3)


def test_the_question_in_hand_is_where_the_page_left_off_else_the_first() -> None:
    assert queue_of(QUESTIONS, {"at": "c d"}, "", "").question == QUESTIONS[1]
    assert queue_of(QUESTIONS, {"at": "gone gone"}, "", "").question == QUESTIONS[0]


def test_what_was_put_off_comes_last_in_the_order_of_putting_off() -> None:
    assert [each.first for each in ordered(QUESTIONS, ["c d", "a b"])] == ["e", "c", "a"]


def test_a_decision_is_made_once_and_undone(services: Services) -> None:
    first, second, *others = services.questions()
    pair = f"{first.first} {first.second}"
    kept = decide(services, f"apart {pair}", "两家，电话 13800138000", {})
    try:
        assert kept["at"] == f"{second.first} {second.second}"
        assert services.questions() == [second, *others]
        (decision, *_) = services.decisions()
        assert (decision.decision, decision.kind, decision.reason) == (kept["last"], "apart", "两家")
        assert decide(services, f"apart {pair}", "", kept)["last"] == kept["last"], "a second press does nothing"
        assert len([each for each in services.decisions() if not each.undone]) == 1
    finally:
        kept = decide(services, f"undo {kept['last']}", "", kept)
    assert (kept["at"], kept["last"]) == (pair, None)
    assert services.questions() == [first, second, *others]


def test_a_line_says_whether_both_say_the_same() -> None:
    one, other = [Entry("a", []), Entry("b", [])], [Entry("b", [])]
    verdicts = [
        Line("", left, right).verdict for left, right in ((one, one), (one, other), (other, one[:1]), (one, []))
    ]
    assert verdicts == ["same", "partly", "different", "one"]


def test_two_firms_are_compared_in_both_languages(services: Services) -> None:
    question = services.questions()[0]
    sides = services.card(question.first), services.card(question.second)
    assert sides[0]
    assert sides[1]
    for words, verdict in ((ZH, "不同"), (Words("en"), "Different")):
        shown = written(show_comparison((sides[0], sides[1]), services.schema, words))
        assert all(name in shown for name in question.names)
        assert verdict in shown
        assert "relations.csv" in shown


def test_what_is_weighed_is_told_by_side_and_else_the_reason() -> None:
    assert WHY in written(show_weighed(WHY, (), ZH))
    shown = written(show_weighed(WHY, [("for", "同一属地"), ("against", "简称不同")], ZH))
    assert (
        shown.index("支持是同一个") < shown.index("同一属地") < shown.index("说明不是同一个") < shown.index("简称不同")
    )
    assert WHY not in shown


def test_what_is_asked_is_worked_out_once_a_revision(services: Services) -> None:
    before, counted = services.questions(), services.joined_counts()
    assert services.questions() is before
    assert services.joined_counts() is counted
    decision = services.decide("apart", [before[0].first, before[0].second], "")
    try:
        assert len(services.questions()) == len(before) - 1
    finally:
        services.undo(decision)
    assert services.questions() == before

"""Introducers are ranked by what was before, and by the very rules that routes are ranked by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from graph.errors import LoadError, NotFound
from graph.introductions import Rules, load_rules
from graph.introductions.evaluation import Event, evaluate, read_events
from graph.introductions.evaluation.calibration import by_score, by_strength
from graph.introductions.evaluation.cases import Case, cases
from graph.introductions.evaluation.figures import Figures, figures, intervals
from graph.introductions.evidence import on_day
from graph.introductions.facts import Facts
from graph.introductions.grounds import Gathering
from graph.introductions.ties import ties
from graph.subgraph import Node, Relationship
from graph.values import PartialDate


def event(year: int, id: str, people: str) -> Event:
    return Event(year, id, tuple(people.split()))


BEFORE = [
    event(2018, "1", "a p"),
    event(2018, "2", "a q"),
    event(2018, "3", "a r"),
    event(2019, "4", "b p"),
    event(2019, "5", "b q r"),
    event(2019, "6", "b p"),
]
MET = event(2020, "7", "a b p")


def found(events: list[Event], since: int | None = None) -> list[Case]:
    return [case for case, _ in cases(events, since)]


def test_a_case_is_two_who_meet_and_of_whose_acquaintances_some_take_part() -> None:
    assert found([*BEFORE, MET]) == [Case(2020, "7", ("a", "b"), ("p", "q", "r"), frozenset("p"))]


@pytest.mark.parametrize(
    "events",
    [
        [*BEFORE, event(2020, "7", "a b")],
        [*BEFORE, event(2020, "7", "a b p q r")],
        [*BEFORE, event(2019, "8", "a b"), MET],
        [*BEFORE[:2], *BEFORE[3:], MET],
        [*BEFORE, event(2020, "7", "a n p")],
        [*BEFORE, event(2020, "7", "a b p " + " ".join(f"x{n:02}" for n in range(23)))],
    ],
    ids=["none takes part", "all do", "met before", "two in common", "not known before", "26 people"],
)
def test_nothing_else_is_a_case(events: list[Event]) -> None:
    assert found(events) == []


def test_of_several_events_in_the_first_year_the_first_counts_and_cases_may_begin_later() -> None:
    later = event(2020, "8", "a b q")
    assert [case.event for case in found([*BEFORE, later, MET])] == ["7"]
    assert found([*BEFORE, MET], since=2021) == []


def test_a_ranking_is_judged_as_if_equal_scores_stood_in_any_order() -> None:
    assert figures({"p": 2.0, "q": 1.0, "r": 1.0}, frozenset("p")) == (1, 1, 1)
    assert figures({"p": 1.0, "q": 2.0, "r": 1.0}, frozenset("p")) == pytest.approx((0, 1, (1 / 2 + 1 / 3) / 2))
    equal = dict.fromkeys("pqrst", 0.0)
    hit1, hit3, mrr = figures(equal, frozenset("pq"))
    assert [hit1, hit3] == pytest.approx([2 / 5, 1 - 1 / 10])
    assert mrr == pytest.approx(sum(n / place for n, place in ((4, 1), (3, 2), (2, 3), (1, 4))) / 10)


def test_cases_of_one_event_stand_or_fall_together() -> None:
    sure, never = Figures(1, 1, 1), Figures(0, 0, 0)
    one_event = intervals({"m": [sure, sure, never, never]}, ["e"] * 4)["m"][0]
    several = intervals({"m": [sure, sure, never, never]}, ["e", "f", "g", "h"])["m"][0]
    assert one_event == (0.5, 0.5)
    assert several[0] < 0.5 < several[1]


def planted(seed: int = 7) -> Iterator[Event]:
    """Invented circles of friends: who has often worked with both of late brings them together."""
    rng = random.Random(seed)
    for circle in range(40):
        one, other, *friends = [f"样{circle}-{number}" for number in range(7)]
        often, *seldom = friends
        number = 0
        for year, friend in [(2015, each) for each in seldom] + [(year, often) for year in (2016, 2017, 2018)]:
            for end in (one, other):
                number += 1
                yield Event(year, f"{circle}-{number}", tuple(sorted((end, friend))))
        took_part = [often] if rng.random() < 0.9 else rng.sample(seldom, 1)
        yield Event(2020, f"{circle}-met", tuple(sorted((one, other, *took_part))))


def test_the_rules_find_a_planted_truth_that_chance_and_degree_do_not() -> None:
    result = evaluate(list(planted()), "joint_work")
    assert result.cases == 40
    hit = {name: mean.hit1 for name, (mean, _) in result.found.items()}
    assert hit["random"] == pytest.approx(1 / 5)
    assert hit["degree"] == pytest.approx(1 / 5)
    assert hit["rules"] > 0.8
    for mean, between in result.found.values():
        assert all(low <= value <= high for value, (low, high) in zip(mean, between, strict=True))
    assert result.as_json() == evaluate(list(planted()), "joint_work").as_json()


def with_half_life(years: float) -> Rules:
    """The rules with joint work fading so fast."""
    rules = load_rules()
    changed = rules.ties["joint_work"].model_copy(update={"half_life": years, "gamma": 0})
    ties = {**rules.ties, "joint_work": changed}
    return replace(rules, evidence=rules.evidence.model_copy(update={"ties": ties}))


def strength(rules: Rules) -> float:
    """Of a tie by one project of 2010, as of 2020, as `introduce` has it."""
    facts = Facts()
    people = [Node(id, "Person", id, {}) for id in ("p1", "p2")]
    made = [Relationship(f"k{id}", "WORKED_ON", id, "j", {"since": "2010"}) for id in ("p1", "p2")]
    facts.add([*people, Node("j", "Project", "样例项目", {})], made)
    facts.expanded = {"p1", "p2"}
    [tie] = ties(on_day(Gathering(facts, rules).all(), rules, PartialDate.parse("2020")), rules).values()
    return tie.p


def test_a_constant_moves_routes_and_their_evaluation_alike() -> None:
    old = [event(2010, f"{n}", f"{end} old") for n, end in enumerate("aabbaabb")]
    new = [event(2019, "n1", "a new"), event(2019, "n2", "b new")]
    third = [event(2019, "t1", "a third"), event(2010, "t2", "b third")]
    met = event(2020, "z", "a b new")
    slow, fast = with_half_life(50), with_half_life(1)
    hits = [
        evaluate([*old, *new, *third, met], "joint_work", rules=rules).found["rules"][0].hit1 for rules in (slow, fast)
    ]
    assert hits == [0, 1]
    assert strength(slow) > 2 * strength(fast)


def test_what_is_called_stronger_took_part_more_often() -> None:
    rated = evaluate(list(planted()), "joint_work").rated
    shares = by_strength(rated)
    assert sum(share.candidates for share in shares.values()) == len(rated) == 200
    assert [share.true for share in shares.values()] == sorted(share.true for share in shares.values())
    assert shares["strong"].true > 0.5 > shares["medium"].true
    parts = by_score(rated)
    assert sum(part.candidates for part in parts) == len(rated)
    assert [part.score for part in parts] == sorted(part.score for part in parts)
    assert all(part.interval[0] <= part.true <= part.interval[1] for part in parts)


def test_of_equal_ties_the_introducer_who_is_in_more_things_comes_first() -> None:
    ties = [event(2019, f"{end}{via}", f"{end} {via}") for end in "ab" for via in ("busy", "calm", "cool")]
    more = [event(2019, f"m{n}", f"busy x{n}") for n in range(5)]
    result = evaluate([*ties, *more, event(2020, "z", "a b busy")], "joint_paper")
    assert result.found["rules"][0].hit1 == 1
    assert result.found["count_product"][0].hit1 == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        ("year,event_id", "evaluate.no_column", 1),
        ("", "evaluate.no_column", 1),
        ("year,event_id,person_ids\n2019,1,a;b\n19,2,a;b", "evaluate.bad_year", 3),
        ("year,event_id,person_ids\n2019,,a;b", "evaluate.empty", 2),
        ("year,event_id,person_ids\n2019,1", "evaluate.empty", 2),
    ],
)
def test_what_is_wrong_in_a_table_is_named_with_its_place(table: str, code: str, line: int) -> None:
    lines = [(number, each.split(",")) for number, each in enumerate(table.splitlines(), 1)]
    with pytest.raises(LoadError) as caught:
        list(read_events("样例.csv", lines))
    assert (caught.value.code, caught.value.details["line"]) == (code, line)


def test_columns_may_stand_in_any_order_and_people_count_once() -> None:
    lines = [(1, [" person_ids", "year", "event_id", "more"]), (2, ["b; a;b;", "2019", "1", "x"])]
    assert list(read_events("", lines)) == [event(2019, "1", "a b")]


def test_without_a_case_or_with_an_unknown_kind_there_is_no_figure() -> None:
    with pytest.raises(LoadError, match="6"):
        evaluate(BEFORE, "joint_work")
    with pytest.raises(NotFound, match="samekind"):
        evaluate([*BEFORE, MET], "samekind")


def test_the_history_is_only_what_was_before() -> None:
    """Events of the year itself say nothing about who was known."""
    same_year = [event(2020, f"0{n}", " ".join(pair)) for n, pair in enumerate(combinations("abpqr", 2)) if n > 0]
    assert found([*BEFORE, *same_year, MET]) == found([*BEFORE, MET])

"""What evidence weighs, when it counts, and what it may be called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.introductions.evidence import Evidence, on_day
from graph.introductions.facts import Facts
from graph.introductions.grounds import Gathering
from graph.introductions.rules import load_rules
from graph.introductions.ties import Tie, strength_of, ties
from graph.subgraph import Node, Relationship
from graph.values import PartialDate

RULES = load_rules()
DAY = PartialDate.parse("2022-06-01")


def person(id: str, **properties: object) -> Node:
    return Node(id, "Person", id, {"id": id, "name": id, **properties})


def node(label: str, id: str, **properties: object) -> Node:
    return Node(id, label, id, {"id": id, "name": id, **properties})


def tied(type: str, start: str, end: str, **properties: object) -> Relationship:
    return Relationship(f"{type}-{start}-{end}-{properties}", type, start, end, {"sources": ["s"], **properties})


def facts(nodes: list[Node], relationships: list[Relationship]) -> Facts:
    read = Facts()
    read.add([*nodes, node("Source", "s", kind="报纸")], relationships)
    read.expanded |= {each.id for each in nodes}
    return read


def found(read: Facts, day: PartialDate = DAY, exclude: frozenset[str] = frozenset()) -> dict[tuple[str, str], Tie]:
    return ties(on_day(Gathering(read, RULES, exclude).all(), RULES, day), RULES)


def through(hub: Node, type: str, people: int = 2, **properties: object) -> Facts:
    names = [f"p{number}" for number in range(people)]
    return facts([hub, *map(person, names)], [tied(type, name, hub.id, **properties) for name in names])


def only(read: Facts, day: PartialDate = DAY) -> Evidence:
    (tie,) = (tie for pair, tie in found(read, day).items() if pair == ("p0", "p1"))
    (evidence,) = tie.evidence
    return evidence


def test_a_tie_weighs_as_its_formula_says() -> None:
    hub = node("ExpertGroup", "g", stated_size=101)
    evidence = only(through(hub, "MEMBER_OF", observed="2017-06-02"))
    rule = RULES.ties["same_group"]
    assert evidence.kind == "same_group"
    assert evidence.weight == pytest.approx(rule.beta * 100**-rule.gamma * 2 ** (-5 / rule.half_life), rel=1e-3)
    p, _ = strength_of({evidence.kind: evidence.weight}, RULES)
    assert 0 < p < RULES.evidence.levels.medium


def test_the_stated_size_counts_not_the_number_of_names() -> None:
    small = only(through(node("ExpertGroup", "g", stated_size=5), "MEMBER_OF"))
    large = only(through(node("ExpertGroup", "g", stated_size=206), "MEMBER_OF"))
    unknown = only(through(node("ExpertGroup", "g"), "MEMBER_OF"))
    assert small.weight > unknown.weight > large.weight


def test_never_fewer_than_are_on_file() -> None:
    few = only(through(node("Event", "e", stated_size=3), "PARTICIPATED_IN", people=2))
    many = only(through(node("Event", "e", stated_size=3), "PARTICIPATED_IN", people=40))
    assert many.weight < few.weight


@settings(deadline=None)
@given(st.integers(1, 40))
def test_joint_attendance_is_never_more_than_weak(events: int) -> None:
    nodes = [person("a"), person("b"), *(node("Event", f"e{number}", stated_size=2) for number in range(events))]
    relationships = [
        tied("PARTICIPATED_IN", who, f"e{number}", observed="2022-05-01") for who in "ab" for number in range(events)
    ]
    tie = found(facts(nodes, relationships))["a", "b"]
    assert tie.strength == "weak"
    assert tie.p < RULES.evidence.levels.medium


def test_only_introductions_and_joint_work_can_be_strong() -> None:
    assert {kind for kind, rule in RULES.ties.items() if rule.cap == "strong"} == {
        "confirmed",
        "introduction",
        "joint_work",
        "joint_paper",
        "joint_demand",
    }


def test_recorded_introduction_ties_introducer_introduced_and_recipient() -> None:
    nodes = [
        person("a"),
        person("b"),
        person("c"),
        node("Introduction", "i", kind="牵线引荐", state="已促成", date="2022-03"),
    ]
    relationships = [tied("BY", "i", "a"), tied("OF", "i", "b"), tied("TO", "i", "c")]
    tied_pairs = found(facts(nodes, relationships))
    assert {pair: tie.strength for pair, tie in tied_pairs.items()} == dict.fromkeys(
        [("a", "b"), ("a", "c"), ("b", "c")], "strong"
    )


@pytest.mark.parametrize("kind", ["渠道归因", "争取项目"])
def test_a_credited_channel_ties_nobody(kind: str) -> None:
    nodes = [person("a"), person("b"), node("Introduction", "i", kind=kind, state="已促成", date="2022")]
    assert found(facts(nodes, [tied("BY", "i", "a"), tied("OF", "i", "b")])) == {}


def test_two_joint_introducers_are_not_tied_by_it() -> None:
    nodes = [person("a"), person("b"), person("c"), node("Introduction", "i", kind="牵线引荐")]
    assert ("a", "b") not in found(facts(nodes, [tied("BY", "i", "a"), tied("BY", "i", "b"), tied("OF", "i", "c")]))


def test_speaking_about_it_and_being_a_candidate_tie_nobody() -> None:
    project = node("Project", "j")
    assert found(through(project, "SPOKE_ABOUT")) == {}
    assert found(through(node("Credential", "x", kind="talent"), "CANDIDATE_IN")) == {}


def test_containers_and_rows_that_stand_for_many_tie_nobody() -> None:
    assert found(through(node("Delegation", "d", kind="历批汇总"), "MEMBER_OF")) == {}
    assert found(through(node("Project", "j", aggregate_count=21), "WORKED_ON")) == {}
    assert found(through(node("Platform", "f", kind="park"), "WORKED_ON")) == {}


def test_people_from_a_mere_directory_are_nobody_we_know() -> None:
    read = facts([person("a"), person("b", reference=True), node("Project", "j")], [])
    read.add([], [tied("WORKED_ON", "a", "j"), tied("WORKED_ON", "b", "j")])
    assert found(read) == {}


def test_terms_that_did_not_overlap_are_no_tie_and_short_ones_less() -> None:
    nodes = [person("p0"), person("p1"), node("Delegation", "d", kind="县域团", stated_size=10)]

    def served(*terms: tuple[str, str]) -> Facts:
        return facts(nodes, [tied("MEMBER_OF", f"p{n}", "d", since=a, until=b) for n, (a, b) in enumerate(terms)])

    assert ("p0", "p1") not in found(served(("2019-08", "2020-08"), ("2021-08", "2022-08")))
    year = only(served(("2019-08", "2020-08"), ("2019-08", "2020-08")))
    months = only(served(("2019-08", "2020-08"), ("2020-05", "2021-08")))
    assert year.weight > months.weight > 0


def test_undated_evidence_widens_and_does_not_vanish() -> None:
    undated = only(through(node("ExpertGroup", "g", stated_size=10), "MEMBER_OF"))
    fresh = only(through(node("ExpertGroup", "g", stated_size=10), "MEMBER_OF", observed="2022-05"))
    assert undated.begun == "undated"
    assert 0 < undated.weight < fresh.weight


def test_as_of_leaves_out_only_what_had_certainly_not_begun() -> None:
    group = node("ExpertGroup", "g", stated_size=10)
    before = PartialDate.parse("2018")
    assert only(through(group, "MEMBER_OF", observed="2020"), before).begun == "possibly"
    assert ("p0", "p1") not in found(through(group, "MEMBER_OF", since="2019-08"), before)
    assert ("p0", "p1") not in found(through(node("Event", "e", start="2019"), "PARTICIPATED_IN"), before)
    assert only(through(group, "MEMBER_OF", since="2018-08"), before).begun == "yes"


def test_a_reworded_source_weighs_less() -> None:
    read = through(node("ExpertGroup", "g", stated_size=10), "MEMBER_OF")
    full = only(read).weight
    read.nodes["s"] = node("Source", "s", kind="机器改写")
    assert only(read).weight == pytest.approx(full * RULES.evidence.confidence["机器改写"])


def test_who_leads_a_body_is_not_counted_as_a_member_as_well() -> None:
    body = node("Delegation", "d", kind="县域团", stated_size=10)
    both = facts([person("a"), body], [tied("LEADS", "a", "d"), tied("MEMBER_OF", "a", "d")])
    leads = facts([person("a"), body], [tied("LEADS", "a", "d")])
    assert found(both)["a", "d"].p == found(leads)["a", "d"].p


def test_excluding_the_event_excludes_its_tie() -> None:
    read = through(node("Event", "e"), "PARTICIPATED_IN")
    assert found(read)
    assert found(read, exclude=frozenset({"e"})) == {}


@given(st.dictionaries(st.sampled_from(sorted(RULES.ties)), st.floats(0.001, 5), min_size=1), st.floats(0.001, 5))
def test_more_evidence_never_makes_a_tie_weaker(weights: dict[str, float], more: float) -> None:
    p, _ = strength_of(weights, RULES)
    for kind in RULES.ties:
        more_p, _ = strength_of({**weights, kind: weights.get(kind, 0) + more}, RULES)
        assert more_p >= p


def test_a_changed_constant_moves_the_tie() -> None:
    evidence = RULES.evidence.model_copy(update={"ceiling": 0.5})
    changed = replace(RULES, evidence=evidence)
    assert strength_of({"introduction": 2}, changed)[0] < strength_of({"introduction": 2}, RULES)[0]


def test_nobody_was_a_member_before_the_body_began() -> None:
    read = facts(
        [person("a"), node("Delegation", "d", kind="县域团", start="2019-08")],
        [tied("MEMBER_OF", "a", "d", observed="2020")],
    )
    assert ("a", "d") in found(read)
    assert ("a", "d") not in found(read, PartialDate.parse("2015"))

"""Evidence joins records of different sources; what it joined can be taken apart, and goes when its grounds go."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from graph.errors import LedgerError, NotFound
from graph.ledger import Ledger, NodeClaim, RelationshipClaim, open_ledger
from graph.ledger.claims import Claim


def works(id: str, name: str, body: str, **properties: str) -> list[Claim]:
    """A person at a body, as one source says."""
    at = f"{id}-body"
    return [
        NodeClaim(id, "Person", {"name": name, **properties}),
        NodeClaim(at, "Institution", {"name": body}),
        RelationshipClaim("AFFILIATED_WITH", id, at),
    ]


def people(ledger: Ledger) -> dict[str, set[str]]:
    """The bodies of each person on file, by id."""
    found: dict[str, set[str]] = {node.id: set() for node in ledger.nodes() if node.label == "Person"}
    names = {node.id: str(node.properties["name"]) for node in ledger.nodes()}
    for tie in ledger.relationships():
        found[tie.start].add(names[tie.end])
    return found


def test_one_person_of_two_sources_is_one(ledger: Ledger) -> None:
    ledger.load("office", works("p1", "测试甲", "样例大学"))
    ledger.load("roster", works("p2", "测试甲", "样例大学"))
    assert people(ledger) == {"p1": {"样例大学"}}
    assert ledger.resolve("p2") == "p1"
    assert ledger.resolve("p2-body") == "p1-body"
    joined = {each.records: each for each in ledger.joined()}
    assert set(joined) == {("p1", "p2"), ("p1-body", "p2-body")}
    assert [each.kind for each in joined["p1", "p2"].weighed] == ["same", "body"]
    assert ledger.digest() == ledger.recompute_digest()


def test_a_name_alone_joins_nobody(ledger: Ledger) -> None:
    ledger.load("office", works("p1", "测试甲", "样例大学"))
    ledger.load("roster", works("p2", "测试甲", "测试大学"))
    outcome = ledger.load("press", [NodeClaim("p3", "Person", {"name": "测试甲"})])
    assert set(people(ledger)) == {"p1", "p2", "p3"}
    assert [(each.first, each.second) for each in ledger.questions()] == [("p1", "p3"), ("p2", "p3")]
    assert outcome.counts["Person"].queued == 2


def test_two_people_of_one_source_stay_two(ledger: Ledger) -> None:
    ledger.load("office", [*works("p1", "测试甲", "样例大学"), *works("p2", "测试甲", "样例大学")])
    assert set(people(ledger)) == {"p1", "p2"}
    # Of two bodies of one name in one source staff is asked.
    assert [(each.label, each.first, each.second) for each in ledger.questions()] == [
        ("Institution", "p1-body", "p2-body")
    ]


def test_what_could_be_either_of_two_is_asked(ledger: Ledger) -> None:
    ledger.load("office", [*works("p1", "测试甲", "样例大学"), *works("p2", "测试甲", "样例大学")])
    ledger.load("roster", works("p3", "测试甲", "样例大学"))
    assert set(people(ledger)) == {"p1", "p2", "p3"}
    assert [(each.first, each.second) for each in ledger.questions()] == [("p1", "p3"), ("p2", "p3")]
    ledger.merge(["p2", "p3"])
    assert set(people(ledger)) == {"p1", "p2"}
    assert ledger.resolve("p3") == "p2"


def test_what_was_set_apart_stays_apart_for_later_loads(ledger: Ledger) -> None:
    ledger.load("office", works("p1", "测试甲", "样例大学"))
    ledger.load("roster", works("p2", "测试甲", "样例大学"))
    before = ledger.digest()
    apart = ledger.apart("p1", "p2", "一个是退休教授")
    assert set(people(ledger)) == {"p1", "p2"}
    ledger.load("roster", works("p2", "测试甲", "样例大学", title="教授"))
    assert set(people(ledger)) == {"p1", "p2"}
    assert ledger.questions() == []
    with pytest.raises(LedgerError):
        ledger.merge(["p1", "p2"])
    ledger.rollback(4)
    ledger.undo(apart)
    assert ledger.digest() == before
    assert set(people(ledger)) == {"p1"}


def test_an_entity_that_evidence_made_can_be_split_and_be_one_again(ledger: Ledger) -> None:
    ledger.load("office", works("p1", "测试甲", "样例大学"))
    ledger.load("roster", works("p2", "测试甲", "样例大学"))
    before = ledger.digest()
    decisions = ledger.split("p2")
    assert set(people(ledger)) == {"p1", "p2"}
    for each in decisions:
        ledger.undo(each)
    assert ledger.digest() == before
    with pytest.raises(NotFound):
        ledger.split("nobody")


def test_a_join_goes_with_the_claim_it_rests_on(ledger: Ledger) -> None:
    ledger.load("office", works("p1", "测试甲", "样例大学"))
    ledger.load("roster", works("p2", "测试甲", "样例大学"))
    ledger.load(
        "roster",
        [RelationshipClaim("AFFILIATED_WITH", "p2", "other"), NodeClaim("other", "Institution", {"name": "测试大学"})],
    )
    assert set(people(ledger)) == {"p1"}
    ledger.load("roster", [*works("p2", "测试甲", "样例大学")[:2]], complete=True)
    assert set(people(ledger)) == {"p1", "p2"}
    ledger.rollback(4)
    assert set(people(ledger)) == {"p1"}
    assert ledger.digest() == ledger.recompute_digest()


def test_a_body_that_changes_its_name_changes_who_works_there(ledger: Ledger) -> None:
    ledger.load("office", works("p1", "测试甲", "样例大学"))
    ledger.load("roster", works("p2", "测试甲", "测试大学"))
    assert set(people(ledger)) == {"p1", "p2"}
    ledger.load("roster", [NodeClaim("p2-body", "Institution", {"name": "样例大学"})])
    assert set(people(ledger)) == {"p1"}
    ledger.rollback(3)
    assert set(people(ledger)) == {"p1", "p2"}


def test_loads_in_any_order_join_alike(ledger: Ledger, tmp_path: Path) -> None:
    loads = [("office", works("p1", "测试甲", "样例大学")), ("roster", works("p2", "测试甲", "样例大学"))]
    loads.append(("press", [*works("p3", "测试甲", "样例大学"), *works("p4", "测试乙", "样例大学")]))
    for source, claims in loads:
        ledger.load(source, claims)
    with open_ledger(f"sqlite:///{tmp_path}/other.sqlite") as other:
        other.load("extra", works("p5", "测试甲", "样例大学"))
        for source, claims in reversed(loads):
            other.load(source, claims)
        other.rollback(1)
        assert {each.records for each in other.joined()} == {each.records for each in ledger.joined()}
        assert len(other.joined()) == 3 + 5  # the body of the fourth, too, but for the two in one source


def test_what_was_compared_by_other_rules_is_compared_anew(ledger: Ledger) -> None:
    ledger.load("office", works("p1", "测试甲", "样例大学"))
    ledger.load("roster", works("p2", "测试甲", "样例大学"))
    digest = ledger.digest()
    engine = create_engine(ledger._store.url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM alike"))
        connection.execute(text("DELETE FROM called"))
        connection.execute(text("UPDATE meta SET value = 'those of an older version' WHERE name = 'resolution'"))
    engine.dispose()
    ledger.load("press", works("p9", "测试丁", "测试大学"))
    ledger.rollback(3)
    assert ledger.digest() == digest
    assert len(ledger.joined()) == 2


def test_what_was_joined_comes_by_pages_by_type_and_by_name(ledger: Ledger) -> None:
    for source in ("office", "roster"):
        people = (works(f"{source}-{n}", f"测试{name}", f"样例{n}大学") for n, name in enumerate("甲乙丙"))
        ledger.load(source, [claim for each in people for claim in each])
    whole = ledger.joined()
    assert ledger.joined_counts() == {"Person": 3, "Institution": 3}
    assert [each for skip in (0, 4) for each in ledger.joined(skip=skip, cap=4)] == whole
    assert [each.names for each in ledger.joined(label="Person", skip=1, cap=1)] == [("测试乙", "测试乙")]
    assert {each.label for each in ledger.joined(name="样例1")} == {"Institution"}
    assert ledger.joined_counts("样例1") == {"Institution": 1}
    assert ledger.joined_counts("%") == ledger.joined_counts("'") == {}, "signs of a pattern stand for themselves"
    first = whole[0]
    decision = ledger.apart(*first.records)
    assert first not in ledger.joined()
    ledger.undo(decision)
    assert ledger.joined() == whole


def test_of_three_that_were_joined_and_taken_apart_the_other_pairs_are_asked(ledger: Ledger) -> None:
    for source, id in (("office", "p1"), ("roster", "p2"), ("press", "p3")):
        ledger.load(source, works(id, "测试甲", "样例大学"))
    ledger.apart("p1", "p2")
    assert [each.records for each in ledger.joined(label="Person")] == []
    asked = [(each.first, each.second) for each in ledger.questions() if each.label == "Person"]
    assert asked == [("p1", "p3"), ("p2", "p3")]

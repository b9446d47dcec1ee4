"""One unit a load, corrections, retirement, exact rollback, decisions; on SQLite and on PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from graph.errors import LedgerError, NotFound
from graph.ledger import Claim, Ledger, RelationshipClaim, open_ledger
from tests.graph.ledger.claims import belongs, delegation, person

BASE: list[Claim] = [
    person("p1", "测试甲"),
    person("p2", "测试乙"),
    delegation("d1", "样例团"),
    belongs("p1", "d1"),
    belongs("p2", "d1"),
]


def totals(ledger: Ledger, *, claims: list[Claim], complete: bool = False) -> dict[str, int]:
    counts = ledger.load("office", claims, complete=complete).counts
    return {
        name: sum(asdict(each)[name] for each in counts.values())
        for name in ("made", "changed", "unchanged", "retired")
    }


def test_a_second_run_changes_nothing(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    digest = ledger.digest()
    assert totals(ledger, claims=[*BASE]) == {"made": 0, "changed": 0, "unchanged": 5, "retired": 0}
    assert ledger.digest() == digest == ledger.recompute_digest()


def test_a_corrected_row_replaces_what_it_said(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    corrected = [person("p1", "测试丙"), *BASE[1:]]
    assert totals(ledger, claims=[*corrected]) == {"made": 0, "changed": 1, "unchanged": 4, "retired": 0}
    assert {node.properties["name"] for node in ledger.nodes()} == {"测试丙", "测试乙", "样例团"}


def test_rows_missing_from_a_complete_file_are_retired(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    assert totals(ledger, claims=[*BASE[1:]], complete=True)["retired"] == 1
    assert [node.id for node in ledger.nodes()] == ["d1", "p2"]
    assert [each.start for each in ledger.relationships()] == ["p2"], "a tie of somebody who is gone is gone"


def test_a_dry_run_tells_the_same_and_changes_nothing(ledger: Ledger) -> None:
    dry = ledger.load("office", BASE, dry_run=True)
    assert ledger.revision == 0
    assert list(ledger.nodes()) == []
    assert ledger.load("office", BASE).counts == dry.counts


def test_nothing_of_a_failing_load_is_kept(ledger: Ledger) -> None:
    def failing() -> Iterator[Claim]:
        yield BASE[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ledger.load("office", failing())
    assert ledger.revision == 0
    assert list(ledger.nodes()) == []
    ledger.load("office", BASE)


def test_a_tie_waits_for_its_ends(ledger: Ledger) -> None:
    ledger.load("office", [BASE[3]])
    assert list(ledger.relationships()) == []
    ledger.load("roster", [BASE[0], BASE[2]])
    assert [each.start for each in ledger.relationships()] == ["p1"]


def test_undoing_the_first_load_leaves_what_the_second_says(ledger: Ledger, tmp_path: object) -> None:
    ledger.load("office", BASE)
    ledger.load("office", BASE[1:])
    ledger.rollback(1)
    with open_ledger(f"sqlite:///{tmp_path}/other.sqlite") as other:
        other.load("office", BASE[1:])
        assert ledger.digest() == other.digest()


def test_a_rollback_brings_back_what_the_load_had_corrected(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    before = ledger.digest()
    ledger.load("office", [person("p1", "测试丙")], complete=True)
    ledger.rollback(2)
    assert ledger.digest() == before == ledger.recompute_digest()


def test_what_a_rollback_will_do_is_told_before(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    ledger.load("office", [person("p1", "测试丙"), person("p4", "测试丁")])
    counts = {type: (each.retired, each.restored) for type, each in ledger.rollback_counts(2).items()}
    assert counts == {"Person": (2, 1)}
    assert ledger.revision == 2
    ledger.rollback(2)
    assert ledger.loads()[0].counts == {"Person": {"retired": 2, "restored": 1}}
    with pytest.raises(LedgerError, match="撤回"):
        ledger.rollback_counts(2)
    with pytest.raises(NotFound):
        ledger.rollback_counts(3)


def test_the_list_of_loads_says_which_was_first_and_what_undid_which(ledger: Ledger) -> None:
    ledger.load("office", BASE, files=["名册.xlsx"])
    ledger.load("office", [person("p1", "测试丙")])
    ledger.load("roster", BASE)
    ledger.rollback(1)
    ledger.rollback(2)
    ledger.load("office", BASE)
    told = [(each.load, each.kind, each.first, each.undone_by, each.undoes) for each in reversed(ledger.loads())]
    assert told == [
        (1, "load", True, 4, None),
        (2, "load", False, 5, None),
        (3, "load", True, None, None),
        (4, "rollback", False, None, 1),
        (5, "rollback", False, None, 2),
        (6, "load", True, None, None),
    ]
    assert ledger.loads()[-1].files == ("名册.xlsx",)


def test_the_latest_load_of_a_source_is_the_one_that_the_list_has_in_force(ledger: Ledger) -> None:
    chance = random.Random(7)
    for number in range(40):
        standing = [each.load for each in ledger.loads() if each.kind == "load" and each.undone_by is None]
        if standing and chance.random() < 0.4:
            ledger.rollback(chance.choice(standing))
        else:
            ledger.load(chance.choice(("office", "roster")), [person("p1", f"测试{number}")])
        for source in ("office", "roster", "nobody"):
            listed = (each for each in ledger.loads() if each.source == source and each.kind == "load")
            assert ledger.latest(source) == next((each for each in listed if each.undone_by is None), None)


def test_the_nodes_of_a_load_are_told_page_by_page(ledger: Ledger) -> None:
    def told(load: int, **which: object) -> list[tuple[str, str, bool, str | None]]:
        found = ledger.nodes_of_load(load, **which)  # type: ignore[arg-type]
        return [(each.record, each.name, each.fresh, each.entity) for each in found]

    ledger.load("office", BASE)
    ledger.load("office", [person("p1", "测试丙"), person("p2", "测试乙"), person("p4", "测试丁")])
    assert told(1, label="Person") == [("p1", "测试甲", True, "p1"), ("p2", "测试乙", True, "p2")]
    assert told(1, skip=1, cap=1) == [("p2", "测试乙", True, "p2")]
    assert told(2) == [("p1", "测试丙", False, "p1"), ("p4", "测试丁", True, "p4")]
    merged = ledger.merge(["p2", "p4"])
    assert told(2)[1] == ("p4", "测试丁", True, "p2")
    ledger.undo(merged)
    ledger.rollback(2)
    assert told(2) == [("p1", "测试丙", False, "p1"), ("p4", "测试丁", True, None)]


def test_a_load_is_taken_back_once(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    ledger.rollback(1)
    with pytest.raises(LedgerError, match="撤回"):
        ledger.rollback(1)
    with pytest.raises(NotFound):
        ledger.rollback(99)


def test_a_merge_redirects_and_its_undoing_restores_both(ledger: Ledger) -> None:
    ledger.load("office", [*BASE, belongs("p2", "d1", role="团长")])
    before = ledger.digest()
    decision = ledger.merge(["p2", "p1"], "同一人")
    assert (ledger.resolve("p1"), ledger.resolve("p2")) == ("p1", "p1"), "the oldest record names the entity"
    assert [node.id for node in ledger.nodes()] == ["d1", "p1"]
    assert sorted(each.properties.get("role", "") for each in ledger.relationships()) == ["", "团长"]
    assert ledger.digest() == ledger.recompute_digest()
    ledger.undo(decision)
    assert ledger.digest() == before == ledger.recompute_digest()


def test_people_of_one_name_stay_two(ledger: Ledger) -> None:
    ledger.load("office", [person("p1", "刘军"), person("p2", "刘军")])
    assert len(list(ledger.nodes())) == 2


def test_what_was_decided_apart_is_not_merged(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    ledger.apart("p1", "p2")
    with pytest.raises(LedgerError, match="不是同一对象"):
        ledger.merge(["p1", "p2"])
    with pytest.raises(LedgerError, match="不是同一类"):
        ledger.merge(["p1", "d1"])
    with pytest.raises(NotFound):
        ledger.merge(["p1", "p99"])


def test_one_id_stands_for_one_kind(ledger: Ledger) -> None:
    ledger.load("office", BASE)
    with pytest.raises(LedgerError, match="p1"):
        ledger.load("other", [delegation("p1", "样例团")])
    assert ledger.revision == 1


def test_every_fact_says_which_row_states_it(ledger: Ledger) -> None:
    ledger.load("office", [*BASE, belongs("p1", "d1", since="2019", source="s2")])
    tie = next(each for each in ledger.relationships() if each.start == "p1")
    assert [(each.source, each.since, each.sources) for each in ledger.evidence(tie.key)] == [
        ("office", None, ("s1",)),
        ("office", "2019", ("s2",)),
    ]
    assert [each.properties["name"] for each in ledger.evidence("p1")] == ["测试甲"]


def test_evidence_of_many_at_once_is_that_of_each(ledger: Ledger) -> None:
    rows = [
        *BASE,
        belongs("p1", "d1", since="2019"),
        belongs("p2", "d1", role="团长"),
        belongs("p2", "d1", since="2020"),
    ]
    ledger.load("office", rows)
    ledger.load("roster", [person("p9", "测试甲", source="s9"), belongs("p9", "d1", since="2019-08", source="s9")])
    ledger.merge(["p1", "p9"])
    ids = ["d1", "p1", "p2", *(each.key for each in ledger.relationships())]
    found = ledger.evidence_of([*ids, "nobody"])
    assert set(found) == set(ids)
    assert found == {id: ledger.evidence(id) for id in ids}
    assert {each.record for each in found["p1"]} == {"p1", "p9"}
    (merged,) = (found[each.key] for each in ledger.relationships() if each.properties.get("since") == "2019-08")
    assert [(each.source, each.since) for each in merged] == [
        ("office", None),
        ("office", "2019"),
        ("roster", "2019-08"),
    ]


def test_a_question_stands_until_it_is_decided(ledger: Ledger) -> None:
    asked = RelationshipClaim("POSSIBLY_SAME_AS", "p1", "p2", {"note": "同名"}, sources=("s1",))
    people = [person(f"p{number}", "测试甲") for number in (1, 2, 3)]
    assert ledger.load("office", [*people, asked]).counts["POSSIBLY_SAME_AS"].queued == 1
    (question,) = ledger.questions()
    assert (question.first, question.second, question.names) == ("p1", "p2", ("测试甲", "测试甲"))
    assert (question.reason, question.sources) == ("同名", ("s1",))
    ledger.merge(["p1", "p2"])
    assert ledger.questions() == []
    ledger.split("p1")
    assert ledger.questions() == [question]
    ledger.merge(["p3", "p2"])
    ledger.apart("p1", "p3")
    assert ledger.questions() == [], "decided of another record of the same entity"

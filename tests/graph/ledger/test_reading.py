"""Facts in the order in which a graph is written, from any place of it on; on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from graph.ledger import Claim, Ledger, RelationshipClaim
from tests.graph.ledger.claims import belongs, delegation, person

CLAIMS: list[Claim] = [
    delegation("d1", "样例团"),
    delegation("d2", "样例二团"),
    *(person(f"p{at}", f"测试{at}") for at in range(4)),
    *(belongs(f"p{at}", "d1", since=since) for at in range(4) for since in ("2018", "2020")),
    *(belongs(f"p{at}", "d2") for at in range(4)),
    RelationshipClaim("ASSISTS", "p1", "p2", {}, sources=("s1",)),
    RelationshipClaim("ASSISTS", "p3", "p0", {}, sources=("s1",)),
]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.load("office", CLAIMS)
    return ledger


def test_relationships_come_by_type_and_start(filled: Ledger) -> None:
    places = [each.place for each in filled.relationships()]
    assert len(places) == 14
    assert places == sorted(places)


def test_reading_goes_on_behind_any_place(filled: Ledger) -> None:
    every = list(filled.relationships())
    for at, fact in enumerate(every, 1):
        assert list(filled.relationships(after=fact.place)) == every[at:]


def test_only_what_changed_since_a_revision_is_read(filled: Ledger) -> None:
    before = filled.revision
    filled.load("roster", [belongs("p1", "d2", since="2021")])
    assert [each.properties["since"] for each in filled.relationships(before)] == ["2021"]


def test_what_is_read_is_of_one_state(filled: Ledger) -> None:
    every = list(filled.relationships())
    reading = filled.relationships()
    began = next(reading)
    filled.load("office", CLAIMS[:6], complete=True)
    assert [began, *reading] == every, "the second type was asked for after the load"
    assert list(filled.relationships()) == []

"""The search index stays what a fresh filling would make it, however it came about."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest

from graph import search_index
from graph.database import Database
from graph.search_index import IndexedNode


@pytest.fixture
def database(database: Database) -> Database:
    search_index.create(database)
    database.await_indexes()
    return database


@pytest.fixture
def small_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiers that a handful of nodes fill."""
    monkeypatch.setattr(search_index, "TIERS", (2, 4, 8))


def some(count: int, seed: int = 1) -> list[IndexedNode]:
    rng = random.Random(seed)
    found = [
        IndexedNode(f"n{at:03}", rng.choice(["Person", "Enterprise"]), f"刘红兵{at}", (), rng.randrange(5))
        for at in range(count)
    ]
    return sorted(found, key=lambda node: node.rank)


def unexpected() -> Iterable[IndexedNode]:
    raise AssertionError("the index was filled again")


def rows(database: Database) -> dict[str, dict[str, Any]]:
    found = database.read(f"MATCH (n:{search_index.LABEL}) RETURN properties(n) AS row")
    return {row["row"]["id"]: row["row"] for row in found}


def found_by(database: Database, field: str, query: str) -> set[str]:
    statement = "CALL db.index.fulltext.queryNodes($index, $query) YIELD node RETURN node.id AS id"
    found = database.read(statement, {"index": search_index.index_name(field), "query": query})
    return {row["id"] for row in found}


@pytest.mark.usefixtures("small_tiers")
def test_first_update_fills_and_puts_the_best_connected_first(database: Database) -> None:
    nodes = some(20)
    search_index.update(database, [], 0, [], lambda: nodes)
    held = rows(database)
    assert len(held) == 20
    for label, family in (("Person", "people"), ("Enterprise", "others")):
        ids = [node.id for node in nodes if node.label == label]
        for tier, part in ((1, ids[:2]), (2, ids[2:4]), (3, ids[4:8]), (4, ids[8:])):
            assert {id for id, row in held.items() if f"{family}{tier}" in row} == set(part)
            assert found_by(database, f"{family}{tier}", "N刘*") == set(part)


@pytest.mark.usefixtures("small_tiers")
def test_update_equals_filling_anew(database: Database) -> None:
    before = some(40)
    search_index.update(database, [], 0, [], lambda: before)
    gone = {node.id for node in before[5:8]}
    changed = [
        IndexedNode("n001", "Person", "单田芳", ("单老师",), before[0].degree + 10),
        IndexedNode("new", "Person", "曾仇", (), 0, "zeng qiu"),
    ]
    kept = {node.id: node for node in before if node.id not in gone} | {node.id: node for node in changed}
    search_index.update(database, changed, len(changed), gone, unexpected)
    search_index.update(database, changed, len(changed), gone, unexpected)
    held = rows(database)
    assert set(held) == set(kept)
    assert held["n001"]["aliases"] == ["单老师"]
    assert [name for name in search_index.FIELDS if name in held["n001"]] == ["people1"]
    assert [name for name in search_index.FIELDS if name in held["new"]] == ["people4"]
    for id, node in kept.items():
        for field in search_index.FIELDS:
            initials = "Istf" if id == "n001" else "Izq" if id == "new" else f"Ilhb{node.name[3:]}"
            assert (id in found_by(database, field, initials)) == (field in held[id]), (id, field)


def test_it_is_filled_again_when_unfinished_of_another_version_or_written_too_often(database: Database) -> None:
    nodes = some(10)
    search_index.update(database, [], 0, [], lambda: nodes)
    search_index.update(database, nodes[:1], 1, [], unexpected)
    database.write("MATCH (s:SearchState) SET s.version = 0")
    search_index.update(database, [], 0, [], lambda: nodes[:5])
    assert set(rows(database)) == {node.id for node in nodes[:5]}
    database.write("MATCH (s:SearchState) DELETE s")
    search_index.update(database, [], 0, [], lambda: nodes)
    assert len(rows(database)) == 10
    database.write("MATCH (s:SearchState) SET s.written = 1000")
    search_index.update(database, nodes[:1], 1, [], lambda: nodes[:3])
    assert len(rows(database)) == 3


def test_filling_broken_off_is_made_good(database: Database) -> None:
    nodes = some(10)

    def breaking() -> Iterable[IndexedNode]:
        yield from nodes[:4]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        search_index.update(database, [], 0, [], breaking)
    search_index.update(database, [], 0, [], lambda: nodes)
    assert set(rows(database)) == {node.id for node in nodes}


def test_names_of_a_node_are_the_properties_that_the_schema_marks() -> None:
    properties = {"id": "i", "name": "江苏大学", "alias": ["江苏理工大学"], "short_name": "江大", "city": "镇江"}
    assert search_index.indexed("Institution", properties, 3) == IndexedNode(
        "i", "Institution", "江苏大学", ("江苏理工大学", "江大"), 3
    )
    person = {"id": "p", "name": "单田芳", "name_pinyin": "Shan Tianfang"}
    assert search_index.indexed("Person", person, 0).pinyin == "Shan Tianfang"

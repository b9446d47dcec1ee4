"""What the search asks of an engine's full-text index."""

from __future__ import annotations

import pytest

from graph.database import Database


@pytest.fixture
def database(database: Database) -> Database:
    database.create_unique("Probe", "id")
    for tier in ("one", "two"):
        database.create_full_text(f"probe_{tier}", "Probe", tier)
    database.await_indexes()
    return database


def found(database: Database, query: str, index: str = "probe_one") -> list[str]:
    statement = "CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS n RETURN n.id AS id ORDER BY id"
    return [row["id"] for row in database.read(statement, {"index": index, "query": query})]


def test_blank_separated_keys_are_terms_case_and_script_kept(database: Database) -> None:
    database.write("CREATE (:Probe {id: 'a', one: 'N刘红兵 Pliuhongbing Ilhb'}), (:Probe {id: 'b', one: 'N刘红 Ilh'})")
    assert found(database, "N刘红") == ["b"]
    assert found(database, "N刘红*") == ["a", "b"]
    assert found(database, "Ilhb") == ["a"]
    assert found(database, "ilhb") == []
    assert found(database, "N红*") == []
    assert found(database, "Pliuhongbing Ilh") == ["a", "b"], "several terms are alternatives"
    assert found(database, "Pzz* Ilhb*") == ["a"]


def test_writes_are_found_at_once_and_replaced_or_deleted_keys_are_gone(database: Database) -> None:
    database.write("CREATE (:Probe {id: 'a', one: 'N刘红兵'})")
    assert found(database, "N刘*") == ["a"]
    database.write(
        "UNWIND $rows AS row MERGE (n:Probe {id: row.id}) SET n = row", {"rows": [{"id": "a", "two": "N李"}]}
    )
    assert found(database, "N刘*") == []
    assert found(database, "N李", "probe_two") == ["a"]
    database.write("MATCH (n:Probe {id: 'a'}) DELETE n")
    assert found(database, "N李", "probe_two") == []


def test_an_index_is_asked_only_where_a_list_names_it(database: Database) -> None:
    """The tiers of a search: the second index is asked where the first gives too little."""
    database.write("UNWIND range(1, 3) AS at CREATE (:Probe {id: toString(at), one: 'N刘', rank: at})")
    database.write("CREATE (:Probe {id: '9', two: 'N刘', rank: 0})")
    statement = """UNWIND ['N刘'] AS query
        CALL (query) {
          CALL db.index.fulltext.queryNodes('probe_one', query) YIELD node AS n
          WITH n ORDER BY n.rank DESC, n.id LIMIT $wanted RETURN collect(n.id) AS first }
        CALL (query, first) {
          UNWIND CASE WHEN size(first) >= $wanted THEN [] ELSE ['probe_two'] END AS index
          CALL db.index.fulltext.queryNodes(index, query) YIELD node AS n
          WITH n WHERE n.text IS NULL OR any(text IN n.text WHERE text CONTAINS '红')
          RETURN collect({id: n.id, absent: n.absent}) AS second }
        RETURN first, second"""
    assert [database.read(statement, {"wanted": wanted}) for wanted in (2, 3, 4)] == [
        [{"first": ["3", "2"], "second": []}],
        [{"first": ["3", "2", "1"], "second": []}],
        [{"first": ["3", "2", "1"], "second": [{"id": "9", "absent": None}]}],
    ]

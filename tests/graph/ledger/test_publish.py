"""Whose graph is written to, and that it follows the ledger however the two came apart; on both engines."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from graph.database import Database, Transaction
from graph.errors import NotOurs, SchemaTooNew
from graph.ledger import Claim, Ledger, Publisher, graph_digest, open_ledger
from graph.search import find
from tests.conftest import empty
from tests.graph.ledger.claims import belongs, delegation, person

T = TypeVar("T")
BASE: list[Claim] = [person("p1", "测试甲"), person("p2", "测试乙"), delegation("d1", "样例团"), belongs("p1", "d1")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(file: Path) -> Iterator[Ledger]:
    with open_ledger(f"sqlite:///{file}") as opened:
        opened.load("office", BASE)
        yield opened


def names(database: Database) -> list[str]:
    return [row["name"] for row in database.read("MATCH (n:Entity) RETURN n.name AS name ORDER BY name")]


def test_a_graph_with_other_data_is_not_written_to(database: Database, ledger: Ledger) -> None:
    database.write("CREATE (:Customer {name: 'somebody else''s'})".replace("''", "\\'"))
    with pytest.raises(NotOurs, match="没有牵线的标记"):
        Publisher(ledger, database).publish()
    assert database.read("MATCH (n) RETURN count(n) AS n") == [{"n": 1}]


def test_a_graph_of_another_ledger_is_taken_over_only_when_told_to(
    database: Database, ledger: Ledger, tmp_path: Path
) -> None:
    Publisher(ledger, database).publish()
    with open_ledger(f"sqlite:///{tmp_path}/other.sqlite") as other:
        other.load("office", [person("p9", "测试丙")])
        with pytest.raises(NotOurs, match="另一本台账"):
            Publisher(other, database).publish()
        assert graph_digest(database) == ledger.digest()
        Publisher(other, database).publish(anew=True)
        assert names(database) == ["测试丙"]
        assert graph_digest(database) == other.digest()


def test_a_graph_that_a_newer_version_wrote_is_refused(database: Database, ledger: Ledger) -> None:
    Publisher(ledger, database).publish()
    database.write("MATCH (m:QianxianMarker) SET m.schema_version = 99")
    with pytest.raises(SchemaTooNew, match="99"):
        Publisher(ledger, database).publish()


def test_a_graph_of_an_older_model_is_made_anew(database: Database, ledger: Ledger) -> None:
    Publisher(ledger, database).publish()
    database.write("MATCH (m:QianxianMarker) SET m.schema_version = 0")
    database.write("CREATE (:Entity:Person {id: 'left over'})")
    Publisher(ledger, database).publish()
    assert graph_digest(database) == ledger.digest()


def test_a_ledger_that_was_put_back_from_a_copy_is_followed(database: Database, ledger: Ledger, file: Path) -> None:
    ledger.load("roster", [person("p3", "测试丙")])
    copy = shutil.copy(file, file.with_name("copy.sqlite"))
    ledger.load("roster", [person("p4", "测试丁")])
    Publisher(ledger, database).publish()
    ledger.close()
    with open_ledger(f"sqlite:///{copy}") as older:
        Publisher(older, database).publish()
        assert graph_digest(database) == older.digest(), "the revision is not there yet"


def test_a_revision_that_was_made_twice_is_told_apart(database: Database, ledger: Ledger) -> None:
    Publisher(ledger, database).publish()
    database.write("MATCH (m:QianxianMarker) SET m.moment = '2020-08-26T00:00:00+00:00'")
    database.write("MATCH (n:Person) SET n.name = 'of the other revision 1'")
    Publisher(ledger, database).publish()
    assert graph_digest(database) == ledger.digest()


def test_the_check_says_what_differs(database: Database, ledger: Ledger) -> None:
    publisher = Publisher(ledger, database)
    assert publisher.check().revision is None
    publisher.publish()
    assert publisher.behind() == 0
    assert publisher.check().equal
    assert publisher.check().differing == {}
    database.write("MATCH (n:Person {id: 'p1'}) DETACH DELETE n")
    found = publisher.check()
    assert not found.equal
    assert found.differing == {"MEMBER_OF": (0, 1), "Person": (1, 2)}
    ledger.load("roster", [person("p3", "测试丙")])
    assert publisher.behind() == 1


def test_a_batch_whose_acknowledgement_was_lost_is_not_written_twice(
    database: Database, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = database.transaction

    def twice(work: Callable[[Transaction], T]) -> T:
        if (database.marker() or {}).get("state") != "filled":  # the first filling of the search index starts over
            once(work)
        return once(work)

    monkeypatch.setattr(database, "transaction", twice)
    Publisher(ledger, database).publish()
    assert graph_digest(database) == ledger.digest()
    ledger.load("office", [*BASE[1:], belongs("p2", "d1")], complete=True)
    Publisher(ledger, database).publish()
    assert graph_digest(database) == ledger.digest()


def test_a_fill_that_somebody_else_moves_on_stops(database: Database, ledger: Ledger) -> None:
    def interfere(stage: str, _count: int, _total: int | None) -> None:
        if stage == "nodes":
            database.write("MATCH (m:QianxianMarker) SET m.position = 'nodes:zzz'")

    with pytest.raises(NotOurs, match="另一台机器"):
        Publisher(ledger, database).publish(interfere)


def test_a_graph_that_an_older_version_left_half_filled_is_made_anew(database: Database, ledger: Ledger) -> None:
    Publisher(ledger, database).publish()
    database.write("MATCH (m:QianxianMarker) SET m.state = 'filling', m.position = 'relationships:5f0c'")
    database.write("CREATE (:Entity:Person {id: 'left over'})")
    Publisher(ledger, database).publish()
    assert graph_digest(database) == ledger.digest()


def test_a_search_index_of_another_version_is_made_anew(database: Database, ledger: Ledger) -> None:
    Publisher(ledger, database).publish()
    database.write("MATCH (s:SearchState) SET s.version = 1")
    database.write("MATCH (n:SearchName) DELETE n")
    Publisher(ledger, database).publish()
    assert [hit.id for hit in find(database, "测试甲").results] == ["p1"]


def test_one_ledger_is_published_to_two_servers(
    arcadedb_database: Database, neo4j_database: Database, ledger: Ledger
) -> None:
    for database in (arcadedb_database, neo4j_database):
        empty(database)
        Publisher(ledger, database).publish()
    ledger.load("office", BASE[:2], complete=True)
    for database in (neo4j_database, arcadedb_database):
        Publisher(ledger, database).publish()
        assert graph_digest(database) == ledger.digest()


def test_what_went_and_came_back_is_found_again(database: Database, ledger: Ledger) -> None:
    publisher = Publisher(ledger, database)
    publisher.publish()
    ledger.load("office", BASE[1:], complete=True)
    ledger.load("office", BASE, complete=True)
    publisher.publish()
    assert graph_digest(database) == ledger.digest()
    assert [hit.id for hit in find(database, "测试甲").results] == ["p1"]
    ledger.load("office", BASE[1:], complete=True)
    publisher.publish()
    assert find(database, "测试甲").results == ()
    assert [hit.id for hit in find(database, "测试乙").results] == ["p2"]


def test_an_id_may_come_back_as_another_kind_of_thing(database: Database, ledger: Ledger) -> None:
    made = ledger.load("roster", [person("x", "测试丁"), belongs("x", "d1")]).load
    Publisher(ledger, database).publish()
    ledger.rollback(made)
    ledger.load("roster", [delegation("x", "样例团二"), belongs("p2", "x")])
    Publisher(ledger, database).publish()
    assert graph_digest(database) == ledger.digest()
    assert database.read("MATCH (n:Entity {id: 'x'}) RETURN labels(n) AS labels")[0]["labels"].count("Delegation") == 1

"""py2neo objects made from the schema, on the real Neo4j."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from py2neo.ogm import Repository

from graph.database import Database
from graph.errors import DatabaseError
from graph.ogm import Entity, classes, connect
from graph.schema import load_schema
from tests.conftest import empty
from tests.engines.neo4j_server import Server

pytestmark = pytest.mark.neo4j

NODES = """
CREATE (p:Entity:Person {id: 'p-1', name: '测试甲', roles: ['专家', '团员'], is_talent: true})
CREATE (u:Entity:Institution {id: 'i-1', name: '样例大学'})
CREATE (e:Entity:Enterprise {id: 'e-1', name: '样例企业'})
CREATE (i:Entity:Introduction {id: 'n-1', name: '引荐：测试甲 → 样例企业', state: '已促成'})
CREATE (p)-[:AFFILIATED_WITH {key: 'a', role: '教授', since: '2019'}]->(u)
CREATE (i)-[:OF {key: 'o'}]->(p), (i)-[:TO {key: 't'}]->(e)
"""


@pytest.fixture
def repository(neo4j_server: Server, neo4j_database: Database) -> Iterator[Repository]:
    empty(neo4j_database)
    neo4j_database.write(NODES)
    opened = connect(*neo4j_server)
    yield opened
    opened.graph.service.connector.close()


def test_there_is_a_class_for_every_type_with_its_properties_and_ties() -> None:
    schema = load_schema()
    assert set(classes()) == set(schema.nodes)
    for label, made in classes().items():
        assert made.__primarylabel__ == label
        assert {*schema.node(label).properties, "id"} <= set(dir(made))
    for relationship in schema.relationships.values():
        name = "for_" if relationship.name == "FOR" else relationship.name.lower()
        for start, end in relationship.ends:
            assert name in vars(classes()[start])
            assert f"incoming_{relationship.name.lower()}" in vars(classes()[end])


def test_properties_and_ties_are_read(repository: Repository) -> None:
    person = classes()["Person"].match(repository).where(name="测试甲").first()
    assert (person.id, person.roles, person.is_talent, person.title) == ("p-1", ["专家", "团员"], True, None)
    [(_, (type, tie), institution)] = person.affiliated_with.triples()
    assert (type, tie["role"], tie["since"]) == ("AFFILIATED_WITH", "教授", "2019")
    assert (institution.name, [each.id for each in institution.incoming_affiliated_with]) == ("样例大学", ["p-1"])


def test_what_is_found_comes_as_the_class_of_its_label(repository: Repository) -> None:
    introduction = Entity.match(repository, "n-1").first()
    assert type(introduction) is classes()["Introduction"]
    assert [type(each).__name__ for each in (*introduction.of, *introduction.to)] == ["Person", "Enterprise"]
    assert list(introduction.for_) == []


def test_no_match_is_none(repository: Repository) -> None:
    assert Entity.match(repository, "nobody").first() is None


@pytest.mark.parametrize("action", ["save", "delete"])
def test_objects_do_not_write(repository: Repository, neo4j_database: Database, action: str) -> None:
    person = classes()["Person"].match(repository, "p-1").first()
    person.title = "教授"
    with pytest.raises(DatabaseError) as refused:
        getattr(repository, action)(person)
    assert refused.value.code == "ogm.read_only"
    assert neo4j_database.read("MATCH (p:Person) RETURN p.title AS title") == [{"title": None}]


def test_a_new_object_is_not_written_either(repository: Repository) -> None:
    with pytest.raises(DatabaseError):
        repository.save(classes()["Person"]("p-2", name="测试乙"))
    assert Entity.match(repository, "p-2").first() is None

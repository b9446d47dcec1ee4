"""py2neo object classes made from the schema, for notebooks on a real Neo4j; an extra (`pip install 'qianxian[ogm]'`).

Every node type becomes a class of its name, every property an attribute, every relationship type two sets of related
objects: `person.member_of` along the relationship, `delegation.incoming_member_of` against it (`for_` for FOR, which
Python reserves). A graph is published from the ledger, so the objects read and do not write.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NoReturn

from py2neo import Node
from py2neo.ogm import Model, Property, RelatedFrom, RelatedTo, Repository

from graph.errors import DatabaseError
from graph.schema import NodeType, Schema, load_schema


class Entity(Model):  # type: ignore[misc]  # py2neo has no types
    """A node of any type; what is read comes as the class of its own label."""

    __primarylabel__ = "Entity"
    __primarykey__ = "id"

    id = Property()
    name = Property()

    @classmethod
    def wrap(cls, node: Node | None) -> Entity | None:
        """The object of a py2neo node, of the class that its label names; None for None."""
        if node is None:
            return None
        own = next((found for label in node.labels if (found := classes().get(label))), cls)
        wrapped: Entity = super(Entity, own).wrap(node)
        return wrapped

    def _refuse(self, *_: object) -> NoReturn:
        raise DatabaseError("ogm.read_only", name=self.name or self.id or type(self).__name__)

    __db_create__ = __db_merge__ = __db_push__ = __db_delete__ = _refuse


@cache
def classes() -> Mapping[str, type[Entity]]:
    """A class for every node type of the product's schema, by label."""
    schema = load_schema()
    return {label: _class(node, schema) for label, node in schema.nodes.items()}


def connect(uri: str, user: str, password: str, database: str = "neo4j") -> Repository:
    """A py2neo repository, to read from: `classes()["Person"].match(connect(…)).where(name="刘红兵").first()`.

    Only a real Neo4j over `bolt://` or `neo4j://`; py2neo has no way to read the embedded engine within a transaction.
    """
    return Repository(uri, auth=(user, password), name=database)


def _class(node: NodeType, schema: Schema) -> type[Entity]:
    attributes: dict[str, object] = {
        "__doc__": f"{node.label.zh} · {node.label.en}",
        "__module__": __name__,
        "__primarylabel__": node.name,
        **{name: Property() for name in ("id", *node.properties)},
    }
    for name, related in _related(node.name, schema):
        if name in attributes:
            raise ValueError(f"{node.name}.{name} is a property and a relationship")
        attributes[name] = related
    return type(node.name, (Entity,), attributes)


def _related(label: str, schema: Schema) -> Iterator[tuple[str, object]]:
    for relationship in schema.relationships.values():
        name = relationship.name.lower()
        if any(start == label for start, _ in relationship.ends):
            yield name + "_" * keyword.iskeyword(name), RelatedTo(Entity, relationship.name)
        if any(end == label for _, end in relationship.ends):
            yield f"incoming_{name}", RelatedFrom(Entity, relationship.name)

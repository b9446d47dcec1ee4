"""The model as data: what may be a node, a relationship and a property, read from the YAML files of this folder."""

from graph.schema.model import Schema, load_schema
from graph.schema.types import Chain, NodeType, Property, RelationshipType, Text

__all__ = ["Chain", "NodeType", "Property", "RelationshipType", "Schema", "Text", "load_schema"]

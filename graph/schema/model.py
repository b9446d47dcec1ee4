"""The schema as a whole, and checking data against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from graph import contacts, values
from graph.errors import SchemaError
from graph.messages import Both, Language
from graph.schema.read import read_folder
from graph.schema.types import Chain, NodeType, Property, RelationshipType

Value: TypeAlias = values.Scalar | list[values.Scalar]

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Schema:
    """Every chain, node type and relationship type, by name, in the order in which people should see them."""

    version: int
    chains: dict[str, Chain]
    nodes: dict[str, NodeType]
    relationships: dict[str, RelationshipType]

    def node(self, label: str) -> NodeType:
        """The node type of that name; SchemaError where there is none."""
        try:
            return self.nodes[label]
        except KeyError:
            raise SchemaError("schema.unknown_node", type=label, known=" · ".join(self.nodes)) from None

    def relationship(self, type: str) -> RelationshipType:
        """The relationship type of that name; SchemaError where there is none."""
        try:
            return self.relationships[type]
        except KeyError:
            raise SchemaError("schema.unknown_relationship", type=type, known=" · ".join(self.relationships)) from None

    def check_node(self, label: str, properties: Mapping[str, object], *, partial: bool = False) -> dict[str, Value]:
        """The properties as the graph stores them, empty ones dropped.

        `partial` allows required properties to be missing: one claim of several about the same node. Raises
        SchemaError naming type, property and value: unknown type or property, a value that does not fit, a required one
        missing, or a contact detail, which the graph never holds.
        """
        node = self.node(label)
        return _checked(node.name, node.properties, properties, partial=partial)

    def check_relationship(
        self, type: str, start_label: str, end_label: str, properties: Mapping[str, object]
    ) -> dict[str, Value]:
        """As `check_node`, for a relationship; its ends must be allowed, and it must not end before it begins."""
        relationship = self.relationship(type)
        start, end = self.node(start_label), self.node(end_label)
        if not relationship.joins(start_label, end_label):
            raise SchemaError("schema.ends", type=type, start=start.name, end=end.name)
        cleaned = _checked(type, relationship.properties, properties, partial=False)
        since, until = cleaned.get("since"), cleaned.get("until")
        if (
            since
            and until
            and values.PartialDate.parse(str(since)).earliest > values.PartialDate.parse(str(until)).latest
        ):
            raise SchemaError("schema.ends_before_it_begins", type=type, since=since, until=until)
        return cleaned


@cache
def load_schema() -> Schema:
    """The product's own schema, read once a process."""
    return Schema(*read_folder(FOLDER))


def _checked(
    type: str, known: Mapping[str, Property], given: Mapping[str, object], *, partial: bool
) -> dict[str, Value]:
    cleaned: dict[str, Value] = {}
    for name, value in given.items():
        if name not in known:
            kind = contacts.in_name(name)
            if kind:
                raise SchemaError("schema.contact_name", type=type, property=name, kind=kind)
            raise SchemaError("schema.unknown_property", type=type, property=name, known=" · ".join(known))
        kept = _cleaned(type, known[name], value)
        if kept is not None:
            cleaned[name] = kept
    missing = [each for each in known.values() if each.required and each.name not in cleaned]
    if missing and not partial:
        raise SchemaError("schema.required", type=type, property=missing[0].name)
    return cleaned


def _cleaned(type: str, wanted: Property, value: object) -> Value | None:
    if not isinstance(value, list | tuple | set | frozenset):
        one = _cleaned_one(type, wanted, value)
        return [one] if wanted.many and one is not None else one
    if not wanted.many:
        raise SchemaError("schema.one_value", type=type, property=wanted.name, value=value)
    several = (_cleaned_one(type, wanted, each) for each in value)
    return list(dict.fromkeys(each for each in several if each is not None)) or None


def _no_choice(wanted: Property, value: object) -> SchemaError:
    """Told in the words that people choose from, with the stored value beside where it is another."""

    def said(language: Language) -> str:
        texts = ((name, text.get(language)) for name, text in wanted.choices.items())
        return " · ".join(text if text == name else f"{text}（{name}）" for name, text in texts)

    label = Both(wanted.label.zh, wanted.label.en)
    told = Both(said("zh"), said("en"))
    return SchemaError("values.choice", property=wanted.name, label=label, value=value, allowed=told)


def _cleaned_one(type: str, wanted: Property, value: object) -> values.Scalar | None:
    try:
        cleaned = values.clean(wanted.name, wanted.type, value, wanted.choices)
    except SchemaError as error:
        raise (_no_choice(wanted, value) if wanted.choices else error) from None
    if wanted.type in {"text", "integer"} and cleaned is not None:
        kind = contacts.in_value(str(cleaned))
        if kind:
            raise SchemaError("schema.contact_value", type=type, property=wanted.name, kind=kind)
    return cleaned

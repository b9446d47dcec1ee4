"""The rules of resolution, read from `rules.yaml` and checked against the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import SchemaError
from graph.quick_yaml import read_yaml
from graph.schema import Schema, Text, load_schema

Relation = Literal["same", "form", "region", "alias", "longer", "other"]
"""How two names relate, the closest first."""
Decision = Literal["same", "ask", "different"]


class Strict(BaseModel):
    """Frozen, and without room for misspelt keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NameRule(Strict):
    """Which words of a type's names count for nothing (`harmless`, `levels` behind a place) or tell; see rules.yaml."""

    regions: bool = False
    harmless: list[str] = []
    levels: list[str] = []
    telling: list[str] = []
    ends: list[str] = []
    trades: bool = False
    generic: re.Pattern[str] | None = None

    @cached_property
    def plain(self) -> bool:
        """True where all of a name counts."""
        return self == NameRule()


class EvidenceKind(Strict):
    """Where a kind of evidence is found; how two sides agree is said in the head of `rules.yaml`."""

    label: Text
    ties: list[str] = []
    properties: list[str] = []
    differs: bool = True
    within: bool = False
    part: bool = False
    matching: re.Pattern[str] | None = None
    label_of: str = ""


class Rule(Strict):
    """When it holds, and what follows; see the head of `rules.yaml`."""

    name: list[Relation]
    agree: list[str] = []
    any: list[str] = []
    unless: list[str] = []
    differ: list[str] = []
    unknown: list[str] = []
    characters: int = 0
    verdict: Decision

    @property
    def kinds(self) -> list[str]:
        """The kinds of evidence that it asks for."""
        return [*self.agree, *self.any, *self.unless, *self.differ, *self.unknown]


class TypeRules(Strict):
    """How records of one type are compared."""

    names: NameRule = NameRule()
    rules: list[Rule]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of evidence that its rules ask for, in their order."""
        return tuple(dict.fromkeys(kind for rule in self.rules for kind in rule.kinds))

    @cached_property
    def needs_evidence(self) -> bool:
        """True where a name alone decides nothing, and nobody is asked for it."""
        return all(rule.agree or rule.any or rule.unknown for rule in self.rules)

    @cached_property
    def may_be_unknown(self) -> frozenset[str]:
        """The kinds of evidence whose absence counts in a rule."""
        return frozenset(kind for rule in self.rules for kind in rule.unknown)


class Rules(Strict):
    """Everything that decides on who is who without staff."""

    written: dict[str, str]
    regions: list[str]
    trades: list[str]
    near: int
    unnamed: list[str]
    own: list[str]
    wholes: list[str]
    evidence: dict[str, EvidenceKind]
    speaks: dict[Literal["for", "against", "name"], Text]
    relations: dict[Relation, Text]
    types: dict[str, TypeRules]

    @cached_property
    def seal(self) -> str:
        """Changes when anything of the rules does: what was compared by others has to be compared again."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:16]

    @cached_property
    def ties(self) -> dict[str, list[str]]:
        """Relationship type → the kinds of evidence that it is."""
        return _turned({name: kind.ties for name, kind in self.evidence.items()})

    @cached_property
    def properties(self) -> dict[str, list[str]]:
        """Property → the kinds of evidence that it is."""
        return _turned({name: kind.properties for name, kind in self.evidence.items()})


def _turned(lists: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Each member of the lists → the names of those that it is in."""
    found: dict[str, list[str]] = {}
    for name, members in lists.items():
        for each in members:
            found.setdefault(each, []).append(name)
    return found


@cache
def load_rules() -> Rules:
    """The rules that come with the product; SchemaError where they do not fit the schema."""
    text = resources.files(__package__).joinpath("rules.yaml").read_text("utf-8")
    return read_rules(text, load_schema())


def read_rules(text: str, schema: Schema) -> Rules:
    """Rules from YAML text; SchemaError says what is wrong in it."""
    try:
        rules = Rules.model_validate(read_yaml(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise SchemaError("resolution.rules_broken", fault=str(error)) from error
    for fault in _faults(rules, schema):
        raise SchemaError("resolution.rules_broken", fault=fault)
    return rules


def _faults(rules: Rules, schema: Schema) -> Iterator[str]:
    for label, each in rules.types.items():
        if label not in schema.nodes:
            yield f"types: {label} is no node type"
        yield from (f"{label}: no evidence {kind}" for kind in each.kinds if kind not in rules.evidence)
    yield from (f"own: {label}" for label in rules.own if label not in rules.types)
    properties = {name for node in schema.nodes.values() for name in node.properties}
    for name, kind in rules.evidence.items():
        yield from (f"{name}: no relationship {type}" for type in kind.ties if type not in schema.relationships)
        yield from (f"{name}: no property {each}" for each in kind.properties if each not in properties)

"""The rules of introductions, read from their YAML files and checked against the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import SchemaError
from graph.quick_yaml import read_yaml
from graph.schema import Schema, Text, load_schema

Strength = Literal["strong", "medium", "weak"]
Share = Annotated[float, Field(ge=0, le=1)]
Wanted = dict[str, list[str]]


class Strict(BaseModel):
    """Frozen, and without room for misspelt keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TieRule(Strict):
    """What ties two actors, how much it carries and how it is said; see the head of `evidence.yaml`."""

    label: Text
    text: Text
    hub: list[str] = []
    sides: list[list[str]] = []
    direct: str = ""
    decided: bool = False
    """That staff confirmed the tie."""
    where: Wanted = {}
    unless: Wanted = {}
    states: dict[str, Share] = {}
    beside: list[str] = []
    """Kinds beside which it adds nothing: who leads a body is a member of it."""
    overlap: bool = False
    """Months both were there count: less than a year together carries less, none is no tie."""
    beta: Annotated[float, Field(gt=0)]
    gamma: Annotated[float, Field(ge=0)]
    half_life: Annotated[float, Field(gt=0)]
    cap: Strength

    @model_validator(mode="after")
    def _one_shape(self) -> TieRule:
        if [bool(self.direct), bool(self.hub), self.decided].count(True) != 1 or bool(self.hub) != bool(self.sides):
            raise ValueError("either hub with sides, or direct, or decided")
        return self

    @property
    def types(self) -> list[str]:
        """The relationship types it rests on."""
        return [self.direct] if self.direct else [type for side in self.sides for type in side]


class Levels(Strict):
    """From which p on a tie is called so."""

    strong: Share
    medium: Share

    @model_validator(mode="after")
    def _in_order(self) -> Levels:
        if not 0 < self.medium < self.strong:
            raise ValueError("medium lies between 0 and strong")
        return self


class OpenRequests(Strict):
    """From how many open introductions on, of these states, an introducer sinks, and how far."""

    states: list[str]
    most: Annotated[int, Field(ge=1)]
    share: Annotated[float, Field(gt=0, le=1)]


class Introducers(Strict):
    """Who is never proposed between two ends."""

    never_roles: list[str]
    never_status: list[str]


class Activity(Strict):
    """How much it counts in how many things somebody is on file; see `activity`."""

    half: Annotated[float, Field(ge=0)]


class Bounds(Strict):
    """How much of the graph a question may read, and how large a graph is gathered as a whole."""

    hub: Annotated[int, Field(gt=1)]
    actors: Annotated[int, Field(gt=1)]
    gathered: Annotated[int, Field(ge=0)]


class Evidence(Strict):
    """The whole of `evidence.yaml`."""

    ceiling: Annotated[float, Field(gt=0, lt=1)]
    attrition: Annotated[float, Field(gt=0, le=1)]
    levels: Levels
    undated_age: Annotated[float, Field(ge=0)]
    assumed_size: dict[str, int]
    confidence: dict[str, Share]
    activity: Activity
    open_requests: OpenRequests
    introducers: Introducers
    bounds: Bounds
    ties: dict[str, TieRule]


class Filter(Strict):
    """Which nodes a path may pass through."""

    labels: list[str] = []
    where: Wanted = {}
    unless: Wanted = {}

    def passes(self, label: str, properties: Mapping[str, object]) -> bool:
        """True where the node may stand on the path."""
        return (not self.labels or label in self.labels) and fits(properties, self.where, self.unless)


class Step(Strict):
    """One step of a contact path: along (`>`) or against (`<`) a relationship type, once or (`*`) to the end."""

    type: str
    forward: bool
    repeated: bool

    @classmethod
    def parse(cls, text: str) -> Step:
        """Reads `>TYPE`, `<TYPE`, `>TYPE*`."""
        if text[:1] not in {"<", ">"}:
            raise ValueError(f"{text}: a step begins with < or >")
        return cls(type=text[1:].removesuffix("*"), forward=text[0] == ">", repeated=text.endswith("*"))


class ContactRule(Strict):
    """Who answers for an end that is no actor; see the head of `contacts.yaml`."""

    name: str
    label: Text
    text: Text
    of: list[str]
    path: Annotated[list[str], Field(min_length=1)]
    through: list[Filter] = []
    own: bool = False
    officials: bool = False
    """Officials and managers answer here for their own body."""
    weight: Annotated[float, Field(gt=0, le=1)]
    cap: Strength = "weak"
    """What a route is called that is nothing but this contact, shared by both ends."""
    ended: Share = 1.0
    states: dict[str, Share] = {}
    text_states: dict[str, Text] = {}

    @model_validator(mode="after")
    def _path_is_well_formed(self) -> ContactRule:
        if len(self.through) > len(self.path):
            raise ValueError("through has more entries than path has steps")
        for text in self.path:
            Step.parse(text)
        return self

    @property
    def steps(self) -> list[Step]:
        return [Step.parse(text) for text in self.path]

    def filter(self, step: int) -> Filter:
        """What the nodes reached by that step must be."""
        return self.through[step] if step < len(self.through) else Filter()


@dataclass(frozen=True)
class Rules:
    """Everything that decides who can introduce whom."""

    evidence: Evidence
    contacts: tuple[ContactRule, ...]
    fields: tuple[ContactRule, ...] = ()
    """Who has to do with a field: `fields.yaml`."""

    @property
    def ties(self) -> Mapping[str, TieRule]:
        return self.evidence.ties

    @property
    def confirmed(self) -> str:
        """The kind of tie that staff confirmed."""
        return next(kind for kind, rule in self.ties.items() if rule.decided)


def fits(properties: Mapping[str, object], where: Wanted, unless: Wanted) -> bool:
    """True where every property of `where` has one of its values, and none of `unless` has."""
    return all(properties.get(name) in values for name, values in where.items()) and not any(
        properties.get(name) in values for name, values in unless.items()
    )


@cache
def load_rules() -> Rules:
    """The rules in force, read once a process."""
    folder = resources.files("graph.introductions")
    evidence, contacts, fields = (
        folder.joinpath(f"{name}.yaml").read_text("utf-8") for name in ("evidence", "contacts", "fields")
    )
    return read_rules(evidence, contacts, fields)


def read_rules(evidence: str, contacts: str, fields: str = "[]") -> Rules:
    """Rules from the text of the files; SchemaError names the file and what is wrong with it."""
    file = "evidence.yaml"
    try:
        read = Evidence.model_validate(read_yaml(evidence))
        file = "contacts.yaml"
        opened = _openings(contacts)
        file = "fields.yaml"
        rules = Rules(read, opened, _openings(fields))
    except (ValidationError, yaml.YAMLError) as error:
        raise SchemaError("introductions.rules", file=file, fault=str(error)) from error
    faults = "; ".join(_faults(rules, load_schema()))
    if faults:
        raise SchemaError("introductions.rules", file="evidence.yaml, contacts.yaml, fields.yaml", fault=faults)
    return rules


def _openings(text: str) -> tuple[ContactRule, ...]:
    return tuple(ContactRule.model_validate(each) for each in read_yaml(text))


def _faults(rules: Rules, schema: Schema) -> Iterator[str]:
    for name, rule in rules.ties.items():
        yield from (f"{name}: no relationship type {type}" for type in rule.types if type not in schema.relationships)
        yield from (f"{name}: no node type {label}" for label in rule.hub if label not in schema.nodes)
    if sum(rule.decided for rule in rules.ties.values()) != 1:
        yield "exactly one kind of tie is decided by staff"
    openings = [*rules.contacts, *rules.fields]
    names = [contact.name for contact in openings]
    yield from (f"{name} stands twice" for name in sorted(set(names)) if names.count(name) > 1 or name in rules.ties)
    for contact in openings:
        types = [step.type for step in contact.steps]
        yield from (
            f"{contact.name}: no relationship type {type}" for type in types if type not in schema.relationships
        )
        labels = [*contact.of, *(label for each in contact.through for label in each.labels)]
        yield from (f"{contact.name}: no node type {label}" for label in labels if label not in schema.nodes)

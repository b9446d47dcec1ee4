"""What one type file may say; anything else in it is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.messages import Language
from graph.values import ValueType

Words = Annotated[str, Field(min_length=1)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]
Shape = Literal["ellipse", "round-rectangle", "hexagon", "diamond"]
"""Shapes the canvas draws; every chain has its own, so that colour is not the only sign of it."""


class Strict(BaseModel):
    """Frozen, and without room for misspelt keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """A word for people in both languages."""

    zh: Words
    en: Words

    def get(self, language: Language) -> str:
        """The word in one language."""
        return self.zh if language == "zh" else self.en


def _with_chinese_value(choices: object) -> object:
    """`{在职: In post}` is short for `{在职: {zh: 在职, en: In post}}`: the stored value is the office's word."""
    if not isinstance(choices, Mapping):
        return choices
    return {value: {"zh": value, "en": text} if isinstance(text, str) else text for value, text in choices.items()}


class Chain(Strict):
    """One of the three chains, or the context around them."""

    name: Words
    label: Text
    colour: Colour
    colour_dark: Colour
    shape: Shape


class Property(Strict):
    """One property of a node or relationship type."""

    name: Words
    label: Text
    about: Text | None = None
    type: ValueType = "text"
    many: bool = False
    """A list of values; the order is kept, doubles are dropped."""
    unanimous: bool = False
    """Holds only where every record of the node says so."""
    choices: Annotated[dict[Words, Text], BeforeValidator(_with_chinese_value)] = {}
    """Allowed values of a `choice`, each with its words."""
    required: bool = False
    search: bool = False
    """Found by the search box as a name of the node."""

    def said(self, value: object, language: Language) -> str:
        """A value as people read it: the word of a choice, all else as it is."""
        choice = self.choices.get(str(value))
        return choice.get(language) if choice else str(value)

    @model_validator(mode="after")
    def _choices_belong_to_a_choice(self) -> Property:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"{self.name}: choices are given for type choice, and only there")
        return self


class NodeType(Strict):
    """A label of the graph."""

    name: Words
    label: Text
    plural: Text
    about: Text
    chain: Words
    rank: int
    """Place within its chain wherever types are listed."""
    icon: Words
    shape: Shape
    """That of its chain; not written in the file."""
    actor: bool = False
    """Can stand inside a route of introduction."""
    containers: dict[Words, list[Words]] = {}
    """Property values that mark a node as a mere container of others: it is no contact point and ties nobody."""
    caption: Words = "name"
    featured: list[Words] = []
    """Properties shown first, in this order."""
    properties: dict[str, Property]

    def is_container(self, properties: Mapping[str, object]) -> bool:
        """True where a node of this type only gathers others (历批汇总, 批次汇总)."""
        return any(properties.get(name) in values for name, values in self.containers.items())

    def searched(self) -> Iterator[Property]:
        """The properties whose values are names of the node."""
        return (each for each in self.properties.values() if each.search)


class RelationshipType(Strict):
    """A relationship type of the graph: `(start)-[:NAME]->(end)`."""

    name: Words
    label: Text
    about: Text
    rank: int
    """Place wherever types are listed: what tells most about people first, what stands where last."""
    forward: Text
    """What the start does to the end: 刘红兵 **任职于** 江苏大学."""
    backward: Text
    """The same tie read from the end: 江苏大学 **有人员** 刘红兵."""
    ends: list[tuple[Words, Words]]
    key: list[Words] = []
    """Properties that, beside type and ends, tell two relationships apart."""
    term: bool = False
    """Since and until tell two relationships apart as well: one person may serve the same office twice."""
    symmetric: bool = False
    """Says the same in both directions."""
    properties: dict[str, Property]

    def joins(self, start: str, end: str) -> bool:
        """True where the type may lead from label `start` to label `end`."""
        return (start, end) in self.ends

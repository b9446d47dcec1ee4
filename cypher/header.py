"""The header of a report file: what it asks, its parameters, its columns."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from cypher.guard import check
from graph.errors import HeaderError
from graph.quick_yaml import read_yaml
from graph.schema import Text, load_schema
from graph.validation import faults

Scalar = str | int | float | bool
ColumnType = Literal["id", "text", "integer", "number", "date", "list", "state"]
ParameterType = Literal["id", "text", "integer", "number", "date", "choice"]

_FILE = re.compile(r"\A/\* ---\n(.*?)\n--- \*/\n(.*)\Z", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")


class Strict(BaseModel):
    """Frozen, and without room for misspelt keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _of_property(given: object) -> object:
    """`Introduction.kind` is short for the values of that property and their words, as the schema has them."""
    if not isinstance(given, str):
        return given
    label, _, name = given.partition(".")
    node = load_schema().nodes.get(label)
    known = node.properties.get(name) if node else None
    if known is None or not known.choices:
        raise ValueError(f"{given} is no property with choices")
    return known.choices


Choices = Annotated[dict[str, Text], BeforeValidator(_of_property)]
"""Values and their words."""


class Parameter(Strict):
    """A value that a person may give; without a default it has to be given."""

    type: ParameterType
    label: Text
    default: Scalar | None = None
    optional: bool = False
    """May be left out: the statement then gets null."""
    choices: Choices = {}

    @model_validator(mode="after")
    def _choices_belong_to_a_choice(self) -> Parameter:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("choices are given for type choice, and only there")
        return self


class Column(Strict):
    """A column of the answer, in the order of the statement's RETURN."""

    type: ColumnType
    label: Text
    states: Choices = {}
    """Words for the values of a `state` column."""


class Header(Strict):
    """What stands between `/* ---` and `--- */`."""

    title: Text
    question: Text
    reading: Text
    """How to read it: what counts, and what an empty answer does and does not say."""
    parameters: dict[str, Parameter] = {}
    columns: dict[str, Column] = Field(min_length=1)
    chart: str | None = None
    """The column that a bar chart shows, by the first column of words."""
    order: int = 100


class Report(Strict):
    """One report: its address, its header, its statement."""

    slug: str
    header: Header
    statement: str
    text: str
    """The file as it is, which can be pasted into any Cypher console."""


def read_report(slug: str, text: str) -> Report:
    """A report from the text of its file; HeaderError names the report, what is wrong in it and what to do."""
    match = _FILE.match(text)
    if match is None:
        raise HeaderError("cypher.no_header", slug=slug)
    try:
        header = Header.model_validate(read_yaml(match.group(1)))
    except yaml.YAMLError as error:
        raise HeaderError("cypher.header", slug=slug, fault=str(error)) from error
    except ValidationError as error:
        raise HeaderError("cypher.header", slug=slug, fault=faults(error)) from error
    statement = match.group(2).strip()
    check(slug, statement)
    used, declared = set(_PARAMETER.findall(statement)), set(header.parameters)
    if used != declared:
        raise HeaderError("cypher.parameters", slug=slug, names=", ".join(sorted(used ^ declared)))
    if header.chart is not None and header.chart not in header.columns:
        raise HeaderError("cypher.header", slug=slug, fault=f"chart: no column {header.chart}")
    return Report(slug=slug, header=header, statement=statement, text=text)

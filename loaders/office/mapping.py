"""What a mapping file may say: which column wordings mean what, and what a row's values become in the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.folding import fold
from graph.ledger.claims import Scalar
from graph.schema import Text
from loaders.cells import columns as columns_of

Reads = Literal[
    "text", "date", "term", "batch", "count", "amount",
    "person", "people", "body", "bodies", "place", "segment", "segments", "delegation", "group",
    "work", "works", "party", "parties", "post",
]  # fmt: skip
"""How a cell is read. From `person` on a cell names things: people, bodies (told by their name to be an institution, an
agency or an enterprise), places, segments, delegations, expert groups, works (projects, events, platforms …),
parties: any of them, or with `post` a body and, as its note, the post there (样例大学副教授)."""


_SAYS: frozenset[Reads] = frozenset({"text", "date", "term", "batch", "count", "amount"})


class Strict(BaseModel):
    """Frozen, and without room for misspelt keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _folded(made: dict[str, list[str]]) -> dict[str, list[str]]:
    return {fold(part): list(map(fold, ends)) for part, ends in made.items()}


Made = Annotated[dict[str, list[str]], AfterValidator(_folded)]
"""As headers are compared: folded."""


class Column(Strict):
    """What a column of some wording says."""

    english: str = ""
    """What it is called for people who read English; its first wording is its Chinese name."""
    hint: Text | None = None
    """What whoever fills it in should know, beyond how such a cell is written."""
    wordings: list[str] = []
    below: dict[str, list[str]] = {}
    """Part of a header above → wordings that count only below it (职务 below 挂职单位/职务)."""
    made: Made = {}
    """Part of a header → how headers with it end: 派驻 → [单位, 企业] knows 派驻企业 without a wording."""
    reads: Reads = "text"
    label: str | None = None
    """The type of a thing whose name does not tell it."""
    words: dict[str, Scalar | None] = {}
    """The cell's words → the value; null: the words say nothing here."""
    told: bool = False
    """Where there is no such column, the title or the name of the sheet may say it for all rows."""
    telling: bool = False
    """A wording that hardly any other kind of roster has: it weighs more when a mapping is chosen."""

    @property
    def names(self) -> bool:
        """Whether its cells name things."""
        return self.reads not in _SAYS

    @property
    def header(self) -> str:
        """The wording that a template gives it."""
        return [*self.wordings, *(wording for each in self.below.values() for wording in each)][0]

    @model_validator(mode="after")
    def _told_by_something(self) -> Column:
        if not self.wordings and not any(self.below.values()):
            raise ValueError("wordings or below")
        return self


def _column_in_short(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


class Value(Strict):
    """A property's value: that of a column, or a fixed one; `of` picks a part (an amount's minimum, a term's end)."""

    column: str | None = None
    literal: Scalar | None = None
    of: Literal["value", "note", "minimum", "maximum", "since", "until"] = "value"
    without: str | None = None
    """Counts only in a table that has no such column: 职务 beside 派出单位 alone is the post there."""

    @model_validator(mode="after")
    def _one_origin(self) -> Value:
        if (self.column is None) == (self.literal is None):
            raise ValueError("exactly one of column, literal")
        return self


Short = Annotated[Value, BeforeValidator(_column_in_short)]
"""`role: home_role` is short for `role: {column: home_role}`."""
Several = Annotated[list[Short], BeforeValidator(lambda value: value if isinstance(value, list) else [value])]
"""Of several the first that the row has."""


def _columns(given: dict[str, list[Value]]) -> Iterator[str]:
    return (value.column for several in given.values() for value in several if value.column)


class Thing(Strict):
    """A thing that a row speaks of: named by a column, or made by the row itself."""

    column: str | None = None
    """The column whose cell names it; a cell may name several."""
    label: str | None = None
    """The type of a thing that the row makes."""
    name: str | None = None
    """Its name, `{column}` filled in, `{column:headline}` with its first sentence; a part in square brackets goes where
    a column in it is empty."""
    key: list[list[str]] = []
    """What identifies it beside its type: the first list of columns that are all filled."""
    composed: Literal["delegation"] | None = None
    """Put together from other columns: a delegation of `batch` and `place`."""
    refers: str | None = None
    """A column with the number of another row of the table: this is the thing `to` of that row."""
    to: str | None = None
    properties: dict[str, Several] = {}
    within: str | None = None
    """The thing, of the same kind, that it is part of."""

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns that decide what it is and what is said of it, but for what it is within, or refers to."""
        named = {"batch", "place"} if self.composed else {self.column} if self.column else set[str]()
        made = (*(name for key in self.key for name in key), *columns_of(self.name or ""))
        return frozenset((*named, *made, *_columns(self.properties)))

    def possible(self, said: Collection[str]) -> bool:
        """Whether a row may speak of it that has values of these columns and no others."""
        if self.composed is not None:
            return "batch" in said and "place" in said
        named = self.column or self.refers
        return named in said if named else any(all(name in said for name in key) for key in self.key)

    @model_validator(mode="after")
    def _one_way(self) -> Thing:
        ways = [each is not None for each in (self.column, self.composed, self.label, self.refers)]
        if ways.count(True) != 1 or (self.label is not None) != bool(self.name and self.key):
            raise ValueError("exactly one of column, composed, refers, label with name and key")
        return self


class Tie(Strict):
    """A relationship that a row states between things that it speaks of."""

    type: str
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    one: bool = False
    """A later list of the same source replaces it: whoever has moved is not still there."""
    only: dict[str, str] = {}
    """Column → regular expression: only where it is found in the cell, blanks taken out."""
    unless: dict[str, str] = {}
    since: Several = []
    until: Several = []
    properties: dict[str, Several] = {}

    @cached_property
    def given(self) -> dict[str, Several]:
        """All that it says: its properties and its dates."""
        return {**self.properties, "since": self.since, "until": self.until}

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns that decide what it says, and whether."""
        return frozenset((*_columns(self.given), *self.only, *self.unless))


class Mapping(Strict):
    """One kind of roster."""

    name: str
    title: Text
    adapts: str | None = None
    """The mapping that it is a part of, with wordings of its own (`loaders.office.adapted`)."""
    subjects: list[str] = Field(min_length=1)
    """The things that a row may be about: a row that names none of them is refused."""
    needs: list[list[str]] = Field(min_length=1)
    """Columns that a table of this kind must have: one of the lists, whole."""
    columns: dict[str, Column]
    template: dict[str, str] = {}
    """The columns of the template that is handed out, in their order, each with an example ("" for none)."""
    observed: Short | None = None
    periods: list[tuple[str, str]] = []
    """Columns of a beginning and an end: an end before its beginning is refused with it."""
    bodies: list[str] = []
    """Things of a row where its people work: two of one name who work at different bodies are two."""
    beside: list[str] = []
    """Other things of a row that tell which of several of one name is meant."""
    things: dict[str, Thing]
    ties: list[Tie] = []
    unread: list[str] = []
    """Wordings known and left out on purpose."""

    def titled(self, column: str) -> Text:
        """What a column is called in both languages."""
        spec = self.columns[column]
        return Text(zh=spec.header, en=spec.english or column)

    @cached_property
    def examples(self) -> dict[str, str]:
        """The columns of its template, each with its example: all columns where no template is described."""
        return self.template or dict.fromkeys(self.columns, "")

    @property
    def headers(self) -> list[str]:
        """The headers of its template."""
        return [self.columns[name].header for name in self.examples]

    @cached_property
    def required(self) -> frozenset[str]:
        """The columns that no table of this kind does without."""
        return frozenset.intersection(*map(frozenset, self.needs))

    def decided_by(self, name: str) -> frozenset[str] | None:
        """The columns that alone decide what a thing is; None where other rows have a say.

        What a party is may be decided by other columns as well, where they name a thing called so.
        """
        columns, around = frozenset[str](), [name]
        while True:
            thing = self.things[around[-1]]
            if thing.refers or (len(around) > 1 and around[-1] in self.parties):
                return None
            columns |= thing.columns
            if thing.within is None or thing.within in around:
                return columns
            around.append(thing.within)

    @cached_property
    def referring(self) -> tuple[Thing, ...]:
        """The things that are told by the number of another row."""
        return tuple(thing for thing in self.things.values() if thing.refers)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The things whose column may name anybody or anything."""
        named = {name: self.columns[thing.column] for name, thing in self.things.items() if thing.column}
        return frozenset(name for name, column in named.items() if column.reads in ("party", "parties"))

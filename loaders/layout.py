"""What a layout file may say: which file of a folder holds what, and which column becomes what."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.ledger.claims import Scalar
from graph.schema import Text
from loaders.readers import READERS


class Strict(BaseModel):
    """Frozen, and without room for misspelt keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _column_in_short(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


class Cell(Strict):
    """Where a value comes from: a column, a fixed value, or a template over columns.

    In a template `{column}` is the cell and `{column:names}` the names of the nodes whose ids it lists; a part in
    square brackets goes where one of its columns is empty.
    """

    column: str | None = None
    literal: Scalar | None = None
    template: str | None = None
    hash: list[str] = []
    """Columns whose texts together identify a thing that has no id of its own; without the first there is none."""
    prefix: str = ""
    """Stands before a hash."""
    separator: str | None = None
    """Parts the cell into a list."""
    reader: str | None = None
    """A reader of `loaders.readers`, for what the schema does not read by itself (第十二批)."""
    values: dict[str, Scalar | None] = {}
    """Cell text → value; null: this text says nothing that another column does not say."""
    patterns: dict[str, Scalar] = {}
    """Regular expression found in the cell → value; nothing where none is found."""
    empty: Scalar | None = None
    """Value where the cell is empty."""
    types: list[str] = []
    """Taken only for these node or relationship types."""
    beside: str | None = None
    """Taken only where the row states this property too."""

    @cached_property
    def plain(self) -> bool:
        """Nothing but the text of a column: what most cells are, and is read without further ado."""
        return self.column is not None and not (
            self.separator or self.reader or self.values or self.patterns or self.empty is not None
        )

    @model_validator(mode="after")
    def _one_origin(self) -> Cell:
        if [self.column, self.literal, self.template, self.hash or None].count(None) != 3:
            raise ValueError("exactly one of column, literal, template, hash")
        if self.reader is not None and self.reader not in READERS:
            raise ValueError(f"no reader {self.reader}")
        return self


Short = Annotated[Cell, BeforeValidator(_column_in_short)]
"""`title: title` is short for `title: {column: title}`."""


class Follow(Strict):
    """The value of `column` in the row of `file` whose id stands in `by`."""

    by: str
    file: str
    column: str


class End(Cell):
    """The id, or ids, at one end of a relationship; `otherwise` are tried in turn where the row names none."""

    otherwise: list[Follow] = []
    named: str | None = None
    """The cell is no id but the name of a node of this type; it counts only where exactly one carries it."""


ShortEnd = Annotated[End, BeforeValidator(_column_in_short)]


class Match(Strict):
    """The row speaks of the node of another file whose columns hold these values."""

    file: str
    where: dict[str, Short]


class Join(Strict):
    """A reference row is about the node of that name already known (under the same parent, where `parent` is given).

    Only a name that exactly one known node carries joins; of a joined row only `keep` is claimed.
    """

    parent: Short | None = None
    keep: list[str] = []


class SameAs(Strict):
    """A row whose column has one of these values is no thing of its own: its id stands for another node."""

    when: dict[str, list[str]]
    record: Short


class Node(Strict):
    """The node that a row is about."""

    label: str | dict[str, str]
    """A label, or label by the cell text of `label_column`."""
    label_column: str | None = None
    id: Short
    match: Match | None = None
    join: Join | None = None
    same_as: SameAs | None = None
    optional: bool = False
    """A row without an id has no such node, and nothing is amiss."""
    made: dict[str, Short] = {}
    """Properties only where `match` found nothing."""
    properties: dict[str, Short]
    key: list[str] = []
    """Columns that tell apart several rows about one node."""
    repeats: bool = False
    """Several rows name the node in the same words; the first speaks for all."""
    prefer: dict[str, list[str]] = {}
    """Column → its values, best first: what a better row states of a node, a lesser one does not state again."""

    @property
    def labels(self) -> list[str]:
        """Every label a row may get."""
        return [self.label] if isinstance(self.label, str) else list(dict.fromkeys(self.label.values()))


class Relationship(Strict):
    """A relationship that a row states; an end left out is the row's node."""

    type: str | Cell
    start: ShortEnd | None = None
    end: ShortEnd | None = None
    since: Short | None = None
    until: Short | None = None
    properties: dict[str, Short] = {}
    inferred: str | None = None
    """Property of the row's node set true where an end was found through `otherwise`."""


class File(Strict):
    """What the rows of one file become."""

    file: str
    encoding: str = "utf-8-sig"
    filled: str | None = None
    """Only rows in which this column is filled."""
    node: Node | None = None
    relationships: list[Relationship] = []
    sources: Short | None = None
    """Ids of the sources of a row; the latest of their dates is the day of observation of a row without one."""
    observed: Short | None = None
    observed_by_source: bool = True
    unread: list[str] = []
    """Columns known and left out on purpose."""


class Layout(Strict):
    """A folder of files and what they become."""

    name: str
    title: Text
    recognised_by: list[str] = Field(min_length=1)
    """Files that a folder of this layout has."""
    manifest: str | None = None
    """A file of the folder that says what the others are."""
    source: str | None = None
    """Name of the source where the person gives none; else the folder's name."""
    reference: bool = False
    """A directory to look things up in: nodes that join no known one are flagged `reference`."""
    sources: dict[str, dict[str, Scalar]] = {}
    """Source nodes that the files themselves do not list: id → properties."""
    files: list[File]

    def file(self, name: str) -> File | None:
        """The entry for a file name."""
        return next((each for each in self.files if each.file == name), None)

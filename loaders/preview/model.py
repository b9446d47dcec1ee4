"""What a preview says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.errors import QianxianError
from graph.schema import Text
from loaders.report import Counts

RowState = Literal["new", "changed", "same", "refused"]
"""A row's subject is not on file; something of it is said anew; nothing is; it was refused whole."""

MarkKind = Literal["refused", "mended", "changed", "added"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in both languages; empty where there is nothing to say."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What there is to say of a cell: refused (why, what to do), typed anew, changed (what it was before), or added:
    what it says comes beside what is on file.

    `cell` is its name in the sheet (B5), by which it is mended; empty where no single cell is meant.
    """

    kind: MarkKind
    cell: str = ""
    before: str = ""
    message: Sentence | None = None
    hint: Sentence | None = None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as the sheet has it: texts and marks by the position of the column; `note` is about the row as a whole."""

    line: int
    state: RowState
    cells: Mapping[int, str]
    marks: Mapping[int, Mark]
    note: Mark | None = None


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column: its header; the mapping's column that it is read as, by name, wording and kind; all "" if unread."""

    position: int
    header: str
    name: str = ""
    wording: str = ""
    reads: str = ""


@dataclass(frozen=True, slots=True)
class PreviewTable:
    """A table of the file and the mapping it is read by; `told` is what its title says for every row, by wording.

    `dropped` are the headers of columns with contact details, `rows` how many rows there are of each state, `refused`
    of how many anything was refused.
    """

    sheet: str
    mapping: str
    title: Text
    share: float
    columns: tuple[PreviewColumn, ...]
    told: Mapping[str, str]
    dropped: tuple[str, ...]
    rows: Mapping[RowState, int] = field(default_factory=dict)
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """The latest load in force of the source: this one would correct it."""

    load: int
    at: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was not read: where, why, what to do; `code` as in `graph.errors`."""

    code: str
    sheet: str
    column: str
    message: Sentence
    hint: Sentence


@dataclass(frozen=True, slots=True)
class Summary:
    """What the load would do as a whole.

    `counts` are those of a load report. `restated` of what they call changed says the same as before, under a newer
    source. `refused` counts cells and rows not taken; `retired` names some of what a complete list would retire.
    `revision` is the ledger's, with which the file was compared. `most` is set where only so many rows were looked at.
    """

    source: str
    revision: int
    before: Before | None
    tables: tuple[PreviewTable, ...]
    counts: Mapping[str, Counts]
    restated: int
    refused: int
    ignored: tuple[Told, ...]
    retired: tuple[str, ...]
    most: int | None = None

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(sum(table.rows.values()) for table in self.tables)

    @property
    def changes(self) -> int:
        """How many claims would be made, changed or retired."""
        return sum(counts[name] for counts in self.counts.values() for name in ("made", "changed", "retired"))


def both(error: QianxianError) -> tuple[Sentence, Sentence]:
    """An error's sentence and what to do, in both languages."""
    return (
        Sentence(zh=error.message("zh"), en=error.message("en")),
        Sentence(zh=error.hint("zh"), en=error.hint("en")),
    )

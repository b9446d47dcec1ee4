"""One file on its way in, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.errors import QianxianError
from loaders.office.adapted import Adapted
from loaders.office.corrections import Corrections
from loaders.preview.model import Sentence, both
from loaders.report import Counts

Stage = Literal["reading", "ready", "unreadable", "queued", "loading", "done", "stopped"]
"""Being read for its preview; to be looked at; not readable; behind other loads; being loaded; loaded; interrupted."""

RUNNING: frozenset[Stage] = frozenset({"reading", "queued", "loading"})


@dataclass(frozen=True, slots=True)
class Choices:
    """How a person wants the file to be read; empty: as the file itself tells. `layouts` were set by hand."""

    source: str = ""
    mapping: str = ""
    hidden: bool = False
    complete: bool = False
    layouts: tuple[Adapted, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Columns that are being set by hand: those of the file's table at `place`, as a roster of a kind.

    `read` holds by position what each is to be read as; `name` is that of the layout.
    """

    place: int
    kind: str
    read: Mapping[int, str]
    name: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell typed anew: where it stands, what is to be read there, and what stands there."""

    sheet: str
    cell: str
    text: str
    instead: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something did not work, and what to do."""

    code: str
    message: Sentence
    hint: Sentence

    @classmethod
    def of(cls, error: QianxianError) -> Problem:
        return cls(error.code, *both(error))


@dataclass(frozen=True, slots=True)
class Result:
    """What a load did; `nodes` are ids to be shown on the canvas."""

    load: int | None
    source: str
    counts: Mapping[str, Counts]
    refused: int
    seconds: float
    nodes: tuple[str, ...] = ()
    unpublished: Problem | None = None

    @property
    def changed(self) -> int:
        """How many claims were made, changed or retired."""
        return sum(counts[name] for counts in self.counts.values() for name in ("made", "changed", "retired"))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file by the id of its folder.

    `asked` grows with everything that makes the file be read anew. `process` is the one that works on it. `since`
    is the latest load there was when its own began, by which it is found after an interruption.
    """

    id: str
    name: str
    size: int
    at: float
    stage: Stage = "reading"
    asked: int = 0
    process: str = ""
    since: int = 0
    choices: Choices = Choices()
    corrections: tuple[Correction, ...] = ()
    setting: Setting | None = None
    problem: Problem | None = None
    result: Result | None = None

    @property
    def running(self) -> bool:
        """Whether something is being done with it just now."""
        return self.stage in RUNNING

    @property
    def unknown(self) -> bool:
        """Whether it was not read because its headers are not known, so that its columns have to be set."""
        return self.problem is not None and self.problem.code in ("office.no_mapping", "office.no_header")

    @property
    def texts(self) -> Corrections:
        """The corrections as they are read."""
        return {(each.sheet, each.cell): each.text for each in self.corrections}

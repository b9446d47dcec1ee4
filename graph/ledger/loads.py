"""What is told of loads."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Counts:
    """What a load did to the rows of one type."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    refused: int = 0
    queued: int = 0


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """One entry of the list of loads.

    `counts` are by type what the load did, or what a rollback retired and restored; `first` says that the source had
    said nothing before; `undone_by` is the rollback that took it back, `undoes` the load that a rollback took back.
    """

    load: int
    kind: str
    source: str
    title: str
    at: str
    state: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    complete: bool = False
    first: bool = False
    undone_by: int | None = None
    undoes: int | None = None

    def as_json(self) -> dict[str, object]:
        """The fields as they stand."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What a load did; `load` is 0 for a dry run, `facts` counts the nodes and relationships that differ for it.

    `corrects` is the latest load in force that the source had before; None for its first.
    """

    load: int
    revision: int
    counts: dict[str, Counts]
    facts: int
    corrects: LoadRecord | None = None

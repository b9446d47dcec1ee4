"""What a load did, or would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.ledger import LoadRecord
from graph.messages import Language
from graph.schema import Text
from loaders.refusal import Ignored, Refusal

COUNTED = ("made", "changed", "unchanged", "retired", "refused", "queued")
Counts = dict[str, int]


def whole(counts: Mapping[str, int]) -> Counts:
    """Counts with every name in them; the ledger keeps those that count."""
    return {name: counts.get(name, 0) for name in COUNTED}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table of an office file: the mapping it was read by and how many of its columns that reads.

    `columns` are the table's headers by the mapping's names; `told` what its title says for every row.
    """

    file: str
    sheet: str
    mapping: str
    title: Text
    share: float
    columns: Mapping[str, str]
    told: Mapping[str, str]

    def as_json(self, language: Language) -> dict[str, object]:
        """An entry of "tables" in the load report."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "mapping": self.mapping,
            "title": self.title.get(language),
            "share": round(self.share, 2),
            "columns": dict(self.columns),
            "told": dict(self.told),
        }


@dataclass(frozen=True)
class LoadReport:
    """Counts by node and relationship type, what was refused and where, what was ignored, how tables were read.

    `load` is the number by which the load can be taken back; None for a dry run. `corrects` is the latest load in force
    that the source had before, which this one corrects; None for the first of a source.
    """

    load: int | None
    source: str
    counts: Mapping[str, Counts]
    refused: list[Refusal] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    tables: list[Recognised] = field(default_factory=list)
    dry_run: bool = False
    write_refused: Callable[[Path, Language], int] | None = None
    """Writes the refused rows of an office file as a workbook to be mended, and gives their number."""
    corrects: LoadRecord | None = None

    @property
    def changed(self) -> int:
        """How many claims were made, changed or retired."""
        return sum(counts[name] for counts in self.counts.values() for name in ("made", "changed", "retired"))

    def as_json(self, language: Language) -> dict[str, object]:
        """The contract of `qianxian load --json`."""
        return {
            "load": self.load,
            "source": self.source,
            "corrects": self.corrects.load if self.corrects else None,
            "counts": {type: dict(counts) for type, counts in self.counts.items()},
            "refused": [refusal.as_json(language) for refusal in self.refused],
            "ignored": [ignored.as_json(language) for ignored in self.ignored],
            "tables": [table.as_json(language) for table in self.tables],
        }

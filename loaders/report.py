"""What a load did, or would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.messages import Language
from loaders.refusal import Ignored, Refusal

COUNTED = ("made", "changed", "unchanged", "retired", "refused", "queued")
Counts = dict[str, int]


@dataclass(frozen=True)
class LoadReport:
    """Counts by node and relationship type, what was refused and where, what was ignored.

    `load` is the number by which the load can be taken back; None for a dry run and where nothing was to be changed.
    """

    load: int | None
    source: str
    counts: Mapping[str, Counts]
    refused: list[Refusal] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    dry_run: bool = False

    @property
    def changed(self) -> int:
        """How many claims were made, changed or retired."""
        return sum(counts[name] for counts in self.counts.values() for name in ("made", "changed", "retired"))

    def as_json(self, language: Language) -> dict[str, object]:
        """The contract of `qianxian load --json`."""
        return {
            "load": self.load,
            "source": self.source,
            "counts": {type: dict(counts) for type, counts in self.counts.items()},
            "refused": [refusal.as_json(language) for refusal in self.refused],
            "ignored": [ignored.as_json(language) for ignored in self.ignored],
        }

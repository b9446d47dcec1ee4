"""What a workspace already holds, as far as reading files asks for it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from graph.ledger import Ledger


class Held:
    """Answers from the ledger's facts; all of them are read at once only where a layout joins by name."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._labels: dict[str, str | None] = {}

    def label(self, record: str) -> str | None:
        """The type of a record."""
        if record not in self._labels:
            found = next(iter(self._ledger.nodes_of([self._ledger.resolve(record)])), None)
            self._labels[record] = found.label if found else None
        return self._labels[record]

    def held(self, record: str) -> bool:
        """Known, and more than an entry of a reference directory."""
        return record in self._named[1]

    def named(self, label: str, name: str) -> list[str]:
        """Ids of the nodes of a type that carry exactly this name and are no mere reference."""
        return self._named[0].get((label, name), [])

    def parents(self, record: str) -> list[str]:
        """Ids that a node is PART_OF."""
        return self._parents.get(record, [])

    @cached_property
    def _named(self) -> tuple[dict[tuple[str, str], list[str]], set[str]]:
        by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        ids: set[str] = set()
        for node in self._ledger.nodes():
            if not node.properties.get("reference"):
                by_name[node.label, str(node.properties.get("name", ""))].append(node.id)
                ids.add(node.id)
        return by_name, ids

    @cached_property
    def _parents(self) -> dict[str, list[str]]:
        parents: defaultdict[str, list[str]] = defaultdict(list)
        for tie in self._ledger.relationships():
            if tie.type == "PART_OF":
                parents[tie.start].append(tie.end)
        return parents

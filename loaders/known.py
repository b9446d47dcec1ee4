"""What is known of the things that rows point at: their types, names and dates, in the folder and the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Elsewhere(Protocol):
    """What was loaded before this folder."""

    def label(self, record: str) -> str | None:
        """The type of a record."""

    def held(self, record: str) -> bool:
        """Known, and more than an entry of a reference directory."""

    def named(self, label: str, name: str) -> list[str]:
        """Ids of the nodes of a type that carry exactly this name and are no mere reference."""

    def parents(self, record: str) -> list[str]:
        """Ids that a node is PART_OF."""


class Nowhere:
    """An empty workspace."""

    def label(self, record: str) -> str | None:
        """Nothing is known."""
        return None

    def held(self, record: str) -> bool:
        """Nothing is known."""
        return False

    def named(self, label: str, name: str) -> list[str]:
        """Nothing is known."""
        return []

    def parents(self, record: str) -> list[str]:
        """Nothing is known."""
        return []


class Known:
    """The things of a folder read so far, and behind them those of the workspace."""

    def __init__(self, elsewhere: Elsewhere | None = None) -> None:
        self.elsewhere = elsewhere or Nowhere()
        self.labels: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.dates: dict[str, str] = {}
        self.joined: dict[str, str] = {}
        """Id in the file → id of the known thing that it joins."""
        self._by_name: dict[tuple[str, str], str] = {}

    def add(self, record: str, label: str, name: str, date: str = "") -> None:
        """A node accepted from the folder; `date` of a source."""
        self.labels[record] = label
        if name:
            self.names[record] = name
            first = self._by_name.setdefault((label, name), record)
            if first != record:
                self._by_name[label, name] = ""
        if date:
            self.dates[record] = date

    def label(self, record: str) -> str | None:
        """The type of a thing; None where nobody knows it."""
        return self.labels.get(record) or self.elsewhere.label(record)

    def record(self, given: str) -> str:
        """The id under which a thing of the file is known."""
        return self.joined.get(given, given)

    def named(self, label: str, name: str) -> str | None:
        """The one thing of a type with exactly this name, among those held before or else in this folder."""
        found = self.elsewhere.named(label, name)
        if found:
            return found[0] if len(found) == 1 else None
        return self._by_name.get((label, name)) or None

    def name(self, record: str) -> str:
        """The name of a thing; its id where it has none."""
        return self.names.get(record, record)

    def latest_date(self, sources: Iterable[str]) -> str | None:
        """The latest of the dates of these sources."""
        return max((self.dates[each] for each in sources if each in self.dates), default=None)

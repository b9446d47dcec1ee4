"""Cases: two who met for the first time at an event, and their common acquaintances of whom some took part in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from typing import NamedTuple

from graph.introductions.evaluation.events import MOST_PEOPLE, Event

LEAST_CANDIDATES = 3

Pair = tuple[str, str]


class Meeting(NamedTuple):
    """That two took part in one event: its year, and how many took part."""

    year: int
    size: int


@dataclass
class Past:
    """All that was before a year."""

    meetings: dict[Pair, list[Meeting]] = field(default_factory=lambda: defaultdict(list))
    acquaintances: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    events: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """In how many events everybody known took part."""

    def between(self, one: str, other: str) -> list[Meeting]:
        """Where two met."""
        return self.meetings[min(one, other), max(one, other)]

    def add(self, event: Event) -> None:
        """An event has been."""
        for person in event.people:
            self.events[person] += 1
        for one, other in combinations(event.people, 2):
            self.meetings[one, other].append(Meeting(event.year, len(event.people)))
            self.acquaintances[one].add(other)
            self.acquaintances[other].add(one)


@dataclass(frozen=True, slots=True)
class Case:
    """Who met at `event` in `year`, the acquaintances they had in common, and which of these took part."""

    year: int
    event: str
    pair: Pair
    candidates: tuple[str, ...]
    true: frozenset[str]


def cases(events: Iterable[Event], since: int | None = None) -> Iterator[tuple[Case, Past]]:
    """Every case of the year `since` or later, with what was before its year; that is so only until the next is asked.

    Both were known before, and of their at least three common acquaintances some but not all took part. Where two met
    several times in their first year the first event by id counts. Events of more than 25 people are left out.
    """
    past = Past()
    usable = [each for each in events if 2 <= len(each.people) <= MOST_PEOPLE]
    for year, found in groupby(sorted(usable), key=lambda event: event.year):
        held = list(found)
        if since is None or year >= since:
            for case in _of_year(held, past):
                yield case, past
        for event in held:
            past.add(event)


def _of_year(held: Sequence[Event], past: Past) -> Iterator[Case]:
    met: set[Pair] = set()
    for event in held:
        for one, other in combinations(event.people, 2):
            if (one, other) in met:
                continue
            met.add((one, other))
            if not {one, other} <= past.events.keys() or other in past.acquaintances[one]:
                continue
            common = past.acquaintances[one] & past.acquaintances[other]
            true = common.intersection(event.people)
            if len(common) >= LEAST_CANDIDATES and true and len(true) < len(common):
                yield Case(event.year, event.id, (one, other), tuple(sorted(common)), frozenset(true))

"""A route with its ties and the contact points at its ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.introductions.contacts import Contact
from graph.introductions.ring import Ring
from graph.introductions.rules import Strength
from graph.introductions.ties import Tie, weakest
from graph.subgraph import Node

Side = Literal["from", "to"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One tie of a route, from one actor to the next.

    Where a contact point of one end is the other end or its contact point too there is no tie between: `opening` says
    of which end it is the contact point and why.
    """

    start: Node
    end: Node
    tie: Tie | None
    opening: tuple[Node, Contact] | None = None

    @property
    def strength(self) -> Strength:
        if self.tie:
            return self.tie.strength
        rule = self.opening[1].rule if self.opening else None
        return rule.cap if rule else "weak"

    @property
    def confirmed(self) -> bool:
        """Whether staff confirmed the tie."""
        return self.tie is not None and any(each.confirmed for each in self.tie.evidence)

    @property
    def p(self) -> float:
        return self.tie.p if self.tie else self.opening[1].weight if self.opening else 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """A route with its ties; `openings` are the contact points at ends that are no actors, with the end they open."""

    score: float
    hops: tuple[Hop, ...]
    openings: tuple[tuple[Node, Contact], ...]
    busy: tuple[tuple[Node, int], ...] = ()
    """Who on it has how many introductions open, too many to be asked first."""
    rings: tuple[Ring, ...] = ()
    """Whom to ring at the bodies on it."""
    further: bool = False
    """Whether it follows the short list, which has one route for each first introducer."""

    @property
    def strength(self) -> Strength:
        """That of its weakest tie."""
        return weakest(hop.strength for hop in self.hops)

    @property
    def weakest(self) -> int | None:
        """The place of the hop to be checked first: the least strength, the earlier of equal ones.

        What staff confirmed needs no checking; None where all of it was.
        """
        doubted = [number for number, hop in enumerate(self.hops) if not hop.confirmed]
        return min(doubted, key=lambda number: (self.hops[number].p, number), default=None)


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody who can be reached from one end, and the last tie on the way."""

    node: Node
    side: Side
    hops: int
    last: Hop

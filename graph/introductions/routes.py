"""The k best routes under a hop cap, exact: best first over simple routes, cut by a true lower bound.

A key stands for a product of ties and attritions as a whole number, so that sums are exact, from either end:
`8·round(−ln(attrition · p)·2²⁰) + 1` a tie. Its low three bits count hops, so "fewer hops" is inside the key and only
equal keys compare ids. Scores nearer than about 10⁻⁶ of each other count as the rounded keys say.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

UNIT = 1 << 20
MOST_HOPS = 5
"""The hop bits of a key hold seven; past five, which is four people in a row, nobody would ask for an introduction."""

_FAR = 1 << 62

Keys = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Route:
    """A simple route: `ids` from the contact at one end to the contact at the other."""

    key: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: keys of the ties, of opening each end, and who may not stand between.

    `starts` and `ends` map an end's contact points to the key of opening it there; `own` are starts that speak for the
    end itself, so that the first introducer is whoever comes between them and the other end. `barred` may stand at an
    end, never between.
    """

    ties: Mapping[str, Keys]
    starts: Keys
    ends: Keys
    own: Collection[str] = ()
    barred: Collection[str] = ()


def tie_key(p: float, attrition: float) -> int:
    """The key of a tie of strength `p`, 0 < p ≤ 1."""
    return 8 * round(-math.log(attrition * p) * UNIT) + 1


def opening_key(weight: float) -> int:
    """The key of opening an end at a contact point: it costs, but is no hop."""
    return 8 * round(-math.log(weight) * UNIT)


def score(key: int, attrition: float) -> float:
    """The product behind a key: ties, openings, and attrition for every hop after the first."""
    product = math.exp(-(key >> 3) / UNIT)
    return product / attrition if key & 7 else product


def best_routes(question: Question, k: int, max_hops: int, *, per_introducer: bool = True) -> list[Route]:
    """The k best simple routes of at most `max_hops` ties; `per_introducer`: the best of each first one only.

    Ordered by score, then fewer hops, then ids. A route stops at the first contact point of the other end that it
    meets; a contact point shared by both ends is a route without a tie.
    """
    if not 1 <= max_hops <= MOST_HOPS:
        raise ValueError(f"max_hops must be between 1 and {MOST_HOPS}")
    bounds = _bounds(question, max_hops)
    heap: list[tuple[int, tuple[str, ...], int]] = [
        (key + bounds[max_hops][start], (start,), key)
        for start, key in question.starts.items()
        if start in bounds[max_hops]
    ]
    heapq.heapify(heap)
    found: list[Route] = []
    used: set[str] = set()
    while heap and len(found) < k:
        total, ids, key = heapq.heappop(heap)
        introducer = _introducer(question, ids)
        if per_introducer and introducer in used:
            continue
        if ids[-1] in question.ends:
            found.append(Route(total, ids))
            if introducer is not None:
                used.add(introducer)
            continue
        left = max_hops - len(ids)
        if left < 0:
            continue
        for other, cost in question.ties.get(ids[-1], {}).items():
            if other in bounds[left] and other not in ids and _may_follow(question, other):
                heapq.heappush(heap, (key + cost + bounds[left][other], (*ids, other), key + cost))
    return found


def reached(question: Question, max_hops: int) -> dict[str, Route]:
    """The best route from a start to everybody within `max_hops` ties, whatever the other end."""
    best = {start: Route(key, (start,)) for start, key in question.starts.items()}
    frontier = dict(best)
    for _ in range(max_hops):
        grown: dict[str, Route] = {}
        for id, route in frontier.items():
            if len(route.ids) > 1 and id in question.barred:
                continue
            for other, cost in question.ties.get(id, {}).items():
                longer = Route(route.key + cost, (*route.ids, other))
                known = grown.get(other) or best.get(other)
                if other not in route.ids and (known is None or _order(longer) < _order(known)):
                    grown[other] = longer
        best |= grown
        frontier = grown
    return best


def _order(route: Route) -> tuple[int, tuple[str, ...]]:
    return route.key, route.ids


def _introducer(question: Question, ids: tuple[str, ...]) -> str | None:
    """The first introducer of a route; None where it does not have one yet.

    That is whoever comes after a start that speaks for the end itself; the start where it knows the other end itself.
    """
    if ids[0] not in question.own or (ids[-1] in question.ends and len(ids) < 3):
        return ids[0]
    return ids[1] if len(ids) > 1 else None


def _may_follow(question: Question, id: str) -> bool:
    return id in question.ends or id not in question.barred


def _bounds(question: Question, max_hops: int) -> list[dict[str, int]]:
    """For every number of ties left: the least key from a node to the other end, walks included."""
    bounds = [dict(question.ends)]
    for _ in range(max_hops):
        nearer = bounds[-1]
        further = dict(nearer)
        for id, bound in nearer.items():
            if not _may_follow(question, id):
                continue
            for other, cost in question.ties.get(id, {}).items():
                if other not in question.ends and bound + cost < further.get(other, _FAR):
                    further[other] = bound + cost
        bounds.append(further)
    return bounds

"""The best routes found so far, at most k, ordered by key, then ids; what could still enter is known from them."""

from __future__ import annotations

from graph.introductions.network.arrays import FAR, FOUND, PER_INTRODUCER, K, Scratch
from graph.introductions.network.compiled import kernel


@kernel
def worst(work: Scratch) -> int:
    """The k-th key: a route with a greater one cannot enter. FAR until k routes are held."""
    wanted = work.state[K]
    bound: int = work.held_keys[wanted - 1] if work.state[FOUND] >= wanted else FAR
    return bound


@kernel
def limit(work: Scratch, entry: int, side: int) -> int:
    """The greatest key with which a route through this half-route could still enter.

    A half-route from the starts knows its first ids, and mostly its introducer: a route of the same introducer must
    be beaten where there is one, and an equal key does not win with ids that come later.
    """
    bound = worst(work)
    if side == 1:
        return bound
    if work.state[PER_INTRODUCER] and work.introducers[entry] >= 0:
        for row in range(work.state[FOUND]):
            if work.held_introducers[row] == work.introducers[entry]:
                own: int = work.held_keys[row]
                return own
    if bound == FAR:
        return bound
    last, parent = work.state[K] - 1, work.parents[entry]
    first = work.nodes[entry] if parent < 0 else work.nodes[parent]
    if first != work.held_ids[last, 0]:
        return bound - 1 if first > work.held_ids[last, 0] else bound
    if parent >= 0 and work.held_lengths[last] > 1 and work.nodes[entry] > work.held_ids[last, 1]:
        return bound - 1
    return bound


@kernel
def _compare(work: Scratch, row: int, key: int, length: int) -> int:
    """Whether `work.route` comes before (-1) the route in a row, is it (0), or comes after (1)."""
    if key != work.held_keys[row]:
        return -1 if key < work.held_keys[row] else 1
    for at in range(min(length, work.held_lengths[row])):
        if work.route[at] != work.held_ids[row, at]:
            return -1 if work.route[at] < work.held_ids[row, at] else 1
    return 0


@kernel
def _copy(work: Scratch, source: int, target: int) -> None:
    work.held_keys[target] = work.held_keys[source]
    work.held_lengths[target] = work.held_lengths[source]
    work.held_introducers[target] = work.held_introducers[source]
    for at in range(work.held_lengths[source]):
        work.held_ids[target, at] = work.held_ids[source, at]


@kernel
def offer(work: Scratch, key: int, length: int, introducer: int) -> None:
    """Holds `work.route` if it is among the best; the same route again is ignored."""
    hole = work.state[FOUND]
    if work.state[PER_INTRODUCER]:
        for row in range(work.state[FOUND]):
            if work.held_introducers[row] == introducer:
                if _compare(work, row, key, length) >= 0:
                    return
                hole = row
    at = 0
    while at < work.state[FOUND] and at < hole:
        order = _compare(work, at, key, length)
        if order == 0:
            return
        if order < 0:
            break
        at += 1
    if hole == work.state[FOUND]:
        if at >= work.state[K]:
            return
        if hole == work.state[K]:
            hole -= 1
        else:
            work.state[FOUND] += 1
    for row in range(hole, at, -1):
        _copy(work, row - 1, row)
    work.held_keys[at] = key
    work.held_lengths[at] = length
    work.held_introducers[at] = introducer
    for place in range(length):
        work.held_ids[at, place] = work.route[place]

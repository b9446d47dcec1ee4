"""The k best simple routes of at most five ties, exact: half-routes from both ends, cut by true lower bounds.

A cut compares a lower bound with the key that a route must not exceed; only what is strictly worse is dropped.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.introductions.network.arrays import (
    ASKED,
    END,
    EPOCH,
    EXCLUDED,
    FAR,
    FLAG,
    FOUND,
    FULL,
    HEADS,
    NEIGHBOUR,
    PER_INTRODUCER,
    POOL,
    K,
    Scratch,
    Ties,
)
from graph.introductions.network.compiled import kernel
from graph.introductions.network.halves import cross, head, push, touch
from graph.introductions.network.holder import limit, offer, worst

WIDE = 4_000
"""Arrivals from which a first look at the strongest ties pays: it makes the bound that cuts the full search."""

STRONGEST, THEIR_STRONGEST = 32, 16
ALL = 1 << 40


@kernel
def _extend(
    ties: Ties,
    work: Scratch,
    first: int,
    last: int,
    side: int,
    level: int,
    meets: int,
    rest: int,
    rest_kept: int,
    parents: int,
    width: int,
) -> None:
    """Takes half-routes first..last-1 one tie further, to `level`, and joins them with the other side's at `meets`.

    `rest` and `rest_kept` are the least keys still to come for a route joined here and for one kept for later (FAR:
    keep none). Only the strongest `parents` half-routes of an origin and `width` ties of each are looked at.
    """
    taken, origin = 0, -2
    for entry in range(first, last):
        taken = taken + 1 if work.parents[entry] == origin else 1
        origin = work.parents[entry]
        if taken > parents:
            continue
        room, base, node = limit(work, entry, side), work.keys[entry], work.nodes[entry]
        begin = ties.starts[node]
        for slot in range(begin, min(begin + width, ties.starts[node + 1])):
            cost = ties.entries[slot] >> 32
            key = base + cost
            if key + rest > room:
                break
            other = ties.entries[slot] & NEIGHBOUR
            theirs = head(work, other, 1 - side, meets)
            if theirs >= 0 and key + work.keys[theirs] <= room:
                cross(work, cost, side, entry, False, theirs)
                room = limit(work, entry, side)
            if key + rest_kept > room or ties.barred[other]:
                continue
            if work.rows[other, EPOCH] == work.state[ASKED] and work.rows[other, FLAG]:
                continue
            if origin >= 0 and other == work.nodes[origin]:
                continue
            introducer = work.introducers[entry]
            push(work, side, level, key, other, entry, introducer if introducer >= 0 or side else other)
            if work.state[FULL]:
                return


@kernel
def _bridge(ties: Ties, work: Scratch, side: int, meets: int, width: int) -> None:
    """Joins all two-tie half-routes of a side, over one more tie, with the other side's at `meets`."""
    rest = work.least[1 - side, meets]
    for at in range(work.counts[side]):
        node = work.touched[side, at]
        mine = head(work, node, side, 2)
        begin = ties.starts[node]
        for slot in range(begin, min(begin + width, ties.starts[node + 1])):
            cost = ties.entries[slot] >> 32
            key = work.keys[mine] + cost
            if key + rest > worst(work):
                break
            theirs = head(work, ties.entries[slot] & NEIGHBOUR, 1 - side, meets)
            if theirs >= 0 and key + work.keys[theirs] <= worst(work):
                cross(work, cost, side, mine, True, theirs)


@kernel
def _further(ties: Ties, work: Scratch, first: int, last: int) -> int:
    """A lower bound of half-routes one tie longer than these."""
    found = FAR
    for entry in range(first, last):
        node = work.nodes[entry]
        if ties.starts[node] < ties.starts[node + 1]:
            found = min(found, work.keys[entry] + (ties.entries[ties.starts[node]] >> 32))
    return found


@kernel
def _arrivals(ties: Ties, work: Scratch, first: int, last: int) -> int:
    total = 0
    for entry in range(first, last):
        total += ties.starts[work.nodes[entry] + 1] - ties.starts[work.nodes[entry]]
    return total


@kernel
def _forget_seconds(work: Scratch, pool: int) -> None:
    """Drops the half-routes of two ties."""
    for side in range(2):
        for at in range(work.counts[side]):
            work.rows[work.touched[side, at], HEADS + 3 * side + 2] = -1
        work.counts[side] = 0
        work.least[side, 2] = FAR
    work.state[POOL] = pool


@kernel
def _three_to_five(
    ties: Ties, work: Scratch, hops: int, x: int, ours: tuple[int, int], theirs: tuple[int, int], narrow: bool
) -> None:
    """Routes of three to `hops` ties, from side `x`, between the one-tie half-routes of both sides."""
    y = 1 - x
    parents = STRONGEST if narrow else ALL
    width = THEIR_STRONGEST if narrow else ALL
    least = work.least[y, 1]
    second = _further(ties, work, theirs[0], theirs[1]) if hops >= 4 else FAR
    _extend(ties, work, ours[0], ours[1], x, 2, 1, least, second, parents, width)
    if hops < 4 or work.state[FULL] or not work.counts[x]:
        return
    third = FAR
    reached = 0
    for at in range(work.counts[x]):
        node = work.touched[x, at]
        mine = head(work, node, x, 2)
        third = min(third, work.keys[mine] + (ties.entries[ties.starts[node]] >> 32))
        reached += ties.starts[node + 1] - ties.starts[node]
    if not narrow and reached < _arrivals(ties, work, theirs[0], theirs[1]):
        _bridge(ties, work, x, 1, width)
        if hops == 5:
            _extend(ties, work, theirs[0], theirs[1], y, 2, 2, third, third, parents, width)
    else:
        kept = third if hops == 5 else FAR
        _extend(ties, work, theirs[0], theirs[1], y, 2, 2, work.least[x, 2], kept, parents, width)
    if hops < 5 or work.state[FULL] or not work.counts[y]:
        return
    side = x if work.counts[x] <= work.counts[y] else y
    _bridge(ties, work, side, 2, width)


@kernel
def _flag(work: Scratch, nodes: NDArray[np.int32], flag: int) -> None:
    for node in nodes:
        touch(work, node)
        work.rows[node, FLAG] |= flag


@kernel
def _open(
    work: Scratch,
    starts: NDArray[np.int32],
    start_keys: NDArray[np.int64],
    own: NDArray[np.bool_],
    ends: NDArray[np.int32],
    end_keys: NDArray[np.int64],
) -> int:
    """Opens both ends; returns how many first introducers are known already."""
    known = 0
    for at in range(len(ends)):
        if not work.rows[ends[at], FLAG] & EXCLUDED:
            push(work, 1, 0, end_keys[at], ends[at], -1, -1)
    for at in range(len(starts)):
        touch(work, starts[at])
        flag = work.rows[starts[at], FLAG]
        if flag & EXCLUDED:
            continue
        if not flag & END:
            push(work, 0, 0, start_keys[at], starts[at], -1, -1 if own[at] else starts[at])
        else:
            work.route[0] = starts[at]
            offer(work, start_keys[at] + work.keys[head(work, starts[at], 1, 0)], 1, starts[at])
        known += 1
    return known


@kernel
def search(
    ties: Ties,
    work: Scratch,
    starts: NDArray[np.int32],
    start_keys: NDArray[np.int64],
    own: NDArray[np.bool_],
    ends: NDArray[np.int32],
    end_keys: NDArray[np.int64],
    excluded: NDArray[np.int32],
    k: int,
    hops: int,
    per_introducer: bool,
) -> bool:
    """Answers one question into the held rows of `work`; False where its pool is too small (ask again with more)."""
    work.state[ASKED] += 1
    work.state[POOL] = work.state[FOUND] = work.state[FULL] = 0
    work.state[K], work.state[PER_INTRODUCER] = k, per_introducer
    work.counts[:] = 0
    work.least[:] = FAR
    _flag(work, excluded, EXCLUDED)
    _flag(work, ends, END)
    introducers = _open(work, starts, start_keys, own, ends, end_keys)
    if work.state[FULL]:
        return False
    opened = work.state[POOL]
    split = 0
    while split < opened and work.rows[work.nodes[split], FLAG] & END:
        split += 1
    if split == 0 or split == opened:
        return True
    keep = 0 if hops >= 2 else FAR
    _extend(ties, work, split, opened, 0, 1, 0, work.least[1, 0], keep, ALL, ALL)
    middle = work.state[POOL]
    if hops < 2 or work.state[FULL] or middle == opened:
        return not work.state[FULL]
    keep = 0 if hops >= 3 else FAR
    _extend(ties, work, 0, split, 1, 1, 1, work.least[0, 1], keep, ALL, ALL)
    last = work.state[POOL]
    if hops < 3 or work.state[FULL] or last == middle:
        return not work.state[FULL]
    if per_introducer and work.state[FOUND] < work.state[K]:
        # Without as many introducers as are asked for, nothing would ever be cut.
        introducers += middle - opened + work.state[FOUND]
        work.state[K] = max(work.state[FOUND], min(work.state[K], introducers))
    near, far = _arrivals(ties, work, opened, middle), _arrivals(ties, work, middle, last)
    x = 0 if near <= far else 1
    ours = (opened, middle) if x == 0 else (middle, last)
    theirs = (middle, last) if x == 0 else (opened, middle)
    if near + far >= WIDE and hops >= 4:
        _three_to_five(ties, work, hops, x, ours, theirs, True)
        _forget_seconds(work, last)
    _three_to_five(ties, work, hops, x, ours, theirs, False)
    return not work.state[FULL]

"""Half-routes: grown from an end tie by tie, listed at the actor they reached, joined where both sides meet."""

from __future__ import annotations

from graph.introductions.network.arrays import (
    ASKED,
    COLUMNS,
    EPOCH,
    FLAG,
    FULL,
    HEADS,
    MOST_IDS,
    POOL,
    Scratch,
)
from graph.introductions.network.compiled import kernel
from graph.introductions.network.holder import offer, worst


@kernel
def touch(work: Scratch, node: int) -> None:
    """Makes an actor's row one of this question."""
    if work.rows[node, EPOCH] != work.state[ASKED]:
        work.rows[node, EPOCH] = work.state[ASKED]
        work.rows[node, FLAG] = 0
        for column in range(HEADS, COLUMNS):
            work.rows[node, column] = -1


@kernel
def head(work: Scratch, node: int, side: int, level: int) -> int:
    """The least half-route of that side and number of ties at an actor; -1 without one."""
    if work.rows[node, EPOCH] != work.state[ASKED]:
        return -1
    entry: int = work.rows[node, HEADS + 3 * side + level]
    return entry


@kernel
def push(work: Scratch, side: int, level: int, key: int, node: int, parent: int, introducer: int) -> None:
    """Lists a half-route at its actor. The least is kept first, so that one look tells whether any can matter."""
    entry = work.state[POOL]
    if entry >= work.keys.shape[0]:
        work.state[FULL] = 1
        return
    work.state[POOL] += 1
    touch(work, node)
    work.keys[entry] = key
    work.nodes[entry] = node
    work.parents[entry] = parent
    work.introducers[entry] = introducer
    work.least[side, level] = min(work.least[side, level], key)
    column = HEADS + 3 * side + level
    first = work.rows[node, column]
    if first < 0 and level == 2:
        work.touched[side, work.counts[side]] = node
        work.counts[side] += 1
    if first >= 0 and work.keys[first] <= key:
        work.nexts[entry] = work.nexts[first]
        work.nexts[first] = entry
    else:
        work.nexts[entry] = first
        work.rows[node, column] = entry


@kernel
def join(work: Scratch, key: int, near: int, far: int) -> None:
    """Offers the route of a half from the starts and a half from the ends, if nobody is on it twice."""
    length = 0
    entry = near
    while entry >= 0:
        length += 1
        entry = work.parents[entry]
    introducer, entry = -1, near
    for at in range(length - 1, -1, -1):
        work.route[at] = work.nodes[entry]
        introducer = work.introducers[entry]
        entry = work.parents[entry]
    entry = far
    while entry >= 0:
        if length >= MOST_IDS:
            return
        work.route[length] = work.nodes[entry]
        length += 1
        entry = work.parents[entry]
    for later in range(1, length):
        for earlier in range(later):
            if work.route[earlier] == work.route[later]:
                return
    offer(work, key, length, introducer if introducer >= 0 else work.route[1 if length > 2 else 0])


@kernel
def cross(work: Scratch, cost: int, side: int, mine: int, whole: bool, theirs: int) -> None:
    """Joins a half-route (or, `whole`, the list from there on) over a tie with every one in another list."""
    least = work.keys[theirs]
    while mine >= 0:
        other = theirs
        if work.keys[mine] + cost + least <= worst(work):
            while other >= 0:
                key = work.keys[mine] + cost + work.keys[other]
                if key <= worst(work):
                    join(work, key, mine if side == 0 else other, other if side == 0 else mine)
                other = work.nexts[other]
        mine = work.nexts[mine] if whole else -1

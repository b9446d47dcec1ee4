"""The chain view as numbers: which card stands where, ordered so that few ties cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

TITLE = 46
CARD = 36
GAP = 8
GROUP_TITLE = 26
GROUP_GAP = 12
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a lane: a node, a way to bring more, or a type of which nothing is on file."""

    kind: Literal["node", "more", "empty"]
    label: str
    top: int
    id: str = ""
    name: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One chain: its groups' headings (type, top) and its slots, from top to bottom."""

    chain: str
    headings: tuple[tuple[str, int], ...]
    slots: tuple[Slot, ...]
    height: int


def order(groups: Sequence[Sequence[Sequence[str]]], ties: Iterable[tuple[str, str]]) -> list[list[list[str]]]:
    """The same lanes of groups of ids, each group reordered by the mean height of what its nodes are tied to.

    The barycentre heuristic (Sugiyama 1981): lanes are swept to and fro; a node without ties to another lane keeps
    its place.
    """
    lanes = [[list(group) for group in lane] for lane in groups]
    lane_of = {id: number for number, lane in enumerate(lanes) for group in lane for id in group}
    near: dict[str, set[str]] = defaultdict(set)
    for start, end in ties:
        if start in lane_of and end in lane_of and lane_of[start] != lane_of[end]:
            near[start].add(end)
            near[end].add(start)
    for sweep in range(SWEEPS):
        sequence = range(len(lanes)) if sweep % 2 == 0 else range(len(lanes) - 1, -1, -1)
        for number in sequence:
            heights = _heights(lanes)
            for group in lanes[number]:
                group.sort(key=lambda id: _mean(near[id], heights, heights[id]))
    return lanes


def _heights(lanes: Sequence[Sequence[Sequence[str]]]) -> dict[str, float]:
    """Every id's height between 0 and 1 in its lane."""
    heights: dict[str, float] = {}
    for lane in lanes:
        flat = [id for group in lane for id in group]
        heights |= {id: (number + 0.5) / len(flat) for number, id in enumerate(flat)}
    return heights


def _mean(ids: Iterable[str], heights: Mapping[str, float], otherwise: float) -> float:
    known = [heights[id] for id in ids]
    return sum(known) / len(known) if known else otherwise


def crossings(lanes: Sequence[Sequence[Sequence[str]]], ties: Iterable[tuple[str, str]]) -> int:
    """How many pairs of ties between neighbouring lanes cross: the figure that `order` keeps low."""
    place = {
        id: (number, row)
        for number, lane in enumerate(lanes)
        for row, id in enumerate(id for group in lane for id in group)
    }
    between = sorted(
        {
            tuple(sorted((place[a], place[b])))
            for a, b in ties
            if a in place and b in place and abs(place[a][0] - place[b][0]) == 1
        }
    )
    return sum(
        (one[0][0] == other[0][0]) and (one[0][1] - other[0][1]) * (one[1][1] - other[1][1]) < 0
        for number, one in enumerate(between)
        for other in between[:number]
    )


def stack(chain: str, groups: Sequence[tuple[str, Sequence[Slot]]]) -> Lane:
    """Slots of one lane put under one another, a heading over every group."""
    top = TITLE
    headings: list[tuple[str, int]] = []
    slots: list[Slot] = []
    for label, members in groups:
        if members and members[0].kind != "empty":
            headings.append((label, top))
            top += GROUP_TITLE
        for member in members:
            slots.append(Slot(member.kind, member.label, top, member.id, member.name, member.count))
            top += CARD + GAP
        top += GROUP_GAP
    return Lane(chain, tuple(headings), tuple(slots), top + GAP)

"""Where nodes stand on the canvas: nodes already there never move, new ones find room around them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import rustworkx as rx

Point: TypeAlias = tuple[float, float]
Points: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]

UNIT = 100.0
"""Pixels to one unit of the spring layout, whose step is made for coordinates around one."""

SPRING = 1.7
"""Resting length of a relationship, in units: leaves room for an icon and its caption."""

REACH = 4 * UNIT
"""How far in pixels the ties may draw a new node from where it starts."""

BOX = (126.0, 78.0)
"""Width and height in pixels that an icon with its caption takes up."""

ORIGIN: Point = (0.0, 0.0)

SEED = 20200826


def place(
    standing: Mapping[str, Point], new: Sequence[str], ties: Iterable[tuple[str, str]], anchor: str | None = None
) -> dict[str, Point]:
    """Positions in pixels for `standing` (unchanged, to the last digit) and `new` nodes.

    `ties` are pairs of ids; those with an end in neither set are left out. New nodes that hang on what stands start on
    rings around `anchor` (or around the node they hang on) and are drawn by their ties with everything standing held
    fixed; the others are laid out apart and put beside. In the end no caption of a new node lies on another.
    """
    wanted = {*standing, *new}
    pairs = [(a, b) for a, b in ties if a in wanted and b in wanted and a != b]
    places = dict(standing)
    hanging, apart = _groups(standing, new, pairs)
    if hanging:
        centre = _centre(standing, hanging, pairs, anchor)
        drawn = _drawn(places, hanging, pairs, centre)
        places |= {
            id: _within(start, drawn[id]) for id, start in zip(hanging, rings(centre, len(hanging)), strict=True)
        }
    if apart:
        shapes = [{group[0]: ORIGIN, **_drawn({group[0]: ORIGIN}, group[1:], pairs, ORIGIN)} for group in apart]
        places |= _beside(places, _packed(shapes))
    points = np.array(list(places.values())).reshape(-1, 2)
    _part(points, movable=len(standing))
    rounded = {id: (round(float(x), 1), round(float(y), 1)) for id, (x, y) in zip(places, points, strict=True)}
    return {**rounded, **standing}


def _groups(
    standing: Mapping[str, Point], new: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> tuple[list[str], list[list[str]]]:
    """The new nodes that hang, by however many ties, on something standing; the others in groups that hang together."""
    ids = [*standing, *new]
    index = {id: number for number, id in enumerate(ids)}
    network = rx.PyGraph()
    network.add_nodes_from(ids)
    network.add_edges_from_no_data([(index[a], index[b]) for a, b in pairs])
    hanging: list[str] = []
    apart: list[list[str]] = []
    for component in rx.connected_components(network):
        members = [ids[number] for number in sorted(component)]
        fresh = [id for id in members if id not in standing]
        if len(fresh) < len(members):
            hanging.extend(fresh)
        else:
            apart.append(fresh)
    return sorted(hanging, key=index.__getitem__), sorted(apart, key=lambda group: index[group[0]])


def _drawn(
    fixed: Mapping[str, Point], new: Sequence[str], pairs: Sequence[tuple[str, str]], centre: Point
) -> dict[str, Point]:
    """Where the ties draw `new` nodes that start around `centre`; ties to other nodes are left out."""
    if not new:
        return {}
    ids = [*fixed, *new]
    index = {id: number for number, id in enumerate(ids)}
    start = dict(zip(new, rings(centre, len(new)), strict=True))
    network = rx.PyGraph()
    network.add_nodes_from(ids)
    network.add_edges_from_no_data([(index[a], index[b]) for a, b in pairs if a in index and b in index])
    drawn = rx.spring_layout(
        network,
        pos={index[id]: (x / UNIT, y / UNIT) for id, (x, y) in {**fixed, **start}.items()},
        fixed=set(range(len(fixed))),
        k=SPRING,
        num_iter=200,
        seed=SEED,
    )
    return {id: (drawn[index[id]][0] * UNIT, drawn[index[id]][1] * UNIT) for id in new}


def _within(start: Point, end: Point) -> Point:
    """`end`, or the point towards it at `REACH` from `start`."""
    away = math.dist(start, end)
    if away <= REACH:
        return end
    share = REACH / away
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _centre(
    standing: Mapping[str, Point], group: Sequence[str], pairs: Sequence[tuple[str, str]], anchor: str | None
) -> Point:
    """The point to start around: the anchor, else the standing node with most ties to the group."""
    if anchor is not None and anchor in standing:
        return standing[anchor]
    wanted = set(group)
    ends = Counter(end for a, b in pairs for end, other in ((a, b), (b, a)) if end in standing and other in wanted)
    return standing[ends.most_common(1)[0][0]]


def _packed(shapes: Sequence[Mapping[str, Point]]) -> dict[str, Point]:
    """Groups in rows from left to right, the tallest first, about as wide as high; a single one as it is."""
    if len(shapes) == 1:
        return dict(shapes[0])
    boxes = sorted(((_box(shape), shape) for shape in shapes), key=lambda each: -each[0].height)
    area = sum(box.width * box.height for box, _ in boxes)
    width = max(1.3 * math.sqrt(area), *(box.width for box, _ in boxes))
    packed: dict[str, Point] = {}
    right, top, row = 0.0, 0.0, boxes[0][0].height
    for box, shape in boxes:
        if right and right + box.width > width:
            right, top, row = 0.0, top + row, box.height
        packed |= {id: (x - box.left + right, y - box.top + top) for id, (x, y) in shape.items()}
        right += box.width
    return packed


class _Box(NamedTuple):
    """The room that a group takes up, captions included."""

    left: float
    top: float
    width: float
    height: float


def _box(shape: Mapping[str, Point]) -> _Box:
    xs, ys = zip(*shape.values(), strict=True)
    return _Box(min(xs), min(ys), max(xs) - min(xs) + BOX[0] + 10, max(ys) - min(ys) + BOX[1] + 10)


def _beside(standing: Mapping[str, Point], group: Mapping[str, Point]) -> dict[str, Point]:
    """The group moved right of everything standing, level with its middle; as it is on an empty canvas."""
    if not standing:
        return dict(group)
    xs, ys = zip(*standing.values(), strict=True)
    own_xs, own_ys = zip(*group.values(), strict=True)
    right = max(xs) + 1.6 * UNIT - min(own_xs)
    down = (min(ys) + max(ys) - min(own_ys) - max(own_ys)) / 2
    return {id: (x + right, y + down) for id, (x, y) in group.items()}


def rings(centre: Point, count: int) -> list[Point]:
    """`count` points on widening circles around `centre`."""
    points: list[Point] = []
    ring = 1
    while len(points) < count:
        radius = ring * 1.7 * UNIT
        room = max(4, int(2 * math.pi * radius / (BOX[0] + 10)))
        here = min(room, count - len(points))
        turn = ring * 0.6
        points.extend(
            (
                centre[0] + radius * math.cos(turn + 2 * math.pi * step / here),
                centre[1] + radius * math.sin(turn + 2 * math.pi * step / here),
            )
            for step in range(here)
        )
        ring += 1
    return points


def _part(points: Points, movable: int) -> None:
    """Puts each point from `movable` on, in place, on the nearest spot where no caption lies on another."""
    for number in range(movable, len(points)):
        for first in range(0, len(SPIRAL), 60):
            spots = points[number] + SPIRAL[first : first + 60]
            gaps = np.abs(spots[:, None, :] - points[None, :number, :])
            free = np.flatnonzero(~((gaps[..., 0] < BOX[0]) & (gaps[..., 1] < BOX[1])).any(axis=1))
            if len(free):
                points[number] = spots[free[0]]
                break


def _spiral(steps: int = 6000) -> Points:
    """Steps away from a point, nearest first: where a node looks for room (out to about 1,500 pixels)."""
    step = np.arange(0, steps)
    turns = 2.399963 * step
    reach = 20.0 * np.sqrt(step)
    return np.stack([reach * np.cos(turns) * 1.3, reach * np.sin(turns)], axis=1)


SPIRAL = _spiral()

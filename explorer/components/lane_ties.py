"""The ties between cards of the chain view, drawn as one picture behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from dash import html

from explorer.lanes import CARD, Lane
from explorer.palette import Palette
from graph.subgraph import Relationship

WIDTH = 1000
"""The picture's own width; it is stretched to the lanes, line widths are not."""

LINE = 'fill="none" vector-effect="non-scaling-stroke"'

Box = tuple[float, float]


def spans(count: int) -> list[Box]:
    """Left edge and width of every lane in thousandths."""
    gap = 95
    width = (WIDTH - gap * (count - 1)) / count
    return [(number * (width + gap), width) for number in range(count)]


def ties_picture(
    lanes: Sequence[Lane], ties: Iterable[Relationship], selected: str | None, height: int, palette: Palette
) -> html.Img:
    """Curves from card to card; those of the chosen card stand out."""
    where = {
        slot.id: (number, slot.top + CARD / 2)
        for number, lane in enumerate(lanes)
        for slot in lane.slots
        if slot.kind == "node"
    }
    edges = spans(len(lanes))
    lines = []
    for tie in ties:
        if tie.start not in where or tie.end not in where:
            continue
        chosen = selected in (tie.start, tie.end)
        path = _curve(where[tie.start], where[tie.end], edges)
        colour, width = (palette.near, 2.2) if chosen else (palette.line, 1.1)
        lines.append(
            (
                chosen,
                f'<path d="{path}" stroke="{colour}" stroke-width="{width}" {LINE}/>',
            )
        )
    drawn = "".join(line for _, line in sorted(lines))
    box = f'viewBox="0 0 {WIDTH} {height}" preserveAspectRatio="none"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>'
    return html.Img(src="data:image/svg+xml;utf8," + quote(svg), className="lanes-ties", alt="")


def _curve(start: tuple[int, float], end: tuple[int, float], edges: Sequence[Box]) -> str:
    (from_lane, from_y), (to_lane, to_y) = sorted((start, end))
    inset = 14
    from_x = edges[from_lane][0] + edges[from_lane][1] - inset
    if from_lane == to_lane:
        reach = min(70, 26 + abs(to_y - from_y) / 12)
        return f"M{from_x:.1f} {from_y} C{from_x + reach:.1f} {from_y} {from_x + reach:.1f} {to_y} {from_x:.1f} {to_y}"
    to_x = edges[to_lane][0] + inset
    middle = (from_x + to_x) / 2
    return f"M{from_x:.1f} {from_y} C{middle:.1f} {from_y} {middle:.1f} {to_y} {to_x:.1f} {to_y}"

"""The left column: the legend that is also the filter, the date, and what the picture leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import badge
from explorer.components.panel import panel
from explorer.dates import date_text
from explorer.i18n import Words
from explorer.picture import Picture
from explorer.state import Scene
from graph.schema import NodeType, Schema


def legend_column(id: str, foot: list[Component], words: Words) -> html.Aside:
    """The left column: types that scroll, and below them what stays in sight."""
    head = html.H2(words("legend.title"), className="legend-title")
    return html.Aside(
        [html.Div([head, panel(id)], className="legend-types scroll"), html.Div(foot, className="legend-foot")],
        className="side side-left legend",
        **aria(label=words("legend.title")),
    )


def show_legend(schema: Schema, counts: Mapping[str, int], scene: Scene | None, words: Words) -> list[Component]:
    """Types by chain with how many there are; pressing one shows or hides it on the canvas of `scene`."""
    children: list[Component] = []
    for name, chain in schema.chains.items():
        types = [node for node in schema.nodes.values() if node.chain == name]
        children.append(html.H3(words.of(chain.label), className=f"legend-chain chain-{name}"))
        children.extend(_row(node, counts.get(node.name, 0), scene, words) for node in types)
    return children


def _row(node: NodeType, count: int, scene: Scene | None, words: Words) -> Component:
    inner = [
        badge(node),
        html.Span(words.of(node.label), className="legend-label"),
        html.Span(words.number(count), className="legend-count"),
    ]
    style = f"legend-row chain-{node.chain}"
    if scene is None:
        return html.Div(inner, className=style if count else f"{style} legend-row-none")
    on = node.name not in scene.off
    return html.Button(
        inner,
        className=style,
        type="button",
        disabled=not count and on,
        title=words("legend.hide" if on else "legend.show", type=words.of(node.label)),
        **aria(pressed="true" if on else "false"),
        **data(act="toggle", value=node.name),
    )


def as_of_control(words: Words, years: tuple[int, int]) -> html.Div:
    """A year to look at the ties as of, on a slider; what holds stands above it and is filled in with the scene."""
    first, last = years
    middle = (first + last) // 2
    marks = [{"value": year, "label": str(year)} for year in sorted({first, middle, last})]
    slider = dmc.Slider(
        id=ids.AS_OF,
        min=first,
        max=last,
        value=last,
        marks=marks,
        size="sm",
        updatemode="mouseup",
        thumbLabel=words("as_of.label"),
        color="indigo",
    )
    return html.Div(
        [
            html.Div(
                [html.H3(words("as_of.title")), panel(ids.AS_OF_TEXT, className="number")],
                className="legend-block-title",
            ),
            html.Div(slider, className="as-of"),
        ],
        className="legend-block",
    )


def show_as_of(scene: Scene, words: Words) -> list[Component | str]:
    """The date the picture is as of, with the way back to any time."""
    if not scene.as_of:
        return [words("as_of.any")]
    return [date_text(words, scene.as_of), act("as-of", words("as_of.any"), value="", style="text-button as-of-any")]


def show_summary(scene: Scene, picture: Picture, data_as_of: str | None, words: Words) -> list[Component]:
    """How much is shown and what is not."""
    return [html.P(line) for line in summary_lines(scene, picture, data_as_of, words)]


def summary_lines(scene: Scene, picture: Picture, data_as_of: str | None, words: Words) -> list[str]:
    """In words: how much is shown, types switched off, ties that did not hold, ties without a date, the data's date."""
    drawn = picture.subgraph
    shown = words("summary.shown", nodes=words.number(len(drawn.nodes)), ties=words.number(len(drawn.relationships)))
    left_out = {
        "hidden": picture.hidden,
        "gone": picture.gone,
        "possibly": picture.possibly,
        "undated": picture.undated,
    }
    as_of = date_text(words, scene.as_of) if scene.as_of else ""
    lines = [shown, *(words(f"summary.{name}", n=n, date=as_of) for name, n in left_out.items() if n)]
    if data_as_of:
        lines.append(words("summary.data_as_of", date=date_text(words, data_as_of)))
    return lines

"""The canvas with its tools, its list equivalent, and what it says when it is empty."""

from __future__ import annotations

from collections.abc import Iterable

import dash_cytoscape as cyto
from dash import html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import badge
from explorer.components.panel import panel
from explorer.i18n import Scheme, Words
from explorer.stylesheet import stylesheet
from graph.schema import Schema
from graph.subgraph import Node


def canvas(schema: Schema, scheme: Scheme, words: Words) -> html.Section:
    """The stage: canvas, tools, list drawer, and the layer for states without nodes."""
    drawing = cyto.Cytoscape(
        id=ids.CANVAS,
        className="canvas",
        elements=[],
        layout={"name": "preset", "fit": False},
        stylesheet=stylesheet(schema, scheme),
        autoRefreshLayout=False,
        responsive=True,
        minZoom=0.12,
        maxZoom=3,
        boxSelectionEnabled=False,
        clearOnUnhover=True,
        style={"width": "100%", "height": "100%"},
    )
    stage = html.Div(
        drawing,
        id="canvas-focus",
        className="canvas-focus",
        tabIndex="0",
        role="application",
        **aria(label=words("canvas.label"), describedby="canvas-help"),
    )
    return html.Section(
        [
            html.Div(className="busy"),
            html.P(words("canvas.help"), id="canvas-help", className="visually-hidden"),
            stage,
            html.Div(id="canvas-said", className="visually-hidden", role="status"),
            _top_tools(words),
            _zoom_tools(words),
            panel(ids.CANVAS_STATE),
            _drawer(words),
        ],
        className="stage",
        **aria(label=words("canvas.section")),
    )


def _top_tools(words: Words) -> html.Div:
    return html.Div(
        [
            act("undo", words("tool.undo"), sign="undo", style="", show_label=False, disabled=True),
            act("redo", words("tool.redo"), sign="redo", style="", show_label=False, disabled=True),
            html.Hr(),
            act("list", words("tool.list"), sign="list", style="", pressed=False),
            act("clear", words("tool.clear"), sign="clear", style="", show_label=False),
        ],
        className="tools tools-top",
        role="toolbar",
        **aria(label=words("tool.label")),
    )


def _zoom_tools(words: Words) -> html.Div:
    return html.Div(
        [
            act("zoom-in", words("tool.zoom_in"), sign="plus", style="", show_label=False),
            act("zoom-out", words("tool.zoom_out"), sign="minus", style="", show_label=False),
            act("fit", words("tool.fit"), sign="fit", style="", show_label=False),
        ],
        className="tools",
        role="toolbar",
        **aria(label=words("tool.zoom_label")),
    )


def _drawer(words: Words) -> html.Div:
    head = html.Div(
        [
            html.H2(words("list.title")),
            act("list", words("close"), sign="close", style="button-quiet", show_label=False),
        ],
        className="drawer-head",
    )
    return html.Div(
        [head, panel(ids.CANVAS_LIST, className="drawer-body scroll")], id="drawer", className="drawer", hidden=True
    )


def show_list(nodes: Iterable[Node], degrees: dict[str, int], schema: Schema, words: Words) -> Component:
    """All that the canvas shows and does, as a table: choose, expand, hide."""
    head = html.Tr([html.Th(words(f"list.{name}"), scope="col") for name in ("name", "type", "ties", "actions")])
    rows = [_row(node, degrees.get(node.id, 0), schema, words) for node in nodes]
    return html.Table([html.Thead(head), html.Tbody(rows)], className="canvas-table")


def _row(node: Node, degree: int, schema: Schema, words: Words) -> html.Tr:
    kind = schema.node(node.label)
    name = html.Button(node.name, className="text-button", type="button", **data(act="select", id=node.id))
    tools = [
        act("expand", words("node.expand_short"), id=node.id),
        act("hide", words("node.hide"), id=node.id),
    ]
    return html.Tr(
        [
            html.Td(name),
            html.Td(html.Span([badge(kind), words.of(kind.label)], className="cell-type")),
            html.Td(words.number(degree), className="number"),
            html.Td(html.Div(tools, className="cell-tools")),
        ],
        **data(row=node.id),
    )

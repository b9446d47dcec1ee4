"""Pages and panels with nothing in them yet: first visit, nothing chosen, nothing found, not found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import data
from explorer.components.icon import badge, icon
from explorer.i18n import Words
from graph.schema import Schema
from graph.subgraph import Node


def state(sign: str, title: str, text: str, *more: Component, over: bool = False, heading: str = "h2") -> html.Div:
    """A mark, a sentence that says what is so, and what to do next."""
    head = (html.H1 if heading == "h1" else html.H2)(title)
    return html.Div(
        [html.Div(icon(sign), className="state-mark"), head, html.P(text, className="state-text"), *more],
        className="state state-over" if over else "state",
    )


def empty_workspace(words: Words) -> html.Div:
    """First visit: nothing is loaded; the two ways on."""
    ways = [
        _way("upload", words("first.load"), words("first.load_text"), _open_data(words)),
        _way("show", words("first.demo"), words("first.demo_text"), html.Code("qianxian demo")),
    ]
    return state("logo", words("first.title"), words("first.text"), html.Div(ways, className="ways"), over=True)


def _open_data(words: Words) -> html.A:
    return html.A(words("first.load_here"), href="/data", className="button button-primary")


def _way(sign: str, title: str, text: str, how: Component) -> html.Div:
    return html.Div(
        [html.H3([icon(sign), title]), html.P(text, className="muted"), how],
        className="way",
    )


def empty_canvas(words: Words, schema: Schema, examples: Sequence[Node], figures: Mapping[str, int]) -> html.Div:
    """Data is there, nothing on the canvas: how to begin, some places to begin at, how much there is."""
    chips = [
        html.Button(
            [badge(schema.node(node.label)), node.name],
            className="chip",
            type="button",
            **data(act="add", id=node.id),
        )
        for node in examples
    ]
    numbers = [
        html.Span([html.B(words.number(figures.get(label, 0))), words.of(schema.node(label).plural)])
        for label in ("Person", "Institution", "Enterprise", "Project", "Source")
    ]
    return state(
        "search",
        words("canvas.empty"),
        words("canvas.empty_text"),
        html.Div(chips, className="state-chips"),
        html.Div(numbers, className="state-figures"),
        over=True,
    )

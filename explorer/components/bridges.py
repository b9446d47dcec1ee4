"""Bodies that bridge, the most first, with what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html
from dash.development.base_component import Component

from explorer.components.named import named
from explorer.i18n import Words
from graph.introductions.shown import named as node_of
from graph.schema import Schema

if TYPE_CHECKING:
    from graph.introductions.bridges import Bridge, Bridges

COLUMNS = ("body", "ties", "constraint", "betweenness")


def show_bridges(found: Bridges, schema: Schema, words: Words) -> list[Component]:
    """What it is about, how to read it, the table."""
    head = html.Header(
        [
            html.H1(words("bridges.title")),
            html.P(words("bridges.question"), className="report-question"),
            html.P(words("bridges.reading"), className="muted"),
        ]
    )
    error = words("bridges.estimated", error=f"{found.error:.1%}") if found.error else words("bridges.exact")
    said = html.P(f"{words('bridges.actors', n=found.actors)}{error}", className="muted")
    titles = html.Tr([html.Th(words(f"bridges.{name}"), scope="col") for name in COLUMNS])
    rows = [_row(each, schema, words) for each in found.found]
    table = html.Table([html.Thead(titles), html.Tbody(rows)], className="table bridges")
    return [head, said, html.Div(table, className="table-frame")]


def _row(bridge: Bridge, schema: Schema, words: Words) -> html.Tr:
    numbers = [str(bridge.ties), f"{bridge.constraint:.3f}", f"{bridge.betweenness:.2%}"]
    cells = [html.Td(number, className="number") for number in numbers]
    return html.Tr([html.Td(named(node_of(bridge.body), schema)), *cells])

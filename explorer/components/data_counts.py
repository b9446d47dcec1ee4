"""Counts by type, of a preview or of a load."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from explorer.i18n import Words
from graph.schema import Schema
from loaders.report import COUNTED, Counts


def show_counts(counts: Mapping[str, Counts], restated: int, schema: Schema, words: Words) -> list[Component]:
    """A table with a line for each type, things before ties; only columns in which something stands."""
    shown = [name for name in COUNTED if any(each[name] for each in counts.values())]
    order = sorted(counts, key=lambda type: (not type, type not in schema.nodes, -sum(counts[type].values())))
    head = html.Tr([html.Th(words("data.type"), scope="col"), *(_head(name, words) for name in shown)])
    rows = [
        html.Tr(
            [html.Th(_name(type, schema, words), scope="row"), *(_number(counts[type][name], words) for name in shown)]
        )
        for type in order
    ]
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="data-counts")
    note = [html.P(words("data.restated", n=restated), className="data-note")] if restated else []
    return [table, *note]


def _head(name: str, words: Words) -> html.Th:
    return html.Th(words(f"data.count.{name}"), scope="col", className="number")


def _number(count: int, words: Words) -> html.Td:
    return html.Td(words.number(count) if count else "–", className="number")


def _name(type: str, schema: Schema, words: Words) -> str:
    if type in schema.nodes:
        return words.of(schema.nodes[type].label)
    if type in schema.relationships:
        return words.of(schema.relationships[type].label)
    return words("data.not_read")

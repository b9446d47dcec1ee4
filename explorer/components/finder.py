"""A search box with a list of typed suggestions; the script in `assets/js/finder.js` moves through it."""

from __future__ import annotations

from itertools import groupby

import dash_mantine_components as dmc
from dash import dcc, html
from dash.dependencies import Wildcard
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.icon import badge, icon
from explorer.i18n import Words
from graph.schema import Schema
from graph.search import Hit, SearchResult

DEBOUNCE_MS = 50


def finder_id(part: str, name: str | Wildcard) -> dict[str, str | Wildcard]:
    """Id of one part ("input", "query", "results", "pick") of the finder `name`."""
    return {"finder": part, "name": name}


def finder(name: str, *, label: str, placeholder: str, value: str = "", visible_label: bool = False) -> html.Div:
    """The box, its list, and its stores: what is asked (once no input method is composing), the answer, the pick."""
    list_id = f"{name}-list"
    field = dmc.TextInput(
        id=finder_id("input", name),
        value=value,
        label=label if visible_label else None,
        placeholder=placeholder,
        debounce=DEBOUNCE_MS,
        leftSection=icon("search"),
        autoComplete="off",
        attributes={
            "input": {
                "role": "combobox",
                "aria-label": label,
                "aria-autocomplete": "list",
                "aria-expanded": "false",
                "aria-controls": list_id,
                "data-finder": name,
                "spellCheck": "false",
            }
        },
    )
    results = html.Div(
        id=list_id,
        className="finder-results scroll",
        role="listbox",
        **aria(label=label),
    )
    stores = [dcc.Store(id=finder_id(part, name)) for part in ("query", "results", "pick")]
    return html.Div([field, results, *stores], className="finder", **data(finder=name))


def show_results(name: str, result: SearchResult, schema: Schema, words: Words) -> list[Component]:
    """Suggestions grouped by type, groups in the order of their best hit; words where there is none."""
    if not result.results:
        return [html.Div(words("search.none", text=result.query), className="finder-note", role="presentation")]
    ranked = list(dict.fromkeys(hit.label for hit in result.results))
    by_type = sorted(result.results, key=lambda hit: ranked.index(hit.label))
    children: list[Component] = []
    for label, hits in groupby(by_type, key=lambda hit: hit.label):
        node = schema.node(label)
        options = [_option(name, hit, schema, words) for hit in hits]
        heading = html.Div(words.of(node.plural), className="finder-group", role="presentation")
        children.append(html.Div([heading, *options], role="group", **aria(label=words.of(node.plural))))
    if result.more:
        children.append(html.Div(words("search.more"), className="finder-note", role="presentation"))
    return children


def _option(name: str, hit: Hit, schema: Schema, words: Words) -> html.Div:
    matched = [html.Span(words("search.alias", alias=hit.alias), className="finder-matched")] if hit.alias else []
    hint = hit.hint or words.of(schema.node(hit.label).label)
    return html.Div(
        [
            badge(schema.node(hit.label)),
            html.Div(
                [html.Div([hit.name, *matched], className="finder-name"), html.Div(hint, className="finder-hint")]
            ),
        ],
        className="finder-option",
        id=f"{name}-{hit.id}",
        role="option",
        **aria(selected="false"),
        **data(id=hit.id, label=hit.label, name=hit.name),
    )

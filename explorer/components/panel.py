"""A place on the page that a callback fills with written HTML."""

from __future__ import annotations

from typing import Any

from dash import Output, dcc, html


def panel(name: str, **attributes: str) -> html.Div:
    """The place, and the store from which the browser fills it."""
    given: dict[str, Any] = dict(attributes)
    return html.Div([html.Div(id=name, **given), dcc.Store(id=panel_id(name))], className="panel")


def panel_id(name: str) -> dict[str, str]:
    return {"panel": name}


def filled(name: str) -> Output:
    """Output for the panel's HTML, made by `explorer.markup.written`."""
    return Output(panel_id(name), "data")

"""The page for an address that leads nowhere."""

from __future__ import annotations

from dash import Dash, dcc, html
from dash.development.base_component import Component

from explorer.components.states import state
from explorer.i18n import Words
from explorer.services import Services
from explorer.wiring import add_page


def layout(words: Words) -> Component:
    """Says so, and leads back."""
    back = dcc.Link(words("missing.back"), href="/", className="button button-primary")
    return html.Div(
        state("search", words("missing.title"), words("missing.text"), back, heading="h1"),
        className="stage plain-page page-missing",
    )


def register(app: Dash, services: Services) -> None:
    """Dash shows the module named not_found_404 for every unknown path."""
    add_page(
        "missing",
        "/not-found",
        lambda words, **_: layout(words),
        "title.missing",
        services.language,
        module="not_found_404",
    )

"""报表: the catalogue, a report's parameters, its table, and taking it away."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from explorer.components.states import state
from explorer.i18n import Words
from explorer.services import Services
from explorer.wiring import add_page

PATH = "/reports"


def layout(services: Services, words: Words, slug: str | None = None, **query: str) -> Component:
    return html.Div(state("report", words("report.empty"), words("report.empty_text")), className="stage")


def register(app: Dash, services: Services) -> None:
    add_page(
        "reports", PATH, lambda words, **query: layout(services, words, **query), "title.reports", services.language
    )

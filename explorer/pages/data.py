"""数据: office files dropped, looked at, mended and loaded."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from explorer.components.data_views import data_views
from explorer.i18n import Words
from explorer.services import Services
from explorer.wiring import add_page

PATH = "/data"


def layout(words: Words) -> Component:
    """The views of the data page."""
    return html.Div(data_views(words, PATH), className="stage data-page scroll")


def register(_app: Dash, services: Services) -> None:
    """The page."""
    add_page("data", PATH, lambda words, **_: layout(words), "title.data", services.language)

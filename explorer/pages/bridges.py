"""桥接单位: which bodies connect circles that have little else in common; beside the catalogue of reports."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from explorer.components.bridges import show_bridges
from explorer.components.report import show_catalogue
from explorer.components.states import state
from explorer.i18n import Words
from explorer.services import Services
from explorer.wiring import add_page
from graph.errors import QianxianError

PATH = "/reports/bridges"


def layout(services: Services, words: Words) -> Component:
    """The catalogue on the left, the bodies on the right."""
    left = html.Aside(show_catalogue(services.catalogue, PATH, words), className="side side-left scroll")
    right = html.Section(_answer(services, words), className="stage report-page scroll", tabIndex="0")
    return html.Div([left, right], className="columns columns-reports")


def _answer(services: Services, words: Words) -> list[Component]:
    try:
        found = services.bridges()
    except QianxianError as error:
        return [state("info", error.message(words.language), error.hint(words.language), heading="h1")]
    if found is None:
        percent = services.projected.percent() or 0
        return [state("info", words("bridges.gathering"), words("bridges.percent", percent=percent), heading="h1")]
    return [html.Div(show_bridges(found, services.schema, words), className="report")]


def register(_app: Dash, services: Services) -> None:
    """The page."""
    add_page("bridges", PATH, lambda words, **_: layout(services, words), "title.bridges", services.language)

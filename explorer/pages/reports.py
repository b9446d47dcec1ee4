"""报表: the catalogue, a report's parameters, its rows, and taking them away. The address says it all."""

from __future__ import annotations

from collections.abc import Mapping

from dash import Dash, html
from dash.development.base_component import Component

from explorer.components.report import show_catalogue, show_form, show_head, show_result
from explorer.components.states import state
from explorer.i18n import Words
from explorer.services import Services
from explorer.wiring import add_page
from graph.errors import NotFound, QianxianError

PATH = "/reports"


def layout(services: Services, words: Words, slug: str | None = None, **given: str) -> Component:
    """The catalogue on the left; on the right the report that the address names, run with what the address gives."""
    left = html.Aside(show_catalogue(services.catalogue, f"{PATH}/{slug}", words), className="side side-left scroll")
    right = html.Section(show_report(services, slug, given, words), className="stage report-page scroll", tabIndex="0")
    return html.Div([left, right], className="columns columns-reports")


def show_report(services: Services, slug: str | None, given: Mapping[str, str], words: Words) -> list[Component]:
    """A report run; what is wrong with the question where it cannot be."""
    if slug is None:
        return [state("report", words("report.empty"), words("report.empty_text"), heading="h1")]
    try:
        report = services.catalogue.report(slug)
    except NotFound as error:
        return [state("search", error.message(words.language), error.hint(words.language), heading="h1")]
    picked = {
        name: node
        for name, parameter in report.header.parameters.items()
        if parameter.type == "id" and (node := services.node(given.get(name, "")))
    }
    page: list[Component] = [show_head(report, words)]
    if report.header.parameters:
        page.append(show_form(report, given, picked, words))
    asked = {name: value for name, value in given.items() if name in report.header.parameters}
    try:
        page.append(show_result(services.run_report(slug, asked), words))
    except QianxianError as error:
        page.append(state("info", error.message(words.language), error.hint(words.language)))
    return [html.Div(page, className="report")]


def register(_app: Dash, services: Services) -> None:
    """Two addresses: the catalogue, and a report in it."""

    def page(words: Words, **asked: str) -> Component:
        return layout(services, words, **asked)

    add_page("reports", PATH, page, "title.reports", services.language)
    add_page("report", PATH, page, "title.reports", services.language, path_template="/reports/<slug>")

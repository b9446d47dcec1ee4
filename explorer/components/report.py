"""A report on its page: the catalogue beside it, what it asks for, its rows, its bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from cypher.catalogue import Catalogue
from cypher.header import Column, Parameter, Report, Scalar
from cypher.render import notes
from cypher.run import ReportResult
from explorer import ids
from explorer.components.attributes import aria, data
from explorer.components.finder import finder
from explorer.components.icon import icon
from explorer.i18n import Words
from graph.subgraph import Node

BARS = 12
PAGE = 50

Values = Mapping[str, Scalar | None]


def show_catalogue(catalogue: Catalogue, here: str, words: Words) -> html.Nav:
    """Every report by its title and the question it answers, by their addresses; the one on show is marked."""
    links = [
        _link(f"/reports/{each.slug}", words.of(each.header.title), words.of(each.header.question), here)
        for each in catalogue
    ]
    links.append(_link("/reports/bridges", words("bridges.title"), words("bridges.question"), here))
    return html.Nav([html.H2(words("report.list"), className="legend-title"), html.Ul(links)], className="report-list")


def _link(address: str, title: str, question: str, here: str) -> html.Li:
    style = "report-link report-link-here" if address == here else "report-link"
    return html.Li(dcc.Link([html.Span(title), html.Small(question)], href=address, className=style))


def show_head(report: Report, words: Words) -> html.Header:
    """Title, question, and how to read the answer."""
    header = report.header
    return html.Header(
        [
            html.H1(words.of(header.title)),
            html.P(words.of(header.question), className="report-question"),
            html.P(words.of(header.reading), className="muted"),
        ]
    )


def show_form(report: Report, given: Mapping[str, Any], picked: Mapping[str, Node], words: Words) -> html.Form:
    """One field a parameter, filled with what was given or with the default, and the button that runs it."""
    fields = [
        _field(name, parameter, given.get(name, parameter.default), picked.get(name), words)
        for name, parameter in report.header.parameters.items()
    ]
    run = html.Button(
        [icon("play"), html.Span(words("report.run"))], type="submit", className="button button-primary report-run"
    )
    return html.Form([*fields, run], className="report-form", **data(report=report.slug))


def _field(name: str, parameter: Parameter, value: Scalar | None, node: Node | None, words: Words) -> Component:
    label = words.of(parameter.label)
    if parameter.type == "id":
        box = finder(
            f"parameter-{name}",
            label=label,
            placeholder=words("route.placeholder"),
            value=node.name if node else "",
            visible_label=True,
        )
        return html.Div(box, className="report-field", **data(parameter=name, picked=node.id if node else ""))
    field: Component
    if parameter.type == "choice":
        options = [{"value": "", "label": words("report.any")}] if parameter.optional else []
        options += [{"value": key, "label": words.of(text)} for key, text in parameter.choices.items()]
        field = dmc.Select(data=options, value="" if value is None else str(value), label=label, name=name)
    elif parameter.type in ("integer", "number"):
        field = dmc.NumberInput(
            value="" if value is None else value, label=label, name=name, allowDecimal=parameter.type == "number"
        )
    else:
        field = dmc.TextInput(value="" if value is None else str(value), label=label, name=name)
    return html.Div(field, className="report-field")


def show_result(result: ReportResult, words: Words) -> html.Section:
    """How many rows, what belongs beside them, ways to take them away, bars where the report has them, the rows."""
    rows = result.cells(words.language)
    asked = urlencode({name: value for name, value in result.parameters.items() if value is not None})
    said = [html.Li(line) for line in notes(result, words.language) if line != words.of(result.report.header.reading)]
    head = html.Div(
        [
            html.H2(words("report.rows", n=len(rows))),
            _away(result.slug, "csv", asked, words),
            _away(result.slug, "xlsx", asked, words),
        ],
        className="report-result-head",
    )
    body = [_bars(result, rows), _grid(result, rows, words)] if rows else [_nothing(words)]
    return html.Section([head, html.Ul(said, className="report-notes"), *body, _statement(result, words)])


def _away(slug: str, format: str, asked: str, words: Words) -> html.A:
    address = f"/download/reports/{slug}.{format}" + (f"?{asked}" if asked else "")
    label = words(f"report.{format}")
    return html.A([icon("download"), label], href=address, className="button button-small", download="")


def _nothing(words: Words) -> html.Div:
    return html.Div([html.H3(words("report.none")), html.P(words("report.none_text"))], className="report-none")


def _statement(result: ReportResult, words: Words) -> html.Details:
    """The file itself, which can be pasted into any Cypher console."""
    return html.Details(
        [html.Summary(words("report.statement")), html.Pre(result.report.text, tabIndex="0")],
        className="report-statement",
    )


def _bars(result: ReportResult, rows: Sequence[Sequence[Any]]) -> Component:
    """A bar for each of the rows with most in the chart's column, by the first column of words; none if all are 0."""
    columns = result.report.header.columns
    chart = result.report.header.chart
    names = [at for at, column in enumerate(columns.values()) if column.type in {"text", "state"}]
    if chart is None or not names:
        return html.Div()
    at = list(columns).index(chart)
    values = sorted(((str(row[names[0]]), float(row[at] or 0)) for row in rows), key=lambda each: -each[1])
    shown = [(name, value) for name, value in values[:BARS] if value > 0]
    longest = max((value for _, value in shown), default=0)
    lines = [
        html.Div(
            [
                html.Span(name, className="bar-name", title=name),
                html.Span(
                    html.Span(className="bar", style={"width": f"{100 * value / longest:.1f}%"}), className="bar-room"
                ),
                html.Span(f"{value:g}", className="number"),
            ],
            className="bar-line",
        )
        for name, value in shown
    ]
    return html.Div(lines, className="bars", **aria(hidden="true"))


def _grid(result: ReportResult, rows: Sequence[Sequence[Any]], words: Words) -> Component:
    """The rows as a table that sorts; a name whose id is known leads to the canvas."""
    columns = result.report.header.columns
    names = list(columns)
    grid: Component = dag.AgGrid(
        id=ids.REPORT_TABLE,
        className="report-grid",
        columnDefs=list(_columns(columns, words)),
        rowData=[dict(zip(names, row, strict=True)) for row in rows],
        defaultColDef=COLUMN,
        dashGridOptions={
            "domLayout": "autoHeight",
            "pagination": len(rows) > PAGE,
            "paginationPageSize": PAGE,
            "paginationPageSizeSelector": False,
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "localeText": {name: words(f"grid.{name}") for name in GRID_WORDS},
        },
        style={"height": None},
    )
    return grid


COLUMN = {
    "sortable": True,
    "resizable": True,
    "minWidth": 90,
    "flex": 1,
    "suppressHeaderMenuButton": True,
    # Left to itself the grid takes "2020-05-20安装" for a date, and then shows nothing that is none.
    "cellDataType": False,
}

GRID_WORDS = ("page", "of", "to", "nextPage", "lastPage", "firstPage", "previousPage", "loadingOoo", "noRowsToShow")


def _columns(columns: Mapping[str, Column], words: Words) -> Sequence[dict[str, Any]]:
    """Columns of ids are not shown: they make the next one a link."""
    definitions: list[dict[str, Any]] = []
    id: str | None = None
    for name, column in columns.items():
        if column.type == "id":
            id = name
            continue
        definition: dict[str, Any] = {"field": name, "headerName": words.of(column.label)}
        if column.type in ("text", "list", "state"):
            definition |= {"wrapText": True, "autoHeight": True, "minWidth": 140}
            definition |= {"flex": 1 if column.type == "state" else 2}
        if id is not None:
            definition |= {"cellRenderer": "QianxianNode", "cellRendererParams": {"id": id}}
        if column.type in ("integer", "number"):
            definition |= {"type": "rightAligned", "flex": 0, "width": 120}
        definitions.append(definition)
        id = None
    return definitions

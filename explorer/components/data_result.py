"""What became of a file: loaded, with the ways on, or interrupted."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import data
from explorer.components.data_counts import show_counts
from explorer.components.data_file import refused_link, show_problem_card
from explorer.components.icon import icon
from explorer.i18n import Words
from explorer.intake import Result, Upload
from graph.schema import Schema


def show_result(upload: Upload, result: Result, schema: Schema, words: Words) -> list[Component]:
    """What a load did, and the ways on."""
    title = (
        words("data.loaded", load=result.load or 0, n=result.changed)
        if result.changed
        else words("data.nothing_changed")
    )
    text = words("data.loaded_text", source=result.source) if result.changed else words("data.nothing_changed_text")
    ways: list[Component] = []
    if result.nodes:
        address = "/?ids=" + ",".join(result.nodes)
        ways.append(html.A([icon("show"), words("data.see")], href=address, className="button button-primary"))
    if result.changed:
        address = f"/data/loads/{result.load}"
        ways.append(html.A([icon("undo"), words("data.take_back")], href=address, className="button"))
    if result.refused:
        ways.append(refused_link(upload, words("data.refused_rows", n=result.refused)))
    head = html.Div(
        [
            html.Div(icon("check"), className="state-mark"),
            html.Div([html.H2(title), html.P(text, className="muted", **data(own=""))]),
        ],
        className="data-result-head",
    )
    parts: list[Component] = [head, html.Div(ways, className="data-ways")]
    parts += [_mended(upload, words)] if upload.corrections else []
    cards: list[Component] = [html.Section(parts, className="data-card data-result")]
    if result.unpublished:
        cards.append(show_problem_card(result.unpublished, words))
    if result.counts:
        cards.append(html.Section(show_counts(result.counts, 0, schema, words), className="data-card"))
    return cards


def _mended(upload: Upload, words: Words) -> html.Div:
    lines = [
        html.Li(
            words(
                "data.mended_cell",
                place=" ".join(filter(None, (each.sheet, each.cell))),
                old=each.instead,
                new=each.text,
            ),
            **data(own=""),
        )
        for each in upload.corrections
    ]
    return html.Div([html.H3(words("data.mended", n=len(lines))), html.Ul(lines)], className="data-mended")


def show_stopped(upload: Upload, words: Words) -> html.Section:
    """The server ended while it loaded: what became of it."""
    kind = "stopped_written" if upload.result else "stopped_nothing"
    text = [html.Strong(words("data.stopped")), html.P(words(f"data.{kind}"))]
    return html.Section([icon("warning"), html.Div(text)], className="data-card data-warning", role="alert")

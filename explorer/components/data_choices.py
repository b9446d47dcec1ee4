"""How a file is to be read, and what was recognised in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import icon
from explorer.i18n import Words
from explorer.intake import Upload
from loaders.office.mapping import Mapping
from loaders.office.sources import source_of
from loaders.preview import PreviewTable, Summary


def show_choices(upload: Upload, summary: Summary | None, kinds: Sequence[Mapping], words: Words) -> html.Section:
    """How the file is to be read: its source, the mapping, what is hidden, whether the list is complete."""
    source = html.Div(
        [
            html.Label(words("data.source"), htmlFor="data-source"),
            html.Textarea(
                summary.source if summary else upload.choices.source or source_of(Path(upload.name)),
                id="data-source",
                rows=1,
                className="data-input",
                maxLength=120,
                **data(choice="source", id=upload.id, own=""),
            ),
            html.Small(words("data.source_about")),
        ],
        className="data-field",
    )
    options = [html.Option(words("data.mapping_auto"), value="", selected=not upload.choices.mapping)]
    options += [
        html.Option(words.of(each.title), value=each.name, selected=each.name == upload.choices.mapping, **data(own=""))
        for each in kinds
    ]
    mapping = html.Div(
        [
            html.Label(words("data.mapping"), htmlFor="data-mapping"),
            html.Select(options, id="data-mapping", className="data-input", **data(choice="mapping", id=upload.id)),
            html.Small(words("data.mapping_about")),
            act("data-columns", words("data.columns.open"), sign="list", id=upload.id, value="open"),
        ],
        className="data-field",
    )
    switches = html.Div(
        [
            _switch(upload, "hidden", upload.choices.hidden, words),
            _switch(upload, "complete", upload.choices.complete, words),
        ],
        className="data-field",
    )
    return html.Section(
        [source, mapping, switches], className="data-card data-choices", **aria(label=words("data.how"))
    )


def _switch(upload: Upload, name: str, on: bool, words: Words) -> html.Div:
    return html.Div(
        [
            html.Button(
                html.Span(className="switch-knob"),
                className="switch",
                type="button",
                role="switch",
                **aria(checked="true" if on else "false", labelledby=f"data-{name}-label"),
                **data(act="data-switch", id=upload.id, value=name),
            ),
            html.Span(words(f"data.{name}"), id=f"data-{name}-label", title=words(f"data.{name}_about")),
        ],
        className="data-switch",
    )


def show_recognised(summary: Summary, words: Words) -> html.Section:
    """The tables of the file, how well they are known, what their titles say; what was left out."""
    tables = [_recognised(table, words) for table in summary.tables]
    ignored = [
        html.Li(
            [html.Span(words.of(each.message)), *([html.Small(words.of(each.hint))] if words.of(each.hint) else [])],
            **data(own=""),
        )
        for each in summary.ignored
    ]
    left: list[Component] = []
    if ignored:
        head = html.Summary(words("data.ignored", n=len(ignored)))
        left = [html.Details([head, html.Ul(ignored, className="data-ignored")])]
    return html.Section([html.H2(words("data.recognised")), *tables, *left], className="data-card")


def _recognised(table: PreviewTable, words: Words) -> html.Div:
    read = sum(bool(column.name) for column in table.columns)
    facts: list[Component] = [
        html.Span([icon("check"), words.of(table.title)], className="pill", **data(own="")),
        html.Span(words("data.fit", read=read, n=len(table.columns))),
    ]
    facts += [
        html.Span(words("data.pair", name=name, value=value), className="pill pill-soft", **data(own=""))
        for name, value in table.told.items()
    ]
    if table.dropped:
        dropped = words("list.comma").join(table.dropped)
        facts.append(html.Span(words("data.dropped", columns=dropped), className="data-dropped", **data(own="")))
    name = html.B(table.sheet, **data(own="")) if table.sheet else html.B(words("data.sheet"))
    return html.Div([name, *facts], className="data-recognised")

"""One file on its way in: what was recognised, how it is to be read, what loading it would do, what it did."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.data_counts import show_counts
from explorer.components.data_files import size_text, stage_text
from explorer.components.icon import icon
from explorer.i18n import Words
from explorer.intake import Progress, Result, Upload
from explorer.intake.upload import Problem
from graph.schema import Schema
from loaders.office.catalogue import mappings
from loaders.preview import PreviewTable, Summary


def show_head(upload: Upload, summary: Summary | None, words: Words) -> html.Header:
    """The file, whether it is the first of its source, and what can be done with it."""
    may_load = upload.stage in ("ready", "stopped") and summary is not None
    buttons: list[Component] = []
    if upload.stage != "loading":
        buttons.append(act("data-discard", words("data.discard"), sign="clear", id=upload.id, style="button"))
    if upload.stage in ("ready", "reading", "stopped"):
        label = words("data.load_file")
        buttons.append(
            act("data-load", label, sign="upload", id=upload.id, style="button button-primary", disabled=not may_load)
        )
    return html.Header(
        [
            html.Div(
                [
                    html.H1(upload.name, **data(own="")),
                    html.P(
                        [
                            html.Span(size_text(upload.size)),
                            *([_standing(summary, words)] if summary else []),
                            *(
                                [_rereading(words)]
                                if summary and not summary.most and upload.stage == "reading"
                                else []
                            ),
                        ],
                        className="data-facts",
                    ),
                ]
            ),
            html.Div(buttons, className="data-buttons"),
        ],
        className="data-head",
    )


def _rereading(words: Words) -> html.Span:
    spinner = html.Span(className="spinner", **aria(hidden="true"))
    return html.Span([spinner, words("data.rereading")], className="pill pill-soft", role="status")


def _standing(summary: Summary, words: Words) -> html.Span:
    if summary.before is None:
        return html.Span(words("data.first"), className="pill")
    date = summary.before.at[:10]
    return html.Span(words("data.correction", load=summary.before.load, date=date), className="pill pill-changed")


def show_progress(upload: Upload, progress: Progress | None, words: Words) -> html.Section:
    """How far it is: stage, count, rate, time left where known."""
    facts: list[str] = []
    if progress and progress.done:
        done = words.number(progress.done)
        facts.append(
            words("data.done_of", done=done, total=words.number(progress.total))
            if progress.total
            else words("data.done", done=done)
        )
        if progress.rate:
            facts.append(words("data.rate", n=words.number(round(progress.rate))))
        if progress.left is not None:
            facts.append(words("data.left", n=max(1, round(progress.left))))
    text = stage_text(upload, progress, words)
    total = progress.total if progress else 0
    reached = str(min(progress.done, total)) if progress and total else None
    bar = html.Progress(value=reached, max=str(total) if total else None, **aria(label=text))
    return html.Section(
        [
            html.H2([html.Span(className="spinner", **aria(hidden="true")), text]),
            bar,
            html.P(" · ".join(facts) or "…", className="muted number"),
            html.P(words("data.stays" if upload.stage != "reading" else "data.untouched"), className="data-note"),
        ],
        className="data-card data-progress",
    )


def show_problem_card(problem: Problem, words: Words) -> html.Section:
    """Why it could not be read or loaded, and what to do."""
    body: list[Component] = [html.Strong(words.of(problem.message), **data(own=""))]
    if words.of(problem.hint):
        body.append(html.P(words.of(problem.hint), **data(own="")))
    return html.Section([icon("warning"), html.Div(body)], className="data-card data-problem", role="alert")


def show_choices(upload: Upload, summary: Summary | None, words: Words) -> html.Section:
    """How the file is to be read: its source, the mapping, what is hidden, whether the list is complete."""
    source = html.Div(
        [
            html.Label(words("data.source"), htmlFor="data-source"),
            html.Textarea(
                summary.source if summary else upload.choices.source,
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
        html.Option(words.of(each.title), value=each.name, selected=each.name == upload.choices.mapping)
        for each in mappings()
    ]
    mapping = html.Div(
        [
            html.Label(words("data.mapping"), htmlFor="data-mapping"),
            html.Select(options, id="data-mapping", className="data-input", **data(choice="mapping", id=upload.id)),
            html.Small(words("data.mapping_about")),
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
        html.Span([icon("check"), words.of(table.title)], className="pill"),
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


def show_retired(summary: Summary, words: Words) -> list[Component]:
    """What a complete list takes off the file."""
    count = sum(counts["retired"] for counts in summary.counts.values())
    if not count:
        return []
    named = words("list.comma").join(summary.retired)
    text = [html.Strong(words("data.retires", n=count)), *([html.P(named, **data(own=""))] if named else [])]
    return [html.Section([icon("warning"), html.Div(text)], className="data-card data-warning")]


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
        ways.append(html.A([icon("undo"), words("data.take_back")], href="/data/loads", className="button"))
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


def refused_link(upload: Upload, label: str) -> html.A:
    """The refused rows as a workbook."""
    return html.A(
        [icon("download"), label], href=f"/data/files/{upload.id}/refused.xlsx", className="button", download=""
    )


def show_outdated(upload: Upload, words: Words) -> html.Section:
    """Something was loaded since: the comparison may no longer be right."""
    again = act("data-again", words("data.again"), id=upload.id)
    return html.Section(
        [icon("info"), html.Div([html.P(words("data.outdated")), again])], className="data-card data-warning"
    )


def show_stopped(upload: Upload, words: Words) -> html.Section:
    """The server ended while it loaded: what became of it."""
    kind = "stopped_written" if upload.result else "stopped_nothing"
    text = [html.Strong(words("data.stopped")), html.P(words(f"data.{kind}"))]
    return html.Section([icon("warning"), html.Div(text)], className="data-card data-warning", role="alert")


def steps(words: Words) -> Sequence[Component]:
    """What happens to a file, for whoever has none here yet."""
    return [
        html.Li([html.B(words(f"data.steps.{name}")), html.Span(words(f"data.steps.{name}_text"))])
        for name in ("look", "mend", "load")
    ]

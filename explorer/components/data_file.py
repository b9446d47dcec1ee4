"""One file on its way in: its head, how far it is, what is to be known before it is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.data_files import size_text, stage_text
from explorer.components.icon import icon
from explorer.i18n import Words
from explorer.intake import Progress, Upload
from explorer.intake.upload import Problem
from loaders.preview import Summary


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


def show_problem_card(problem: Problem, words: Words, *, hint: bool = True) -> html.Section:
    """Why it could not be read or loaded, and unless that stands beneath it what to do."""
    body: list[Component] = [html.Strong(words.of(problem.message), **data(own=""))]
    if hint and words.of(problem.hint):
        body.append(html.P(words.of(problem.hint), **data(own="")))
    return html.Section([icon("warning"), html.Div(body)], className="data-card data-problem", role="alert")


def show_retired(summary: Summary, words: Words) -> list[Component]:
    """What a complete list takes off the file."""
    count = sum(counts["retired"] for counts in summary.counts.values())
    if not count:
        return []
    named = words("list.comma").join(summary.retired)
    text = [html.Strong(words("data.retires", n=count)), *([html.P(named, **data(own=""))] if named else [])]
    return [html.Section([icon("warning"), html.Div(text)], className="data-card data-warning")]


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


def steps(words: Words) -> Sequence[Component]:
    """What happens to a file, for whoever has none here yet."""
    return [
        html.Li([html.B(words(f"data.steps.{name}")), html.Span(words(f"data.steps.{name}_text"))])
        for name in ("look", "mend", "load")
    ]

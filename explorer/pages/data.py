"""数据: office files dropped, looked at, mended and loaded. The address says what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria
from explorer.components.attributes import data as attributes
from explorer.components.data_choices import show_choices, show_recognised
from explorer.components.data_columns import show_columns
from explorer.components.data_counts import show_counts
from explorer.components.data_file import (
    refused_link,
    show_head,
    show_outdated,
    show_problem_card,
    show_progress,
    show_retired,
    steps,
)
from explorer.components.data_files import drop_area, show_files
from explorer.components.data_result import show_result, show_stopped
from explorer.components.data_table import PAGE, STATES, show_filter, show_pages, show_rows, show_tabs
from explorer.components.data_views import data_views
from explorer.components.panel import filled, panel
from explorer.i18n import Words, request_words
from explorer.intake import Choices, Columns, Progress, Upload
from explorer.intake.mappings import mappings_shown
from explorer.markup import written
from explorer.services import Services
from explorer.wiring import add_page
from graph.messages import Language
from loaders.preview import Preview, PreviewTable, RowState, Summary

PATH = "/data"
_SOURCE = 120
"""Characters of a source's name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person looks at: a file, one of its tables, rows of a state, a page; `seen` is what the browser shows."""

    file: str = ""
    table: int = 0
    shown: RowState | None = None
    page: int = 0
    seen: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Asked:
        """What a store or an address says; what is no number or state there counts as nothing."""
        given = stored or {}
        numbers = [int(text) if (text := str(given.get(name, ""))).isdecimal() else 0 for name in ("table", "page")]
        shown = given.get("shown")
        state = cast(RowState, shown) if shown in STATES else None
        return cls(str(given.get("file") or ""), numbers[0], state, numbers[1], str(given.get("seen") or ""))


def layout(words: Words, **asked: str) -> Component:
    """The page: where files are dropped and listed, and the one that is looked at."""
    sending = html.Div(id="data-sending", className="data-sending", role="status")
    left = html.Aside([drop_area(words), sending, panel(ids.DATA_FILES)], className="side side-left scroll data-side")
    right = html.Section(
        panel(ids.DATA_FILE), className="data-stage scroll", tabIndex="0", **aria(label=words("data.load"))
    )
    stores = [dcc.Store(id=ids.DATA_ASKED, data=asdict(Asked.read(asked))), dcc.Store(id=ids.DATA_ACTION)]
    columns = html.Div([left, right], className="columns columns-data")
    return html.Div([data_views(words, PATH), columns, *stores], className="data-page")


def show_empty(words: Words) -> Component:
    """Nothing dropped yet: what can be, and what happens to it."""
    return html.Div(
        [
            html.H1(words("data.empty")),
            html.P(words("data.empty_text"), className="state-text"),
            html.Ol(list(steps(words)), className="data-steps"),
            html.P(words("data.private"), className="data-note"),
        ],
        className="data-empty",
    )


def show_upload(services: Services, upload: Upload, asked: Asked, words: Words) -> list[Component | None]:
    """The file as far as it is."""
    progress = services.jobs.progress(upload.id)
    preview = services.uploads.preview(upload)
    summary = preview.summary if preview and upload.stage != "unreadable" else None
    parts: list[Component | None] = [show_head(upload, summary, words)]
    if upload.stage in ("queued", "loading"):
        return [*parts, show_progress(upload, progress, words)]
    if upload.stage == "stopped":
        parts.append(show_stopped(upload, words))
    being = services.columns.asked(upload)
    if upload.problem:
        parts.append(show_problem_card(upload.problem, words, hint=being is None))
    if upload.result:
        return [*parts, *show_result(upload, upload.result, services.schema, words)]
    if upload.stage == "reading":
        parts += [show_progress(upload, progress, words)] if summary is None or summary.most else []
    if summary or (upload.problem and upload.problem.code.startswith("office.")):
        # Of a file that cannot even be opened nothing can be chosen.
        kinds = mappings_shown(services.home, upload.choices).mappings
        parts.append(show_choices(upload, summary, kinds, words))
        if being:
            parts.append(show_columns(upload, being, words))
    if preview and summary:
        parts += show_preview(services, upload, preview, summary, asked, words)
    return parts


def show_preview(
    services: Services, upload: Upload, preview: Preview, summary: Summary, asked: Asked, words: Words
) -> list[Component | None]:
    """What was recognised, then the rows of one table."""
    place = asked.table if asked.table < len(summary.tables) else 0
    table = summary.tables[place]
    count = counted(table, asked.shown)
    page = min(asked.page, max(0, (count - 1) // PAGE))
    rows = preview.page(place, asked.shown, page * PAGE, PAGE)
    pending = upload.texts if upload.stage == "reading" else {}
    head = [
        html.H2(words("data.preview")),
        show_tabs(summary.tables, place, words),
        show_filter(table, asked.shown, words),
    ]
    if table.refused:
        head.append(refused_link(upload, words("data.refused_rows", n=table.refused)))
    by_type = html.Details(
        [html.Summary(words("data.by_type")), *show_counts(summary.counts, summary.restated, services.schema, words)],
        className="data-card",
    )
    old = summary.revision != services.revision()
    return [
        *([show_outdated(upload, words)] if old and upload.stage == "ready" else []),
        *show_retired(summary, words),
        show_recognised(summary, words),
        *(
            [html.P(words("data.first_rows", n=words.number(summary.most)), className="data-note")]
            if summary.most
            else []
        ),
        html.Section(
            [
                html.Div(head, className="data-preview-head"),
                show_rows(upload.id, table, rows, asked.shown, pending, words),
                show_pages(page, count, words),
            ],
            className="data-card data-preview",
        ),
        *([] if summary.most else [by_type]),
    ]


def counted(table: PreviewTable, shown: RowState | None) -> int:
    """How many rows of a table are shown."""
    if shown == "refused":
        return table.refused
    return table.rows.get(shown, 0) if shown else sum(table.rows.values())


def version(upload: Upload, progress: Progress | None, asked: Asked) -> str:
    """What a picture of the file is of: while it is the same nothing has to be drawn again."""
    parts = (upload.id, upload.stage, upload.asked, upload.setting, progress, replace(asked, seen=""))
    return str(hash(tuple(map(repr, parts))))


def register(app: Dash, services: Services) -> None:
    """The page, what it shows, and what is done to files."""
    add_page("data", PATH, layout, "title.data", services.language)

    @app.callback(filled(ids.DATA_FILES), filled(ids.DATA_FILE), Input(ids.DATA_ASKED, "data"))
    def _draw(stored: dict[str, Any] | None) -> tuple[Any, ...]:
        words, asked = request_words(services.language), Asked.read(stored)
        services.jobs.adopt()
        uploads = services.uploads.all()
        upload = next((each for each in uploads if each.id == asked.file), next(iter(uploads), None))
        files = written(show_files(uploads, services.jobs.progress, upload.id if upload else "", words))
        if upload is None:
            return files, written(show_empty(words))
        seen = version(upload, services.jobs.progress(upload.id), asked)
        if seen == asked.seen:
            return files, no_update
        shown = show_upload(services, upload, asked, words)
        running = {"running": ""} if upload.running else {}
        root = html.Div(shown, className="data-file", **attributes(seen=seen, file=upload.id, **running))
        return files, written(root)

    @app.callback(
        Output(ids.DATA_ASKED, "data"),
        Input(ids.DATA_ACTION, "data"),
        State(ids.DATA_ASKED, "data"),
        prevent_initial_call=True,
    )
    def _act(action: dict[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
        perform(services, action, request_words(services.language).language)
        return {**(stored or {}), "seen": "", "n": action.get("n")}


def perform(services: Services, action: Mapping[str, Any], language: Language) -> None:
    """Does to a file what a person asks for; the errors of `Jobs` and `Uploads` say why it cannot be."""
    kind, id = action["kind"], str(action["id"])
    if kind == "load":
        for each in id.split():
            services.jobs.load(each, language)
    elif kind == "discard":
        services.uploads.discard(id)
    elif kind == "again":
        services.jobs.read(id)
    elif kind == "columns":
        set_columns(services.columns, id, str(action["value"]))
    elif kind == "choose" and str(action["name"]).startswith("columns "):
        services.columns.choose(id, str(action["name"]).removeprefix("columns "), str(action["value"]))
    elif kind == "choose":
        services.jobs.read(id, choices=chosen(services.uploads.get(id).choices, action["name"], str(action["value"])))
    elif kind == "mend":
        sheet, _, cell = str(action["value"]).rpartition("!")
        services.jobs.mend(id, sheet, cell, str(action["text"]), str(action["instead"]))


def set_columns(columns: Columns, id: str, wish: str) -> None:
    """Does what a button beside columns that are set by hand says: "open", "table 1", "read", "save" …"""
    name, _, place = wish.partition(" ")
    if name in ("open", "table"):
        columns.open(id, int(place) if place else None)
    elif name in ("save", "replace"):
        columns.save(id, again=name == "replace")
    elif name == "read":
        columns.read(id)
    elif name == "drop":
        columns.drop(id)
    elif name == "close":
        columns.close(id)


def chosen(choices: Choices, name: str, value: str) -> Choices:
    """The choices with one made anew: a switch turned, a source or a mapping named."""
    if name == "hidden":
        return replace(choices, hidden=not choices.hidden)
    if name == "complete":
        return replace(choices, complete=not choices.complete)
    if name == "source":
        return replace(choices, source=value.strip()[:_SOURCE])
    return replace(choices, mapping=value)

"""载入记录: past loads, each with what it did, and taking one back."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from explorer import ids
from explorer.components.attributes import aria
from explorer.components.data_views import data_views
from explorer.components.load import (
    LISTED,
    no_load,
    show_changes,
    show_done,
    show_head,
    show_nodes,
    show_offer,
    show_progress,
    show_question,
    show_refusal,
)
from explorer.components.loads import show_loads
from explorer.components.pager import inside, page_number, pager
from explorer.components.panel import filled, panel
from explorer.components.states import state
from explorer.i18n import Words, request_words
from explorer.markup import written
from explorer.services import Services
from explorer.wiring import add_page
from graph.errors import QianxianError
from graph.ledger import LoadRecord

PATH = "/data/loads"
KINDS = ("load", "rollback", "decision")
PAGE = 30
WATCH_MS = 600

Asked = dict[str, Any]


def layout(services: Services, words: Words, **query: str) -> Component:
    """The list that the address asks for: of one kind or of all, a page of it."""
    records, kind = services.loads(), query.get("kind", "")
    shown = [each for each in records if kind not in KINDS or each.kind == kind]
    if not records:
        content: list[Component] = [no_loads(words)]
    else:
        pages = -(-len(shown) // PAGE)
        page = page_number(query.get("page"), pages)
        content = [
            html.H1(words("loads.title")),
            html.P(words("loads.about"), className="muted"),
            kinds(records, kind, words),
            show_loads(shown[(page - 1) * PAGE : page * PAGE], services.schema, words),
        ]
        links = pager(lambda number: f"{PATH}?{urlencode({'kind': kind, 'page': number})}", page, pages, words)
        content += [links] if links else []
    return frame(content, words)


def frame(content: list[Component], words: Words) -> Component:
    """The views of the data page over what is shown."""
    return html.Div(
        [data_views(words, PATH), html.Div(content, className="data-body")], className="stage data-lists scroll"
    )


def no_loads(words: Words) -> Component:
    """Before the first load."""
    go = inside(words("loads.go"), "/data", "button button-primary")
    return state("upload", words("loads.empty"), words("loads.empty_text"), go, heading="h1")


def kinds(records: list[LoadRecord], kind: str, words: Words) -> html.Nav:
    """All, or those of one kind; with how many there are of each."""
    counts = Counter(each.kind for each in records)
    links = [
        inside(
            words(f"loads.only_{each or 'all'}", n=words.number(counts[each] if each else len(records))),
            f"{PATH}?kind={each}" if each else PATH,
            "chip-link",
            current=each == kind,
        )
        for each in ("", *(each for each in KINDS if counts[each]))
    ]
    return html.Nav(links, className="chips", **aria(label=words("loads.by_kind")))


def load_layout(words: Words, number: str, **query: str) -> Component:
    """The page of one load, filled once it stands: what it shows changes while the load is taken back."""
    asked = {"number": number, "label": query.get("type", ""), "page": page_number(query.get("page"), 10**6)}
    content: list[Component] = [
        panel(ids.LOAD_PAGE, className="load-page"),
        html.Aside(
            [panel(ids.LOAD_ROLLBACK, role="status"), panel(ids.LOAD_COUNTS, className="load-counts")],
            className="load-aside",
            **aria(label=words("loads.did")),
        ),
        dcc.Store(id=ids.LOAD_ASKED, data=asked),
        dcc.Store(id=ids.LOAD_ACT),
        dcc.Interval(id=ids.LOAD_WATCH, interval=WATCH_MS, disabled=True),
    ]
    return frame([html.Div(content, className="load-columns")], words)


def show_page(services: Services, asked: Asked, words: Words) -> list[Component]:
    """The load that is asked for: its head, its counts, a page of its nodes."""
    record = _record(services, asked)
    if record is None:
        return no_load(asked["number"], words)
    label = asked["label"] if asked["label"] in services.schema.nodes else ""
    skip = (asked["page"] - 1) * LISTED
    nodes = services.nodes_of_load(record.load, label=label, skip=skip, cap=LISTED + 1) if record.kind == "load" else []
    return [show_head(record, words), *show_nodes(record, nodes, label, asked["page"], services.schema, words)]


def show_did(services: Services, asked: Asked, words: Words) -> list[Component]:
    """What it did by type."""
    record = _record(services, asked)
    return show_changes(record, services.schema, words) if record else []


def show_rollback(services: Services, asked: Asked, wish: str, words: Words) -> Component | None:
    """Beside it: the offer to take it back, the question, how far that is, what came of it."""
    record = _record(services, asked)
    if record is None or record.kind != "load":
        return None
    under_way = services.rollbacks.of(record.load)
    if under_way and under_way.state == "running":
        return show_progress(under_way, words)
    if under_way and under_way.state == "failed" and wish in ("", "confirm"):
        return show_refusal(under_way.error, under_way.number, words)
    if under_way and under_way.state == "done" and record.undone_by:
        return show_done(next(each for each in services.loads() if each.load == record.undone_by), words)
    if wish == "ask":
        try:
            return show_question(record, services.rollback_counts(record.load), services.schema, words)
        except QianxianError as error:
            return show_refusal(error, "", words)
    return show_offer(words) if record.state == "in force" else None


def _record(services: Services, asked: Asked) -> LoadRecord | None:
    return next((each for each in services.loads() if str(each.load) == asked["number"]), None)


def register(app: Dash, services: Services) -> None:
    """The list, the page of one load, and taking it back."""
    add_page("loads", PATH, lambda words, **query: layout(services, words, **query), "title.loads", services.language)
    add_page("load", PATH, load_layout, "title.loads", services.language, path_template=f"{PATH}/<number>")

    @app.callback(
        filled(ids.LOAD_PAGE),
        filled(ids.LOAD_COUNTS),
        filled(ids.LOAD_ROLLBACK),
        Output(ids.LOAD_WATCH, "disabled"),
        Input(ids.LOAD_ACT, "data"),
        Input(ids.LOAD_WATCH, "n_intervals"),
        State(ids.LOAD_ASKED, "data"),
    )
    def _draw(act: dict[str, Any] | None, _ticks: int, asked: Asked) -> tuple[Any, ...]:
        words = request_words(services.language)
        wish = act["do"] if act and ctx.triggered_id == ids.LOAD_ACT else ""
        if wish == "confirm":
            services.rollbacks.start(int(asked["number"]))
        beside = show_rollback(services, asked, wish, words)
        under_way = services.rollbacks.of(int(asked["number"])) if asked["number"].isdecimal() else None
        running = under_way is not None and under_way.state == "running"
        # While it runs only the part beside changes: the rest keeps its place and its focus.
        if running or wish in ("ask", "cancel"):
            return no_update, no_update, written(beside), not running
        page = show_page(services, asked, words)
        return written(page), written(show_did(services, asked, words)), written(beside), True

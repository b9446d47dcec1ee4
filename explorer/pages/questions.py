"""待认定: pairs that may be the same, side by side, decided one after the other; what was joined and decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from threading import Lock
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.compare import show_comparison, show_weighed
from explorer.components.data_views import data_views
from explorer.components.deciding import reason_field, type_field
from explorer.components.pager import page_number, pager
from explorer.components.panel import filled, panel
from explorer.components.questions import (
    Queue,
    nothing_asked,
    pair_of,
    show_answers,
    show_decisions,
    show_queue,
)
from explorer.components.states import state
from explorer.i18n import Words, request_words
from explorer.markup import written
from explorer.pages import joined
from explorer.pages.joined import joined_layout, last, tabs
from explorer.services import Services
from explorer.wiring import add_page
from graph.folding import fold
from graph.ledger import Question

PATH = "/data/questions"
DECIDED = 20

Kept = dict[str, Any]
"""What the page keeps: "at" the pair in hand, "later" the pairs put off, "last" the decision taken just now."""


def layout(services: Services, words: Words, **query: str) -> Component:
    """The queue, what evidence joined, or what was decided."""
    show = query.get("show")
    if show == "joined":
        tabs_of, body = ids.JOINED_TABS, joined_layout(services, words)
    elif show == "decided":
        tabs_of, body = ids.DECIDED_TABS, decided_layout(query.get("page"), words)
    else:
        tabs_of, body = ids.QUESTION_TABS, queue_layout(services, words)
    page = html.Div([panel(tabs_of), *body], className="data-body questions")
    return html.Div([data_views(words, PATH), page], className="stage data-lists scroll")


def queue_layout(services: Services, words: Words) -> list[Component]:
    """Filters and the queue on the left, the question in hand beside them; the reason's field stays throughout."""
    find = dmc.TextInput(
        id=ids.QUESTION_FIND, value="", debounce=200, label=words("questions.find"), placeholder=words("questions.name")
    )
    types = Counter(each.label for each in services.questions())
    type = type_field(ids.QUESTION_TYPE, types, services.schema, words)
    reason = reason_field(ids.QUESTION_REASON, words("questions.why"), words("questions.why_text"))
    side = html.Div([type, find, panel(ids.QUESTION_QUEUE)], className="question-side")
    middle = html.Div(
        [
            panel(ids.QUESTION_LAST, role="status"),
            panel(ids.QUESTION_ANSWERS),
            html.Div(reason, id="question-reason-box"),
            panel(ids.QUESTION_SIDES),
        ],
        className="question-middle",
    )
    stores = [dcc.Store(id=ids.QUESTION_ACT), dcc.Store(id=ids.QUESTION_KEPT, data={})]
    return [html.Div([side, middle], className="question-columns"), *stores]


def decided_layout(page: str | None, words: Words) -> list[Component]:
    """The list of decisions."""
    about = html.P(words("questions.decided_about"), className="muted")
    stores = [dcc.Store(id=ids.DECIDED_ACT), dcc.Store(id=ids.DECIDED_PAGE, data=page or "1")]
    return [about, panel(ids.DECIDED_LIST), *stores]


def decide(services: Services, wish: str, reason: str, kept: Kept) -> Kept:
    """Does what a button says ("same A B", "apart A B", "later A B", "undo 3", "show A B"); what the page keeps then.

    A pair that is no longer asked about was decided by somebody else, or by a second press: nothing is done.
    """
    name, _, rest = wish.partition(" ")
    later: list[str] = kept.get("later", [])
    if name == "undo":
        services.undo(int(rest))
        return {**kept, "last": None, "at": kept.get("before")}
    order = ordered(services.questions(), later)
    here = next((at for at, each in enumerate(order) if pair_of(each) == rest), None)
    if here is None or name == "show":
        return {**kept, "at": rest}
    after = order[here + 1] if here + 1 < len(order) else None
    following = pair_of(after) if after else None
    if name == "later":
        return {**kept, "at": following, "later": [*later, rest]}
    decision = services.decide(name, rest.split(" "), reason)
    return {**kept, "at": following, "last": decision, "before": rest}


def ordered(questions: Sequence[Question], later: Sequence[str]) -> list[Question]:
    """Those that were put off come last."""
    return sorted(questions, key=lambda each: later.index(pair_of(each)) + 1 if pair_of(each) in later else 0)


def queue_of(questions: Sequence[Question], kept: Kept, type: str, text: str) -> Queue:
    """The questions of a type and with a name like the text; the one in hand is where the page left off."""
    wanted = fold(text)
    found = [
        each
        for each in ordered(questions, kept.get("later", []))
        if (not type or each.label == type) and any(wanted in fold(name) for name in each.names)
    ]
    at = next((at for at, each in enumerate(found) if pair_of(each) == kept.get("at")), 0)
    return Queue(found, len(questions), at)


def show_question(services: Services, queue: Queue, words: Words) -> Component | list[Component]:
    """What speaks for and against, and both sides; a word where the graph does not show them yet."""
    question = queue.question
    if question is None:
        return nothing_asked(queue.total, words)
    one, other = services.card(question.first), services.card(question.second)
    if one is None or other is None:
        return state("info", words("questions.behind"), words("questions.behind_text"))
    weighed = [(each.speaks, each.text(words.language)) for each in question.weighed]
    return [show_weighed(question.reason, weighed, words), show_comparison((one, other), services.schema, words)]


def show_decided(services: Services, page: str, words: Words) -> list[Component]:
    """A page of the decisions."""
    decisions = services.decisions()
    if not decisions:
        return [state("info", words("questions.none_decided"), words("questions.none_decided_text"))]
    pages = -(-len(decisions) // DECIDED)
    number = page_number(page, pages)
    shown = decisions[(number - 1) * DECIDED : number * DECIDED]
    names = services.names([record for each in shown for record in each.records])
    links = pager(lambda to: f"{PATH}?show=decided&page={to}", number, pages, words)
    return [show_decisions(shown, names, words), *([links] if links else [])]


def register(app: Dash, services: Services) -> None:
    """The lists, and what is done in them: one decision at a time, so that what is asked is looked at again."""
    deciding = Lock()
    joined.register(app, services)
    add_page(
        "questions", PATH, lambda words, **query: layout(services, words, **query), "title.questions", services.language
    )

    @app.callback(
        filled(ids.QUESTION_QUEUE),
        filled(ids.QUESTION_LAST),
        filled(ids.QUESTION_ANSWERS),
        filled(ids.QUESTION_SIDES),
        filled(ids.QUESTION_TABS),
        Output(ids.QUESTION_KEPT, "data"),
        Output(ids.QUESTION_REASON, "value"),
        Input(ids.QUESTION_ACT, "data"),
        Input(ids.QUESTION_TYPE, "value"),
        Input(ids.QUESTION_FIND, "value"),
        State(ids.QUESTION_REASON, "value"),
        State(ids.QUESTION_KEPT, "data"),
    )
    def _draw(
        act: dict[str, Any] | None, type: str | None, text: str | None, reason: str | None, kept: Kept
    ) -> tuple[Any, ...]:
        words = request_words(services.language)
        if act and ctx.triggered_id == ids.QUESTION_ACT:
            with deciding:
                kept, reason = decide(services, act["do"], reason or "", kept), ""
        queue = queue_of(services.questions(), kept, type or "", text or "")
        return (
            written(show_queue(queue, kept.get("later", []), services.schema, words)),
            written(last(services, kept, ids.QUESTION_ACT, words)),
            written(show_answers(queue.question, words) if queue.question else None),
            written(show_question(services, queue, words)),
            written(tabs(services, "", words)),
            kept,
            reason,
        )

    @app.callback(
        filled(ids.DECIDED_LIST),
        filled(ids.DECIDED_TABS),
        Input(ids.DECIDED_ACT, "data"),
        State(ids.DECIDED_PAGE, "data"),
    )
    def _decided(act: dict[str, Any] | None, page: str) -> tuple[str, str]:
        words = request_words(services.language)
        if act:
            services.undo(int(act["do"].partition(" ")[2]))
        return written(show_decided(services, page, words)), written(tabs(services, "decided", words))

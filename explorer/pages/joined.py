"""自动合并: what evidence has joined unasked, looked through by type and by name, taken apart where it is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component

from explorer import ids
from explorer.components.deciding import reason_field, type_field
from explorer.components.joined import show_joined
from explorer.components.panel import filled, panel
from explorer.components.questions import show_last, show_tabs, show_turns
from explorer.components.states import state
from explorer.i18n import Words, request_words
from explorer.markup import written
from explorer.services import Services

PAGE = 20

Kept = dict[str, Any]
"""What the page keeps: "page" from 1, "last" the decision taken just now."""


def joined_layout(services: Services, words: Words) -> list[Component]:
    """What it is about, the filters, the reason's field, which stays throughout, and the list."""
    fields = [
        type_field(ids.JOINED_TYPE, services.joined_counts(), services.schema, words),
        dmc.TextInput(
            id=ids.JOINED_FIND,
            value="",
            debounce=300,
            label=words("questions.find"),
            placeholder=words("questions.name"),
        ),
        reason_field(ids.JOINED_REASON, words("questions.why_apart"), words("questions.why_apart_text")),
    ]
    about = [html.P(words("questions.joined_about")), html.P(words("questions.take_apart_about"), className="muted")]
    return [
        html.Div(about, className="joined-about"),
        html.Div(fields, className="joined-fields"),
        panel(ids.JOINED_LAST, role="status"),
        panel(ids.JOINED_LIST),
        dcc.Store(id=ids.JOINED_ACT),
        dcc.Store(id=ids.JOINED_KEPT, data={"page": 1}),
    ]


def perform(services: Services, wish: str, reason: str, kept: Kept) -> Kept:
    """Does what a button says ("apart A B", "undo 3", "page 2"); what the page keeps then.

    Of two that are no longer one, by somebody else or by a second press, nothing is done.
    """
    name, _, rest = wish.partition(" ")
    if name == "apart":
        one, other = rest.split(" ")
        return (
            {**kept, "last": services.decide("apart", [one, other], reason)} if services.are_one(one, other) else kept
        )
    if name == "undo":
        services.undo(int(rest))
        return {**kept, "last": None}
    return {**kept, "page": int(rest)}


def show_list(services: Services, kept: Kept, label: str, name: str, words: Words) -> list[Component]:
    """How many there are, and a page of them."""
    counts = services.joined_counts(name)
    total = counts.get(label, 0) if label else sum(counts.values())
    if not total:
        key = "none_found" if services.joined_counts() else "none_joined"
        return [state("info", words(f"questions.{key}"), words(f"questions.{key}_text"))]
    pages = -(-total // PAGE)
    page = min(max(int(kept["page"]), 1), pages)
    pairs = services.joined(label=label, name=name, skip=(page - 1) * PAGE, cap=PAGE)
    records = dict.fromkeys(record for each in pairs for record in (each.entity, *each.records))
    stated = services.evidence(list(records))
    count = html.P(words("questions.joined_count", n=words.number(total)), className="muted", role="status")
    return [
        count,
        *show_joined(pairs, services.names(list(records)), stated, services.schema, words),
        *show_turns(ids.JOINED_ACT, page, pages, lambda to: f"page {to}", words),
    ]


def tabs(services: Services, show: str, words: Words) -> Component:
    """What waits, what evidence joined, what is decided, with how many there are of each."""
    decided = sum(not each.undone for each in services.decisions())
    return show_tabs(len(services.questions()), sum(services.joined_counts().values()), decided, show, words)


def last(services: Services, kept: Mapping[str, Any], act: str, words: Words) -> Component | None:
    """The decision taken just now, and taking it back by the store `act`."""
    decision = next((each for each in services.decisions() if each.decision == kept.get("last")), None)
    return show_last(decision, services.names(decision.records), act, words) if decision else None


def register(app: Dash, services: Services) -> None:
    """The list, and what is done in it."""

    @app.callback(
        filled(ids.JOINED_LIST),
        filled(ids.JOINED_LAST),
        filled(ids.JOINED_TABS),
        Output(ids.JOINED_KEPT, "data"),
        Output(ids.JOINED_REASON, "value"),
        Input(ids.JOINED_ACT, "data"),
        Input(ids.JOINED_TYPE, "value"),
        Input(ids.JOINED_FIND, "value"),
        State(ids.JOINED_REASON, "value"),
        State(ids.JOINED_KEPT, "data"),
    )
    def _draw(
        act: dict[str, Any] | None, label: str | None, name: str | None, reason: str | None, kept: Kept
    ) -> tuple[Any, ...]:
        words = request_words(services.language)
        if ctx.triggered_id in (ids.JOINED_TYPE, ids.JOINED_FIND):
            kept = {**kept, "page": 1}
        elif act and ctx.triggered_id == ids.JOINED_ACT:
            kept = perform(services, act["do"], reason or "", kept)
            reason = "" if act["do"].startswith("apart ") else reason
        return (
            written(show_list(services, kept, label or "", (name or "").strip(), words)),
            written(last(services, kept, ids.JOINED_ACT, words)),
            written(tabs(services, "joined", words)),
            kept,
            reason,
        )

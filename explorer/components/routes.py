"""Answers to "who can introduce": already together, on record, and the routes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component

from explorer.components.button import act, take
from explorer.components.evidence import fold_sources, grounds, show_dates
from explorer.components.icon import icon
from explorer.components.named import named
from explorer.components.rail import rail
from explorer.dates import date_text
from explorer.i18n import Words
from graph.schema import Schema

Json = Mapping[str, Any]


class Away(NamedTuple):
    """Addresses at which an answer is taken away: the letters of its routes (see `rail`), and all of it as a table."""

    letters: str
    table: str


def show_answer(answer: Json, away: Away, schema: Schema, words: Words, *, further: bool) -> list[Component]:
    """The answer in the order in which it helps: together, on record, routes; else how near one gets.

    `further` tells that more than the short list was asked for.
    """
    together = [_together(each, words) for each in answer["together"]]
    recorded = [_record(each, schema, words) for each in answer["recorded"]]
    rails = [rail(number, path, away.letters, schema, words) for number, path in enumerate(answer["paths"])]
    short = [each for each, path in zip(rails, answer["paths"], strict=True) if not path["further"]]
    more = rails[len(short) :]
    nearest = [_nearest(each, schema, words) for each in answer["nearest"]]
    return [
        _verdict(answer, away, words),
        *_section("check", words("route.together"), together),
        *_section("introduction", words("route.recorded"), recorded),
        *_section("route", words("route.paths", n=len(short)), short),
        *_section("route", words("route.further", n=len(more)), more),
        *([_further(answer, words, asked=further, more=len(more))] if short else []),
        *_section("target", words("route.nearest"), nearest),
    ]


def _verdict(answer: Json, away: Away, words: Words) -> html.Div:
    ends = words("route.between", start=answer["from"]["name"], end=answer["to"]["name"])
    said: list[Component | str] = [answer["message"]]
    if answer["as_of"]:
        as_of = words("route.as_of", date=date_text(words, answer["as_of"]))
        said.extend([" ", html.Span(as_of, className="muted")])
    taken = [take(away.table, words("route.table")), act("print", words("route.print"), sign="source")]
    children = [html.H1(ends), html.P(said, className="route-message"), html.Div(taken, className="route-send-acts")]
    return html.Div(children, className="route-verdict")


def _section(sign: str, title: str, children: Sequence[Component]) -> list[Component]:
    if not children:
        return []
    return [
        html.Section([html.H2([icon(sign), title], className="route-heading"), *children], className="route-section")
    ]


def _further(answer: Json, words: Words, *, asked: bool, more: int) -> html.Div:
    """Asks for routes beyond the short list, or puts them away again."""
    button = act("further", words("route.fewer" if asked else "route.more"), style="button button-small")
    about = words("route.no_further", max_hops=answer["max_hops"]) if asked else words("route.short_list")
    said = [] if more else [html.Span(about, className="muted")]
    return html.Div([button, *said], className="route-further")


def _together(reason: Json, words: Words) -> html.Div:
    return html.Div([html.P(reason["text"], className="route-fact"), *grounds(reason, words)], className="route-card")


def _record(record: Json, schema: Schema, words: Words) -> html.Div:
    """One introduction on record; who or what was not named is said, not guessed."""
    to = "route.to_inferred" if record["to_inferred"] else "route.to_label"
    parties = [_party(words(key), record[end], schema, words) for key, end in _ENDS] + [
        _party(words(to), record["to"], schema, words)
    ]
    lines = [html.P(text) for text in record["remarks"]]
    if record["outcome"]:
        lines.append(html.P(words("route.outcome", text=record["outcome"])))
    if record["note"]:
        lines.append(html.P(record["note"], className="muted"))
    children = [html.Dl(parties, className="parties"), _tags(record, schema, words), *lines]
    return html.Div([*children, _when(record, words), fold_sources(record["sources"], words)], className="route-card")


def _when(record: Json, words: Words) -> Component:
    """When it was made, or by when it had been."""
    if record["date"]:
        return html.P(words("route.made", date=date_text(words, record["date"])))
    return show_dates({"observed": record["observed"]}, words)


_ENDS = (("route.by", "by"), ("route.of", "of"))


def _tags(record: Json, schema: Schema, words: Words) -> html.Div:
    """What kind of introduction it was and what became of it, in the schema's words."""
    kind = schema.node("Introduction")
    tags = []
    for name in ("kind", "state"):
        if value := record[name]:
            tags.append(html.Span(kind.properties[name].said(value, words.language), className="tag"))
    return html.Div(tags, className="tags")


def _party(label: str, nodes: Sequence[Json], schema: Schema, words: Words) -> html.Div:
    shown: list[Component] = [named(node, schema) for node in nodes]
    return html.Div(
        [html.Dt(label), html.Dd(shown or [html.Span(words("route.unnamed"), className="muted")])], className="party"
    )


def _nearest(near: Json, schema: Schema, words: Words) -> html.Div:
    return html.Div([named(near["node"], schema), html.P(near["text"], className="muted")], className="route-card")

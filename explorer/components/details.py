"""The right panel: a node or a tie, with everything it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from explorer.cards import Card, Group, Tie, TieCard
from explorer.components.attributes import data
from explorer.components.button import act
from explorer.components.evidence import show_dates
from explorer.components.facts import UNSHOWN, show_facts
from explorer.components.icon import badge
from explorer.components.origins import fact, show_grounds
from explorer.components.states import state
from explorer.i18n import Words
from graph.schema import NodeType, Schema
from graph.subgraph import Node


def show_nothing(words: Words) -> Component:
    """Before anything is chosen."""
    return state("info", words("details.nothing"), words("details.nothing_text"))


def show_card(card: Card, schema: Schema, words: Words) -> list[Component]:
    """A node: what it is, how many ties and sources, its facts, and its ties grouped by kind."""
    kind = schema.node(card.node.label)
    groups = [_group(card, group, schema, words) for group in card.groups]
    children: list[Component] = [
        _head(card.node, kind, schema, words),
        _tiles(card, words),
        _actions(card.node, words),
        *show_facts(card.node, kind, card.stated.get(card.node.id, ()), card.sources, words),
        *groups,
    ]
    if not card.groups:
        children.append(html.P(words("details.no_ties"), className="details-note"))
    children.extend(_own_sources(card, kind, words))
    return children


def _head(node: Node, kind: NodeType, schema: Schema, words: Words) -> html.Div:
    chain = html.B(words.of(schema.chains[kind.chain].label), className=f"chain-{kind.chain}")
    title = node.properties.get("title")
    lines: list[Component | str] = [chain, " · ", words.of(kind.label)]
    return html.Div(
        [
            badge(kind, large=True),
            html.Div(
                [
                    html.H2(node.name, className="details-name"),
                    html.P(lines, className=f"details-kind chain-{kind.chain}"),
                    *([html.P(str(title), className="details-kind")] if title else []),
                ]
            ),
        ],
        className="details-head",
    )


def _tiles(card: Card, words: Words) -> html.Dl:
    latest = card.latest[:4] if card.latest else "—"
    figures = (
        (words("details.ties"), words.number(card.total)),
        (words("details.sources"), words.number(len(card.sources))),
        (words("details.latest"), latest),
    )
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(value)], className="tile") for name, value in figures], className="tiles"
    )


def _actions(node: Node, words: Words) -> html.Div:
    return html.Div(
        [
            act(
                "expand",
                words("node.expand_short"),
                sign="expand",
                id=node.id,
                style="button button-small button-primary",
            ),
            act("chains", words("node.chains"), sign="lanes", id=node.id),
            act("route-from", words("node.route_from"), sign="route", id=node.id),
            act("route-to", words("node.route_to"), sign="route", id=node.id),
            act("hide", words("node.hide"), sign="hide", id=node.id),
        ],
        className="details-actions",
    )


def _group(card: Card, group: Group, schema: Schema, words: Words) -> html.Section:
    kind = schema.relationship(group.type)
    heading = words.of(kind.forward if group.forward else kind.backward)
    listed, total = len(group.ties), words.number(group.total)
    count = words("details.some_of", shown=words.number(listed), total=total) if listed < group.total else total
    return html.Section(
        [
            html.H3([heading, html.Span(count, className="number")], className="tie-group-title"),
            *(_tie(tie, card, schema, words) for tie in group.ties),
        ],
        className="tie-group",
    )


def _tie(tie: Tie, card: Card, schema: Schema, words: Words) -> html.Div:
    properties = tie.relationship.properties
    known = [card.sources[id] for id in _ids(properties.get("sources")) if id in card.sources]
    kind = schema.relationship(tie.relationship.type)
    grounds = show_grounds(known, card.stated.get(tie.relationship.key, ()), kind.properties, words)
    said = words("details.evidence", n=len(known)) if known else words("details.no_source")
    body: list[Component] = [html.P(text) for text in _remarks(tie, schema, words)]
    body.append(show_dates(properties, words))
    if grounds:
        body.append(html.Details([html.Summary(said), *grounds], className="evidence"))
    else:
        body.append(html.P(said, className="muted"))
    return html.Div([_other(tie.other, schema), html.Div(body, className="tie-body")], className="tie")


def _other(node: Node, schema: Schema) -> html.Div:
    button = html.Button(node.name, className="text-button tie-name", type="button", **data(act="add", id=node.id))
    return html.Div([badge(schema.node(node.label)), button], className="tie-head")


def _remarks(tie: Tie, schema: Schema, words: Words) -> Iterable[str]:
    """The tie's own properties in words, dates and sources apart."""
    kind = schema.relationship(tie.relationship.type)
    for name, value in tie.relationship.properties.items():
        property = kind.properties.get(name)
        if property is None or name in UNSHOWN - {"note"} or property.type == "date" or name == "sources":
            continue
        text = fact(property, value, words)
        yield text if name in ("role", "note") else words("details.pair", name=words.of(property.label), value=text)


def _own_sources(card: Card, kind: NodeType, words: Words) -> list[Component]:
    own = [card.sources[id] for id in _ids(card.node.properties.get("sources")) if id in card.sources]
    grounds = show_grounds(own, card.stated.get(card.node.id, ()), kind.properties, words)
    if not grounds:
        return []
    heading = html.H3(
        [words("details.own_sources"), html.Span(str(len(own)), className="number")], className="tie-group-title"
    )
    return [html.Section([heading, *grounds], className="tie-group")]


def show_tie(tie: TieCard, schema: Schema, words: Words) -> list[Component]:
    """A relationship chosen on the canvas: its ends, how it reads, its dates and its sources."""
    kind = schema.relationship(tie.relationship.type)
    as_tie = Tie(tie.relationship, tie.end, True)
    known = [tie.sources[id] for id in _ids(tie.relationship.properties.get("sources")) if id in tie.sources]
    return [
        html.H2(words.of(kind.label), className="details-name"),
        html.P(words("details.tie"), className="details-kind"),
        html.Div(
            [_other(tie.start, schema), html.P(words.of(kind.forward), className="muted"), _other(tie.end, schema)],
            className="ends",
        ),
        html.Div(
            [
                *(html.P(text) for text in _remarks(as_tie, schema, words)),
                show_dates(tie.relationship.properties, words),
            ],
            className="facts-free",
        ),
        html.H3(
            [words("details.sources"), html.Span(str(len(known)), className="number")],
            className="tie-group-title tie-group",
        ),
        *([] if known else [html.P(words("details.no_source"), className="muted")]),
        *show_grounds(known, tie.stated, kind.properties, words),
    ]


def _ids(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []

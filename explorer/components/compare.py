"""Two nodes side by side, line by line: what each is said to be, with whom it stands, and where that is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dash import html
from dash.development.base_component import Component

from explorer.cards import Card, Tie
from explorer.components.button import act
from explorer.components.evidence import show_dates
from explorer.components.icon import badge, icon
from explorer.components.origins import fact, show_grounds
from explorer.i18n import Words
from graph.folding import fold
from graph.schema import NodeType, Property, Schema

TIES = 8
"""Ties of one kind listed on a side; how many more there are is said."""
_APART = frozenset({"id", "name", "alias", "sources"})
"""Properties with a line of their own, or none: what one is called otherwise is compared with the other's name."""

Sides: TypeAlias = tuple[Card, Card]
Verdict = Literal["same", "partly", "different", "one"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said of a side, `said` as it is compared with what is said of the other."""

    said: str
    shown: list[Component]


@dataclass(frozen=True, slots=True)
class Line:
    """What both sides have to say about one thing."""

    label: str
    left: list[Entry]
    right: list[Entry]

    @property
    def verdict(self) -> Verdict:
        """Whether they say the same, some of the same, something else, or only one says anything."""
        left, right = ({entry.said for entry in side} for side in (self.left, self.right))
        if not left or not right:
            return "one"
        return "same" if left == right else "partly" if left & right else "different"


def show_comparison(sides: Sides, schema: Schema, words: Words) -> html.Div:
    """The two as columns of a table, a row a property or a kind of tie, each row with its verdict."""
    kind = schema.node(sides[0].node.label)
    head = [html.Th(html.Span(words("compare.about"), className="visually-hidden"), scope="col")]
    head += [html.Th(_head(card, schema, words), scope="col") for card in sides]
    head.append(html.Th(words("compare.verdict"), scope="col"))
    lines = [*_property_lines(sides, kind, words), *_tie_lines(sides, schema, words), _source_line(sides, kind, words)]
    body = [_row(line, words) for line in lines if line.left or line.right]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="table compare")
    return html.Div(table, className="table-frame")


def _head(card: Card, schema: Schema, words: Words) -> html.Div:
    open_button = act("open", words("compare.open"), sign="show", id=card.node.id)
    return html.Div(
        [badge(schema.node(card.node.label)), html.B(card.node.name), open_button], className="compare-head"
    )


def _row(line: Line, words: Words) -> html.Tr:
    cells = [
        html.Td([html.Div(entry.shown, className="compare-entry") for entry in side] or _nothing(words))
        for side in (line.left, line.right)
    ]
    verdict = html.Span(words(f"compare.{line.verdict}"), className=f"tag verdict-{line.verdict}")
    return html.Tr([html.Th(line.label, scope="row"), *cells, html.Td(verdict)])


def _nothing(words: Words) -> html.Span:
    return html.Span(words("compare.nothing"), className="muted")


def _property_lines(sides: Sides, kind: NodeType, words: Words) -> Iterator[Line]:
    called = [kind.properties[name] for name in ("name", "alias")]
    yield Line(
        words.of(called[0].label), *([e for each in called for e in _values(card, each, words)] for card in sides)
    )
    for name in dict.fromkeys([*kind.featured, *kind.properties]):
        if name not in _APART:
            property = kind.properties[name]
            yield Line(words.of(property.label), *(_values(card, property, words) for card in sides))


def _values(card: Card, property: Property, words: Words) -> list[Entry]:
    value = card.node.properties.get(property.name)
    if value in (None, "", []):
        return []
    several = value if isinstance(value, list) else [value]
    return [Entry(fold(str(each)), [html.Span(fact(property, each, words))]) for each in several]


def _tie_lines(sides: Sides, schema: Schema, words: Words) -> Iterator[Line]:
    groups = [{(group.type, group.forward): group for group in card.groups} for card in sides]
    for type in schema.relationships:
        for forward in (True, False):
            pair = [found.get((type, forward)) for found in groups]
            if type == "POSSIBLY_SAME_AS" or not any(pair):
                continue
            kind = schema.relationship(type)
            entries = [
                [_tie(tie, card, schema, words) for tie in group.ties[:TIES]] if group else []
                for group, card in zip(pair, sides, strict=True)
            ]
            for group, side in zip(pair, entries, strict=True):
                if group and group.total > TIES:
                    more = words("compare.more", n=group.total - TIES)
                    side[-1].shown.append(html.P(more, className="muted"))
            yield Line(words.of(kind.forward if forward else kind.backward), *entries)


def _tie(tie: Tie, card: Card, schema: Schema, words: Words) -> Entry:
    told = tie.relationship.properties
    role = [html.Span(str(told["role"]), className="muted")] if told.get("role") else []
    head = html.Div([badge(schema.node(tie.other.label)), html.Span(tie.other.name), *role], className="compare-tie")
    known = [card.sources[id] for id in told.get("sources") or () if id in card.sources]
    kind = schema.relationship(tie.relationship.type)
    grounds = show_grounds(known, card.stated.get(tie.relationship.key, ()), kind.properties, words)
    fold_away = html.Details([html.Summary(words("compare.grounds")), *grounds], className="evidence")
    return Entry(tie.other.id, [head, show_dates(told, words), *([fold_away] if grounds else [])])


def _source_line(sides: Sides, kind: NodeType, words: Words) -> Line:
    left, right = (_sources(card, kind, words) for card in sides)
    return Line(words.of(kind.properties["sources"].label), left, right)


def _sources(card: Card, kind: NodeType, words: Words) -> list[Entry]:
    ids = [id for id in card.node.properties.get("sources") or () if id in card.sources]
    stated = card.stated.get(card.node.id, ())
    return [
        Entry(
            id,
            show_grounds([card.sources[id]], [each for each in stated if id in each.sources], kind.properties, words),
        )
        for id in ids
    ]


def show_weighed(reason: str, weighed: Sequence[tuple[Literal["for", "against"], str]], words: Words) -> html.Div:
    """What speaks for the two being one and what against; the asking source's reason where nothing is weighed."""
    parts: list[Component] = []
    for speaks, sign in (("for", "check"), ("against", "warning")):
        texts = [text for each, text in weighed if each == speaks]
        if texts:
            items = [html.Li([icon(sign), html.Span(text)]) for text in texts]
            parts.append(
                html.Section([html.H3(words(f"compare.{speaks}")), html.Ul(items)], className=f"speaks-{speaks}")
            )
    if reason and not weighed:
        parts.append(html.Section([html.H3(words("compare.reason")), html.P(reason)]))
    return html.Div(parts, className="weighed")

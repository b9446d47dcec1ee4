"""What evidence has joined unasked: by entity, each pair with its evidence and where both stand; taking it apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from explorer.cards import Stated
from explorer.components.attributes import data
from explorer.components.button import act
from explorer.components.icon import icon
from explorer.components.named import named
from explorer.components.origins import show_origins
from explorer.i18n import Words
from explorer.ids import JOINED_ACT
from graph.ledger import Joined
from graph.schema import Schema


def show_joined(
    pairs: Sequence[Joined], names: Mapping[str, str], stated: Stated, schema: Schema, words: Words
) -> list[Component]:
    """A card an entity with the pairs that were joined in it; `names` and `stated` are those of its records."""
    return [
        html.Section(
            [
                html.H2(
                    named({"id": entity, "label": first.label, "name": names.get(entity, first.names[0])}, schema),
                    **data(own=""),
                ),
                *(_pair(each, stated, schema, words) for each in (first, *rest)),
            ],
            className="joined",
        )
        for entity, (first, *rest) in groupby(pairs, key=lambda each: each.entity)
    ]


def _pair(pair: Joined, stated: Stated, schema: Schema, words: Words) -> html.Div:
    sides = [
        _side(name, record, stated, schema, pair.label, words)
        for name, record in zip(pair.names, pair.records, strict=True)
    ]
    evidence = [
        html.Li([icon("check" if each.speaks == "for" else "warning"), html.Span(each.text(words.language))])
        for each in pair.weighed
    ]
    apart = act(
        "tell", words("questions.take_apart"), sign="swap", id=JOINED_ACT, value=f"apart {' '.join(pair.records)}"
    )
    return html.Div(
        [*sides, html.Ul(evidence, className="joined-evidence", **data(own="")), apart], className="joined-pair"
    )


def _side(name: str, record: str, stated: Stated, schema: Schema, label: str, words: Words) -> html.Div:
    """What one record is called and the rows that state it; the source where no file does."""
    own = [each for each in stated.get(record, ()) if each.record == record]
    rows = show_origins(own, schema.node(label).properties, words)
    sources = list(dict.fromkeys(each.source for each in own if each.source))
    said = rows or [html.P(source, className="origin muted") for source in sources]
    return html.Div([html.B(name), *said], className="joined-side", **data(own=""))

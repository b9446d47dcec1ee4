"""Past loads: the list of loads, rollbacks and decisions, and what each of them did, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from explorer.components.pager import inside
from explorer.dates import moment_text
from explorer.i18n import Words
from graph.ledger import LoadRecord
from graph.schema import Schema

COUNTED = ("made", "changed", "unchanged", "retired", "restored", "refused", "queued")
NOTED = ("made", "changed", "retired", "restored", "refused", "queued")
"""What the list tells of a load; how much stayed as it was is on its own page."""
TYPES = 4
DECISIONS = ("same", "apart", "confirmed", "denied", "undo")

Counts = Mapping[str, Mapping[str, int]]


def show_loads(records: Sequence[LoadRecord], schema: Schema, words: Words) -> html.Div:
    """The records as a table, one row each; a load leads to its own page."""
    columns = ("when", "what", "source", "state", "did")
    head = html.Thead(html.Tr([html.Th(words(f"loads.{name}"), scope="col") for name in columns]))
    body = html.Tbody([_row(record, schema, words) for record in records])
    return html.Div(html.Table([head, body], className="table"), className="table-frame")


def _row(record: LoadRecord, schema: Schema, words: Words) -> html.Tr:
    number = html.Span(words("loads.number", n=record.load), className="muted number")
    cells = (
        [html.Span(moment_text(record.at), className="number")],
        [_what(record, words), html.Div([html.Span(kind_text(record, words), className="tag"), number])],
        [record.source],
        state_tag(record, words),
        _did(record.counts, schema, words),
    )
    return html.Tr([html.Td(cell) for cell in cells])


def _what(record: LoadRecord, words: Words) -> Component:
    if record.kind == "decision":
        return inside(decision_text(record, words), "/data/questions?show=decided")
    text = file_text(record) if record.kind == "load" else words("loads.took_back", n=record.undoes or 0)
    return inside(text, f"/data/loads/{record.load}", "load-link")


def file_text(record: LoadRecord) -> str:
    """What was loaded: the file, or the folder with how many files it has."""
    called = record.title.rsplit(" · ", 1)[0] or record.source
    return record.files[0] if len(record.files) == 1 else called


def kind_text(record: LoadRecord, words: Words) -> str:
    """A first load of its source, a correction, a rollback or a decision."""
    return words(f"loads.{'first' if record.first else 'again'}" if record.kind == "load" else f"loads.{record.kind}")


def decision_text(record: LoadRecord, words: Words) -> str:
    """Which decision was taken or taken back; its records are listed with the decisions."""
    kind = record.title.split(":")[0].split(" ")[0]
    return words(f"loads.decision_{kind}") if kind in DECISIONS else record.title


def state_tag(record: LoadRecord, words: Words) -> list[Component]:
    """Of a load: in force, or taken back; the word says it, the colour repeats it."""
    if record.kind != "load":
        return []
    undone = record.state == "undone"
    said = words("loads.undone" if undone else "loads.in_force")
    return [html.Span(said, className="tag" if undone else "tag tag-ok")]


def _did(counts: Counts, schema: Schema, words: Words) -> list[Component]:
    said = total_text(counts, words)
    if not said:
        return [html.Span(words("loads.nothing"), className="muted")]
    types = sorted_types(counts, schema)
    shown = [
        words("loads.of_type", type=type_name(type, schema, words), n=sum(counts[type].get(each, 0) for each in NOTED))
        for type in types[:TYPES]
    ]
    more = [words("loads.more_types", n=len(types) - TYPES)] if len(types) > TYPES else []
    return [html.Div(said), html.Div(" · ".join([*shown, *more]), className="muted load-types")]


def total_text(counts: Counts, words: Words) -> str:
    """All types together: made, changed, retired … as far as there are any."""
    total: Counter[str] = Counter()
    for of_type in counts.values():
        total.update(of_type)
    return " · ".join(words(f"loads.total_{name}", n=total[name]) for name in NOTED if total[name])


def sorted_types(counts: Counts, schema: Schema) -> list[str]:
    """The types of which something was done, nodes before ties, as people should see them."""
    order = [*schema.nodes, *schema.relationships, ""]
    return sorted((type for type, of_type in counts.items() if any(of_type.values())), key=order.index)


def type_name(type: str, schema: Schema, words: Words) -> str:
    """The word for a type of node or tie; rows that were refused whole may be of none."""
    if not type:
        return words("loads.row")
    return words.of(schema.nodes[type].label if type in schema.nodes else schema.relationships[type].label)


def show_counts(counts: Counts, schema: Schema, words: Words) -> html.Div:
    """A row a type, a column for each thing that was done to any; a sum where there are several types."""
    types = sorted_types(counts, schema)
    columns = [name for name in COUNTED if any(counts[type].get(name) for type in types)]
    rows = [(type_name(type, schema, words), [counts[type].get(name, 0) for name in columns]) for type in types]
    head = [html.Th(words("loads.type"), scope="col")]
    head += [html.Th(words(f"loads.{name}"), scope="col", className="right") for name in columns]
    body = [html.Tr([html.Th(name, scope="row"), *map(_figure, figures)]) for name, figures in rows]
    if len(rows) > 1:
        sums = [sum(column) for column in zip(*(figures for _, figures in rows), strict=True)]
        body.append(html.Tr([html.Th(words("loads.sum"), scope="row"), *map(_figure, sums)], className="table-sum"))
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="table table-figures")
    return html.Div(table, className="table-frame")


def _figure(value: int) -> html.Td:
    return html.Td(f"{value:,}" if value else "–", className="right number" if value else "right number muted")

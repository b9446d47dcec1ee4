"""One load on its page: what it was, what it did by type, the nodes it made, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.icon import badge, icon
from explorer.components.loads import (
    decision_text,
    file_text,
    kind_text,
    show_counts,
    sorted_types,
    state_tag,
    type_name,
)
from explorer.components.pager import inside, pager
from explorer.components.states import state
from explorer.dates import moment_text
from explorer.i18n import Words
from explorer.ids import LOAD_ACT
from explorer.rollbacks import Rollback
from graph.errors import QianxianError
from graph.ledger import LoadedNode, LoadRecord, Reversal
from graph.schema import Schema

LISTED = 50


def show_head(record: LoadRecord, words: Words) -> html.Header:
    """The way back, the file, and what is known of the load itself."""
    titles = {"load": file_text(record), "rollback": words("loads.took_back", n=record.undoes or 0)}
    facts = [("loads.when", moment_text(record.at)), ("loads.source", record.source)]
    if len(record.files) > 1:
        facts.append(("loads.files", words("list.comma").join(record.files)))
    if record.complete:
        facts.append(("loads.extent", words("loads.complete")))
    number = html.Span(words("loads.number", n=record.load), className="muted number")
    tags = [html.Span(kind_text(record, words), className="tag"), *state_tag(record, words), number]
    return html.Header(
        [
            inside(words("loads.back"), "/data/loads", "load-back"),
            html.H1(titles.get(record.kind) or decision_text(record, words)),
            html.P(tags, className="load-tags"),
            html.Dl([part for key, text in facts for part in (html.Dt(words(key)), html.Dd(text))], className="facts"),
            *_other(record, words),
        ],
        className="load-head",
    )


def _other(record: LoadRecord, words: Words) -> list[Component]:
    """The rollback that took this load back, or the load that this rollback took back."""
    if record.undone_by is not None:
        return [inside(words("loads.undone_by", n=record.undone_by), f"/data/loads/{record.undone_by}")]
    if record.undoes is not None:
        return [inside(words("loads.undoes", n=record.undoes), f"/data/loads/{record.undoes}")]
    return []


def show_changes(record: LoadRecord, schema: Schema, words: Words) -> list[Component]:
    """What it did by type."""
    if sorted_types(record.counts, schema):
        return [html.H2(words("loads.did")), show_counts(record.counts, schema, words)]
    return [html.P(words("loads.nothing_text"), className="muted")] if record.kind == "load" else []


def show_nodes(
    record: LoadRecord, nodes: Sequence[LoadedNode], label: str, page: int, schema: Schema, words: Words
) -> list[Component]:
    """A page of the nodes it made or changed; `nodes` has one more than is shown where there are more pages."""
    if not nodes and not label:
        return []

    def address(label: str, number: int = 1) -> str:
        asked = {name: text for name, text in (("type", label), ("page", str(number))) if text not in ("", "1")}
        return f"/data/loads/{record.load}" + (f"?{urlencode(asked)}" if asked else "")

    types = [type for type in sorted_types(record.counts, schema) if type in schema.nodes]
    made = [type for type in types if record.counts[type].get("made") or record.counts[type].get("changed")]
    chips = [
        inside(
            type_name(each, schema, words) if each else words("loads.all"),
            address(each),
            "chip-link",
            current=each == label,
        )
        for each in ("", *made)
    ]
    columns = (words("loads.name"), words("loads.type"), words("loads.said"))
    rows = [_node(each, schema, words) for each in nodes[:LISTED]]
    table = html.Table(
        [html.Thead(html.Tr([html.Th(text, scope="col") for text in columns])), html.Tbody(rows)], className="table"
    )
    pages = page + 1 if len(nodes) > LISTED else page
    links = pager(lambda number: address(label, number), page, pages, words)
    return [
        html.H2(words("loads.nodes")),
        html.Nav(chips, className="chips", **aria(label=words("loads.by_type"))),
        html.Div(table, className="table-frame"),
        *([links] if links else []),
    ]


def _node(node: LoadedNode, schema: Schema, words: Words) -> html.Tr:
    kind = schema.node(node.label)
    sign = [badge(kind), html.Span(node.name)]
    name: Component = html.Span([*sign, html.Span(words("loads.gone"), className="tag")], className="named")
    if node.entity:
        name = html.Button(sign, className="named text-button", type="button", **data(act="open", id=node.entity))
    said = words("loads.fresh" if node.fresh else "loads.more")
    return html.Tr([html.Td(name), html.Td(words.of(kind.label)), html.Td(said)])


def show_offer(words: Words) -> html.Section:
    """Before anything is asked: that a load can be taken back."""
    button = act("tell", words("rollback.offer"), sign="undo", id=LOAD_ACT, value="ask", style="button")
    return _box([html.P(words("rollback.about"), className="muted"), button])


def show_question(record: LoadRecord, counts: Mapping[str, Reversal], schema: Schema, words: Words) -> html.Section:
    """What taking the load back will do, and the choice."""
    told = {type: {"retired": each.retired, "restored": each.restored} for type, each in counts.items()}
    by_type = html.Details(
        [html.Summary(words("loads.by_type")), show_counts(told, schema, words)], className="evidence"
    )
    notes = html.Ul([html.Li(words(f"rollback.{name}")) for name in ("later", "decisions", "again")], className="dots")
    cancel = act("tell", words("rollback.cancel"), id=LOAD_ACT, value="cancel", style="button")
    confirm = act(
        "tell", words("rollback.confirm"), sign="undo", id=LOAD_ACT, value="confirm", style="button button-danger"
    )
    return _box(
        [
            html.H2(words("rollback.title", file=file_text(record))),
            html.P(reversal_text("rollback.will", told, words)),
            *([by_type] if told else []),
            notes,
            html.Div([cancel, confirm], className="buttons"),
        ],
        "load-asks",
    )


def reversal_text(key: str, counts: Mapping[str, Mapping[str, int]], words: Words) -> str:
    """How many claims are retired and brought back, in a sentence."""
    retired, restored = (sum(each.get(name, 0) for each in counts.values()) for name in ("retired", "restored"))
    if not retired and not restored:
        return words("rollback.none")
    return words(key, retired=words.number(retired), restored=words.number(restored))


def show_progress(rollback: Rollback, words: Words) -> html.Section:
    """How far it is; closing the page does not end it."""
    if rollback.first:
        stage = words("rollback.waiting", first=rollback.first)
    else:
        stage = words(f"rollback.stage_{rollback.stage or 'begin'}", n=words.number(rollback.done))
    bar = html.Div(html.Span(), className="bar-under-way")
    return _box(
        [html.H2(words("rollback.running")), bar, html.P(stage), html.P(words("rollback.close"), className="muted")]
    )


def show_done(record: LoadRecord, words: Words) -> html.Section:
    """What taking the load back did; `record` is the rollback's."""
    said = reversal_text("rollback.did", record.counts, words)
    return _box(
        [html.H2([icon("check"), words("rollback.done")]), html.P(said), html.P(words("rollback.shown"))], "load-done"
    )


def show_refusal(error: QianxianError | None, number: str, words: Words) -> html.Section:
    """Why it cannot be, or was not, taken back."""
    said: list[Component] = [html.P(words("problem.unexpected_hint")), html.P(words("problem.number", number=number))]
    if error:
        said = [html.P(error.message(words.language)), html.P(error.hint(words.language), className="muted")]
    return _box([html.H2([icon("warning"), words("rollback.failed")]), *said], "load-failed")


def _box(children: list[Component], style: str = "") -> html.Section:
    return html.Section(children, className=f"load-box {style}".rstrip())


def no_load(number: str, words: Words) -> list[Component]:
    """An address of a load that there is not."""
    back = inside(words("loads.back"), "/data/loads", "button button-primary")
    return [state("search", words("loads.missing", n=number), words("loads.missing_text"), back, heading="h1")]

"""The line at the foot of the canvas: what the last action did, and how to go on."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from explorer.actions import CAP, Notice
from explorer.components.button import act
from explorer.i18n import Words
from explorer.state import COMFORT
from graph.schema import Schema


def show_notice(notice: Notice | None, nodes: int, schema: Schema, words: Words) -> Component | None:
    """The words for a notice, with one button where something follows from it; a word where the canvas is very full."""
    said: list[Component] = []
    if notice:
        said.append(html.Span(_text(notice, schema, words)))
    if nodes > COMFORT:
        said.append(html.Span(words("notice.many", n=words.number(nodes))))
    if not said:
        return None
    if notice and notice.kind == "added" and notice.total:
        said.append(act("expand", words("node.expand_short"), id=notice.id, style=""))
    if notice and notice.kind == "expanded" and notice.shown < notice.total:
        more = min(CAP, notice.total - notice.shown)
        said.append(act("expand", words("notice.more", n=more), id=notice.id, style=""))
    outside = html.Span(act("fit", words("notice.out_of_view"), style=""), id="out-of-view", hidden=True)
    close = act("hush", words("close"), sign="close", style="notice-close", show_label=False)
    return html.Div([*said, outside, close], className="notice")


def _text(notice: Notice, schema: Schema, words: Words) -> str:
    return words(
        f"notice.{notice.kind}",
        id=notice.id,
        name=notice.name,
        type=words.of(schema.node(notice.label).label) if notice.label else "",
        shown=words.number(notice.shown),
        total=words.number(notice.total),
        n=notice.total,
    )

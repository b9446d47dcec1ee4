"""The line at the foot of the canvas: what the last action did, and how to go on."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from explorer.actions import CAP, Notice
from explorer.components.button import act
from explorer.i18n import Words


def show_notice(notice: Notice, words: Words) -> Component:
    """The words for a notice, with one button where something follows from it."""
    text = words(
        f"notice.{notice.kind}",
        name=notice.name,
        shown=words.number(notice.shown),
        total=words.number(notice.total),
        n=notice.total,
    )
    children: list[Component] = [html.Span(text)]
    if notice.kind == "added" and notice.total:
        children.append(act("expand", words("node.expand_short"), id=notice.id, style=""))
    if notice.kind == "expanded" and notice.shown < notice.total:
        more = min(CAP, notice.total - notice.shown)
        children.append(act("expand", words("notice.more", n=more), id=notice.id, style=""))
    children.append(html.Span(id="out-of-view"))
    children.append(act("hush", words("close"), sign="close", style="notice-close", show_label=False))
    return html.Div(children, className="notice")

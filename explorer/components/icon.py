"""Icons and the signs of types."""

from __future__ import annotations

from dash import html

from explorer.components.attributes import aria
from graph.schema import NodeType


def icon(name: str) -> html.Span:
    """An icon of `assets/icons` in the colour of the text around it; says nothing to a screen reader."""
    return html.Span(className=f"icon icon-{name}", **aria(hidden="true"))


def badge(node: NodeType, *, large: bool = False) -> html.Span:
    """The sign of a type: its icon on its shape in the colour of its chain."""
    size = " badge-large" if large else ""
    return html.Span(icon(node.icon), className=f"badge chain-{node.chain} shape-{node.shape}{size}")

"""A node by its name, as a button that goes to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from explorer.components.attributes import data
from explorer.components.icon import badge
from graph.schema import Schema


def named(node: Mapping[str, Any], schema: Schema) -> html.Button:
    """Sign and name of `{"id", "label", "name"}` and what they are `known` by; pressing it opens the node."""
    known = [html.Span(node["known"], className="muted")] if node.get("known") else []
    return html.Button(
        [badge(schema.node(node["label"])), html.Span(node["name"]), *known],
        className="named text-button",
        type="button",
        **data(act="open", id=node["id"]),
    )

"""Buttons that speak to the page's own script by `data-` attributes: one listener, no callback a button."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from explorer.components.icon import icon


def act(
    kind: str,
    label: str,
    *,
    sign: str | None = None,
    id: str | None = None,
    value: str | None = None,
    style: str = "button button-small",
    show_label: bool = True,
    disabled: bool = False,
    pressed: bool | None = None,
) -> html.Button:
    """A button that does `kind` (expand, hide, select, …) to the node `id`."""
    children: list[Component | str] = [icon(sign)] if sign else []
    if show_label:
        children.append(html.Span(label, className="button-text"))
    attributes = {"data-act": kind, "data-id": id, "data-value": value}
    if not show_label:
        attributes |= {"aria-label": label, "title": label}
    if pressed is not None:
        attributes["aria-pressed"] = "true" if pressed else "false"
    given: dict[str, Any] = {name: text for name, text in attributes.items() if text is not None}
    return html.Button(children, className=style, disabled=disabled, type="button", **given)


def take(address: str, label: str) -> html.A:
    """A link like a button, to a file that is taken away."""
    text = html.Span(label, className="button-text")
    return html.A([icon("download"), text], href=address, className="button button-small", download="")

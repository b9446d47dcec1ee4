"""Panels as text: a tree of `dash.html` parts written out as HTML.

Every part that Dash draws listens to every change of the page, so a list of a hundred ties drawn by Dash makes an
expansion feel slow (measured: 1.9 s instead of 0.2 s). Panels of which nothing but `data-act` buttons is asked are
therefore written here, and put in place by `assets/js/panels.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TypeAlias

from dash.development.base_component import Component

Part: TypeAlias = Component | str | int | float | Sequence["Part"] | None

VOID = frozenset({"br", "hr", "img"})
RENAMED = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan"}
SAFE_ADDRESS = re.compile(r"(https?:|/(?!/)|#|\?|data:image/svg\+xml;)", re.IGNORECASE)


def written(part: Part) -> str:
    """The part as HTML, texts and attributes escaped; TypeError for anything that is no `dash.html` part."""
    if part is None:
        return ""
    if isinstance(part, str | int | float):
        return escape(str(part))
    if isinstance(part, Component):
        return _element(part)
    return "".join(written(each) for each in part)


def _element(component: Component) -> str:
    if component._namespace != "dash_html_components":
        raise TypeError(f"{type(component).__name__} cannot be written as text")
    tag = type(component).__name__.lower()
    properties = component.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    inside = properties.pop("children", None)
    attributes = "".join(_attributes(properties))
    return f"<{tag}{attributes}>" if tag in VOID else f"<{tag}{attributes}>{written(inside)}</{tag}>"


def _attributes(properties: Mapping[str, object]) -> Iterator[str]:
    for name, value in properties.items():
        if value is None or value is False:
            continue
        if name in ("href", "src") and not SAFE_ADDRESS.match(str(value)):
            continue
        text = RENAMED.get(name, name.lower() if not name.startswith(("data-", "aria-")) else name)
        shown = _style(value) if isinstance(value, Mapping) else str(value)
        yield f" {text}" if value is True else f' {text}="{escape(shown)}"'


def _style(rules: Mapping[str, object]) -> str:
    return ";".join(f"{_dashed(name)}:{value}" for name, value in rules.items())


def _dashed(name: str) -> str:
    return re.sub(r"[A-Z]", lambda match: "-" + match.group().lower(), name)

"""Dash calls that carry no types, each behind one that does."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from dash import ClientsideFunction, Dash, Input, State, register_page
from dash.development.base_component import Component

from explorer.i18n import request_words
from graph.messages import Language


def add_page(
    name: str,
    path: str,
    layout: Callable[..., Component],
    title: str,
    language: Language,
    *,
    module: str | None = None,
    path_template: str | None = None,
) -> None:
    """Registers a page under an explicit path; its title is looked up in the language of the person asking.

    `layout` takes the words of that language, then the variables of the path and the query as keywords.
    """
    place: dict[str, Any] = {"path_template": path_template} if path_template else {"path": path}
    register_page(  # type: ignore[no-untyped-call]
        module or f"explorer.pages.{name}",
        name=name,
        title=lambda **_: request_words(language)(title),
        layout=lambda **asked: layout(request_words(language), **asked),
        **place,
    )


def in_browser(app: Dash, namespace: str, function: str, *inputs: Input | State) -> None:
    """A callback without output, held by `assets/js` under `window.dash_clientside`; not run before a change."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace, function), *inputs, prevent_initial_call=True
    )


def download(content: bytes, filename: str, type: str) -> dict[str, Any]:
    """What `dcc.Download` takes to hand a file over."""
    return {"content": b64encode(content).decode(), "filename": filename, "type": type, "base64": True}

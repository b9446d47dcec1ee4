"""The frame around every page, its stores, and what every page shares: search, actions on the scene, problems."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import MATCH, Dash, Input, Output, State, dcc, html, page_container
from dash.development.base_component import Component

from explorer import ids
from explorer.actions import perform
from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.finder import finder_id, show_results
from explorer.components.icon import icon
from explorer.components.notice import show_notice
from explorer.components.panel import filled, panel
from explorer.components.topbar import topbar
from explorer.export import workbook
from explorer.i18n import Scheme, Words, request_words
from explorer.markup import written
from explorer.picture import look
from explorer.services import Services
from explorer.state import Scene
from explorer.wiring import download, in_browser
from explorer.workbooks import XLSX

THEME = {
    "fontFamily": "var(--font)",
    "primaryColor": "indigo",
    "defaultRadius": 8,
    "respectReducedMotion": True,
}


def layout(words: Words, scheme: Scheme, behind: int) -> Component:
    """The whole document in that language and colour scheme; `behind` revisions of the ledger are not shown yet."""
    page = html.Main(page_container, id="main", className="page-holder", tabIndex="-1")
    frame = html.Div([topbar(words), *_behind(words, behind), page], className="frame")
    stores = [dcc.Store(id=name) for name in (ids.ACTION, ids.SCENE, ids.SELECTED)]
    provider: Component = dmc.MantineProvider(
        [
            html.A(words("skip"), href="#main", className="skip-link"),
            frame,
            *stores,
            dcc.Store(id=ids.COLOURS, data=scheme),
            dcc.Download(id=ids.DOWNLOAD),
            panel(ids.NOTICE, className="canvas-notice", role="status"),
            html.Div(id=ids.PROBLEM, role="alert"),
            _node_menu(words),
            _share_dialog(words),
        ],
        id=ids.PROVIDER,
        forceColorScheme=scheme,
        theme=THEME,
    )
    return provider


def _behind(words: Words, revisions: int) -> list[Component]:
    if not revisions:
        return []
    return [html.Div([icon("info"), words("behind", n=revisions)], className="behind", role="status")]


def _node_menu(words: Words) -> html.Div:
    """What can be done with a node, by right click or the menu key; the script fills in which node."""
    choices = [
        act("expand", words("node.expand"), sign="expand", style=""),
        act("focus", words("node.focus"), sign="target", style=""),
        act("chains", words("node.chains"), sign="lanes", style=""),
        act("route-from", words("node.route_from"), sign="route", style=""),
        act("route-to", words("node.route_to"), sign="route", style=""),
        act("hide", words("node.hide"), sign="hide", style=""),
    ]
    return html.Div(
        choices, id="node-menu", className="node-menu", hidden=True, role="group", **aria(label=words("node.menu"))
    )


def _share_dialog(words: Words) -> dmc.Modal:
    """The address of what is shown: it names a saved view, so a colleague sees the same picture."""
    link = dmc.TextInput(
        id=ids.SHARE_LINK, readOnly=True, value="", attributes={"input": {"aria-label": words("share.link")}}
    )
    copy = act("copy", words("share.copy"), sign="copy", id="share-copied", style="button")
    return dmc.Modal(
        [
            html.P(words("share.text")),
            html.Div([link, copy], className="share-row"),
            html.P("", id="share-copied", role="status", className="details-note", **data(text=words("share.copied"))),
        ],
        id=ids.SHARE_DIALOG,
        title=words("share.title"),
        centered=True,
        opened=False,
        closeButtonProps={"aria-label": words("close")},
    )


def register(app: Dash, services: Services) -> None:
    """Search, what happens to the scene, and the callbacks that run in the browser."""

    @app.callback(
        Output(finder_id("results", MATCH), "data"),
        Input(finder_id("query", MATCH), "data"),
        State(finder_id("query", MATCH), "id"),
        prevent_initial_call=True,
    )
    def _find(query: str | None, id: dict[str, str]) -> str:
        if not query or not query.strip():
            return ""
        words = request_words(services.language)
        return written(show_results(id["name"], services.find(query, words.language), services.schema, words))

    @app.callback(
        Output(ids.SCENE, "data"),
        filled(ids.NOTICE),
        Input(ids.ACTION, "data"),
        State(ids.SCENE, "data"),
        prevent_initial_call=True,
    )
    def _act(action: dict[str, Any], stored: dict[str, Any] | None) -> tuple[dict[str, Any], str]:
        outcome = perform(services, Scene.read(stored), action)
        words = request_words(services.language)
        notice = show_notice(outcome.notice, len(outcome.scene.places), services.schema, words)
        return {**outcome.scene.stored(), "view": services.views.save(outcome.scene)}, written(notice)

    @app.callback(
        Output(ids.DOWNLOAD, "data"),
        Input(ids.EXPORT_TABLE, "n_clicks"),
        State(ids.SCENE, "data"),
        prevent_initial_call=True,
    )
    def _export(_clicks: int, stored: dict[str, Any] | None) -> dict[str, Any]:
        scene, words = Scene.read(stored), request_words(services.language)
        book = workbook(look(services, scene), scene, services.schema, services.figures().data_as_of, words)
        return download(book, f"qianxian-{scene.key()}.xlsx", XLSX)

    for name, dependencies in IN_BROWSER.items():
        in_browser(app, "frame", name, *dependencies)


IN_BROWSER = {
    "typed": (Input(finder_id("input", MATCH), "value"), State(finder_id("input", MATCH), "id")),
    "listed": (Input(finder_id("results", MATCH), "data"), State(finder_id("results", MATCH), "id")),
    "filled": (Input({"panel": MATCH}, "data"), State({"panel": MATCH}, "id")),
    "picked": (Input(finder_id("pick", MATCH), "data"), State(finder_id("pick", MATCH), "id")),
    "arrived": (Input(ids.SCENE, "data"),),
    "selected": (Input(ids.SELECTED, "data"),),
    "failed": (Input(ids.PROBLEM, "children"),),
    "entered": (Input("_pages_content", "children"),),
}
"""Callbacks without output: `assets/js` keeps history, address and highlights in step with the stores."""

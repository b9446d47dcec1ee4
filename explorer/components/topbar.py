"""The bar over every page: name, search, the views, undo, export, share, language and colour scheme."""

from __future__ import annotations

from dash import dcc, html

from explorer import ids
from explorer.components.attributes import aria, data
from explorer.components.button import act
from explorer.components.finder import finder
from explorer.components.icon import icon
from explorer.i18n import Words

VIEWS = (
    ("/", "view.explore"),
    ("/chains", "view.chains"),
    ("/introductions", "view.introductions"),
    ("/reports", "view.reports"),
    ("/data", "view.data"),
)


def topbar(words: Words) -> html.Header:
    brand = dcc.Link(
        [html.Span(icon("logo"), className="brand-mark"), words("product")],
        href="/",
        className="brand",
        title=words("home"),
    )
    search = html.Div(
        finder("search", label=words("search.label"), placeholder=words("search.placeholder")), role="search"
    )
    return html.Header([brand, search, _views(words), _tools(words)], className="topbar")


def _views(words: Words) -> html.Nav:
    links = [dcc.Link(words(key), href=path, id=f"view-{key.split('.')[1]}") for path, key in VIEWS]
    return html.Nav(links, className="views", **aria(label=words("view.label")))


def _tools(words: Words) -> html.Div:
    return html.Div(
        [
            _export(words),
            act("share", words("share.button"), sign="share", style="button button-primary"),
            html.A(
                words("language.other"),
                href="/language/" + words("language.other_code"),
                className="language",
                title=words("language.switch"),
                lang=words("language.other_tag"),
            ),
            html.Button(
                [icon("moon"), icon("sun")],
                className="button button-quiet button-icon scheme",
                type="button",
                title=words("scheme.switch"),
                **aria(label=words("scheme.switch")),
                **data(act="scheme"),
            ),
        ],
        className="topbar-tools",
    )


def _export(words: Words) -> html.Div:
    choices = [
        act("picture", words("export.picture"), sign="download", style=""),
        html.Button([icon("report"), words("export.table")], id=ids.EXPORT_TABLE, type="button"),
        html.P(words("export.note"), className="menu-note"),
    ]
    button = html.Button(
        [icon("download"), html.Span(words("export.button"), className="button-text")],
        className="button",
        type="button",
        **aria(label=words("export.button"), expanded="false", controls="export-menu"),
        **data(menu="export-menu"),
    )
    return html.Div([button, html.Div(choices, id="export-menu", className="menu-list", hidden=True)], className="menu")

"""The three views of the data page: load a file, past loads, who may be the same."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from explorer.components.attributes import aria
from explorer.i18n import Words

VIEWS = (
    ("/data", "data.load"),
    ("/data/loads", "data.loads"),
    ("/data/questions", "data.questions"),
)


def data_views(words: Words, current: str) -> html.Nav:
    """Links to the views; `current` is the path of the one that is shown."""
    links = [_link(path, words(key), here=path == current) for path, key in VIEWS]
    return html.Nav(links, className="data-views", **aria(label=words("data.views")))


def _link(path: str, label: str, *, here: bool) -> Component:
    """A link of Dash takes no `aria-current`."""
    return html.A(label, href=path, **aria(current="page")) if here else dcc.Link(label, href=path)

"""The three views of the data page: load a file, past loads, who may be the same."""

from __future__ import annotations

from dash import dcc, html

from explorer.components.attributes import aria
from explorer.i18n import Words

VIEWS = (
    ("/data", "data.load"),
    ("/data/loads", "data.loads"),
    ("/data/questions", "data.questions"),
)


def data_views(words: Words, current: str) -> html.Nav:
    """Links to the views; `current` is the path of the one that is shown."""
    links = [
        dcc.Link(words(key), href=path, **(aria(current="page") if path == current else {})) for path, key in VIEWS
    ]
    return html.Nav(links, className="data-views", **aria(label=words("data.views")))

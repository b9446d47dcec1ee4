"""The explorer as a Dash application; importing this module does nothing."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path
from typing import Any

import dash
import flask
from dash import Dash
from flask_compress import Compress

from explorer import downloads, ids, routes, security
from explorer.components.problem import show_problem
from explorer.i18n import Words, request_scheme, request_words
from explorer.intake import routes as intake_routes
from explorer.pages import bridges, chains, data, explore, introductions, loads, missing, questions, reports, shell
from explorer.services import Services
from graph.errors import QianxianError

PAGES = (explore, chains, introductions, reports, bridges, data, loads, questions, missing)

log = logging.getLogger(__name__)


class Explorer(Dash):
    """Dash with the language and the colour scheme on the document itself, so that nothing flashes while it loads."""

    def __init__(self, services: Services, **options: Any) -> None:  # noqa: ANN401 - Dash's own options, passed on
        self._services = services
        super().__init__(__name__, **options)

    def interpolate_index(self, *parts: Any, **named_parts: Any) -> str:  # noqa: ANN401 - as in Dash
        words = request_words(self._services.language)
        page: str = super().interpolate_index(*parts, **named_parts)  # type: ignore[no-untyped-call]
        opening = f'<html lang="{words("language.tag")}" data-mantine-color-scheme="{request_scheme()}">'
        return page.replace("<html>", opening, 1).replace("Loading...", words("opening"), 1)


def create_app(services: Services) -> Dash:
    """The application over one workspace; `create_app(services).server` is what a WSGI server runs."""
    dash.page_registry.clear()
    app = Explorer(
        services,
        use_pages=True,
        pages_folder="",
        assets_folder=str(Path(__file__).parent / "assets"),
        title=Words(services.language)("product"),
        update_title=None,
        suppress_callback_exceptions=True,
        serve_locally=True,
        on_error=lambda error: _tell(services, error),
        compress=False,
    )
    app.layout = lambda: shell.layout(request_words(services.language), request_scheme(), services.behind())
    shell.register(app, services)
    for page in PAGES:
        page.register(app, services)
    with app.server.test_request_context("/"):
        # Dash adds the callbacks of its own page router at the first request; the policy has to name their hashes.
        app.server.preprocess_request()
    routes.register(app.server)
    downloads.register(app.server, services)
    intake_routes.register(app.server, services)
    security.protect(app, services)
    # Streamed files are left alone: compressing them leaves them open, and on this machine it gains nothing.
    app.server.config.update(COMPRESS_STREAMS=False, COMPRESS_LEVEL=3)
    Compress(app.server)
    return app


def _tell(services: Services, error: Exception) -> None:
    """A failed callback as a person may read it: our own errors in their words, any other under a number of the log."""
    words = request_words(services.language)
    if isinstance(error, QianxianError):
        log.info("refused: %s", error.code)
        shown = show_problem(words, error.message(words.language), error.hint(words.language))
    else:
        number = secrets.token_hex(4)
        log.error("failed %s at %s", number, flask.request.path, exc_info=error)
        shown = show_problem(words, words("problem.unexpected"), words("problem.unexpected_hint"), number)
    dash.set_props(ids.PROBLEM, {"children": shown})

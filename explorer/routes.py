"""Addresses outside the pages: switching the language, a sign of life."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import flask

from explorer.i18n import LANGUAGE_COOKIE, LANGUAGES, as_language

YEAR_S = 365 * 24 * 3600


def register(server: flask.Flask) -> None:
    """Adds them to the server of the application."""

    @server.get("/language/<code>")
    def language(code: str) -> flask.typing.ResponseReturnValue:
        """Remembers the language and goes back to the page it was asked from."""
        response = flask.redirect(_own_path(flask.request.args.get("next", "/")))
        if code in LANGUAGES:
            response.set_cookie(LANGUAGE_COOKIE, code, max_age=YEAR_S, samesite="Lax")
        return response

    @server.get("/healthz")
    def healthz() -> flask.typing.ResponseReturnValue:
        return {"status": "ok"}

    @server.before_request
    def language_of_address() -> flask.typing.ResponseReturnValue | None:
        """`?lang=en` on a page's address switches, so that a link can carry the language."""
        wanted = flask.request.args.get("lang")
        if flask.request.method != "GET" or wanted not in LANGUAGES or flask.request.path.startswith("/_"):
            return None
        arguments = flask.request.args.to_dict()
        del arguments["lang"]
        path = flask.request.path + ("?" + urlencode(arguments) if arguments else "")
        response = flask.redirect(path)
        response.set_cookie(LANGUAGE_COOKIE, as_language(wanted, "zh"), max_age=YEAR_S, samesite="Lax")
        return response


def _own_path(target: str) -> str:
    """A path of this application, whatever was asked: never a way to another site."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/"
    return target

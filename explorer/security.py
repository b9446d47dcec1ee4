"""What keeps the explorer to the person at this machine: who may ask, what a page may load, forged requests."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import flask
from dash import Dash
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf

from explorer.hosts import is_loopback
from explorer.i18n import request_words
from explorer.intake import routes as intake_routes
from explorer.services import Services
from graph.messages import Language


def secret_key(home: Path) -> str:
    """The key that signs sessions: one a workspace, so that every worker accepts what another signed."""
    path = home / "secret.key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(48)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(key)
    except FileExistsError:
        return path.read_text("ascii").strip()
    return key


def protect(app: Dash, services: Services) -> None:
    """Puts every guard in place; called after all callbacks are registered, because the policy names their hashes."""
    server: flask.Flask = app.server
    server.secret_key = secret_key(services.home)
    server.config.update(WTF_CSRF_TIME_LIMIT=None, SESSION_COOKIE_SAMESITE="Lax", MAX_CONTENT_LENGTH=8 << 20)
    server.before_request(lambda: _deny_others(services.published_on_loopback))
    CSRFProtect(server).exempt(server.view_functions[intake_routes.RECEIVE])
    server.after_request(_hand_out_token)
    server.register_error_handler(CSRFError, lambda error: _refuse(error, services.language))
    Talisman(
        server,
        force_https=False,
        session_cookie_secure=False,
        frame_options="DENY",
        referrer_policy="no-referrer",
        content_security_policy=policy(app),
    )


def policy(app: Dash) -> dict[str, Any]:
    """Nothing from elsewhere, no eval, no inline script but those whose hash is named."""
    return {
        "default-src": "'self'",
        "script-src": ["'self'", *app.csp_hashes()],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def _deny_others(published_on_loopback: bool) -> flask.Response | None:
    """Only this machine, and only under its own name: a page elsewhere cannot reach it by renaming its host."""
    named = is_loopback(urlsplit(f"//{flask.request.host}").hostname or "")
    if named and (published_on_loopback or is_loopback(flask.request.remote_addr or "")):
        return None
    return flask.Response("403", status=403, mimetype="text/plain")


def _hand_out_token(response: flask.Response) -> flask.Response:
    """The token that Dash sends back with every request, in a cookie its script can read."""
    if flask.request.method == "GET" and response.mimetype == "text/html":
        response.set_cookie("_csrf_token", generate_csrf(), samesite="Lax", path="/")
    return response


def _refuse(error: CSRFError, language: Language) -> tuple[flask.Response, int]:
    words = request_words(language)
    return flask.jsonify(
        {"error": {"code": "explorer.forged", "message": words("problem.forged"), "hint": error.description}}
    ), 400

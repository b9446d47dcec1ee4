"""Addresses outside the pages: switching the language, files of reports, letters, a sign of life."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode, urlsplit

import flask

from cypher.render import render
from explorer.answers import answer_workbook
from explorer.i18n import LANGUAGE_COOKIE, LANGUAGES, as_language, request_words
from explorer.letters import DOCX, as_docx
from explorer.pages.introductions import LETTER, TABLE, answer_of, left_out, question_of
from explorer.services import Services
from explorer.workbooks import XLSX
from graph.errors import QianxianError
from graph.introductions import letter

YEAR_S = 365 * 24 * 3600
TYPES = {"csv": "text/csv", "xlsx": XLSX, "json": "application/json", "html": "text/html"}


def register(server: flask.Flask, services: Services) -> None:
    """Adds them to the server of the application."""

    @server.get("/download/reports/<slug>.<format>")
    def report(slug: str, format: str) -> flask.typing.ResponseReturnValue:
        """A report's rows as a file, in the language of the person asking."""
        try:
            result = services.run_report(slug, flask.request.args.to_dict())
            content = render(result, format, request_words(services.language).language)
        except QianxianError as error:
            return flask.Response(str(error), status=400, mimetype="text/plain")
        return flask.send_file(
            BytesIO(content), TYPES.get(format), as_attachment=True, download_name=f"{slug}.{format}"
        )

    @server.get(LETTER)
    def letter_of_a_route() -> flask.typing.ResponseReturnValue:
        """The letter for one route of an answer, by the parameters of the page and the number of the route."""
        given, language = flask.request.args.to_dict(), request_words(services.language).language
        number = given.get("route", "")
        try:
            answer = answer_of(services, question_of(given), language)
            written = letter(answer, int(number) if number.isdecimal() else 0, language)
        except QianxianError as error:
            return flask.Response(str(error), status=400, mimetype="text/plain")
        name = f"{written.title}-{answer['to']['name']}.docx"
        return flask.send_file(BytesIO(as_docx(written)), DOCX, as_attachment=True, download_name=name)

    @server.get(TABLE)
    def table_of_an_answer() -> flask.typing.ResponseReturnValue:
        """All routes of an answer with their reasons and sources, by the parameters of the page."""
        words, question = request_words(services.language), question_of(flask.request.args.to_dict())
        try:
            answer = answer_of(services, question, words.language)
        except QianxianError as error:
            return flask.Response(str(error), status=400, mimetype="text/plain")
        without = [name for _, _, name in left_out(services, question, words)]
        content = answer_workbook(answer, services.figures().data_as_of, without, words)
        name = f"{answer['from']['name']}-{answer['to']['name']}.xlsx"
        return flask.send_file(BytesIO(content), XLSX, as_attachment=True, download_name=name)

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

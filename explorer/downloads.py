"""Files that are taken away from the pages: reports, letters, answers as tables."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import flask

from cypher.render import render
from explorer.answers import answer_workbook
from explorer.i18n import Words, request_words
from explorer.letters import DOCX, as_docx
from explorer.pages.introductions import LETTER, TABLE, answer_of, left_out, question_of
from explorer.services import Services
from explorer.workbooks import XLSX
from graph.errors import QianxianError
from graph.introductions import letter

TYPES = {"csv": "text/csv", "xlsx": XLSX, "json": "application/json", "html": "text/html"}


class _File(NamedTuple):
    content: bytes
    type: str | None
    name: str


def register(server: flask.Flask, services: Services) -> None:
    """Adds them to the server of the application, in the language of the person asking."""

    def words() -> Words:
        return request_words(services.language)

    @server.get("/download/reports/<slug>.<format>")
    def report(slug: str, format: str) -> flask.typing.ResponseReturnValue:
        return _handed(lambda: _report(services, slug, format, words()))

    @server.get(LETTER)
    def letter_of_a_route() -> flask.typing.ResponseReturnValue:
        return _handed(lambda: _letter(services, words()))

    @server.get(TABLE)
    def table_of_an_answer() -> flask.typing.ResponseReturnValue:
        return _handed(lambda: _table(services, words()))


def _handed(make: Callable[[], _File]) -> flask.typing.ResponseReturnValue:
    """The file, or in words why there is none."""
    try:
        file = make()
    except QianxianError as error:
        return flask.Response(str(error), status=400, mimetype="text/plain")
    return flask.send_file(BytesIO(file.content), file.type, as_attachment=True, download_name=file.name)


def _report(services: Services, slug: str, format: str, words: Words) -> _File:
    """A report's rows."""
    result = services.run_report(slug, flask.request.args.to_dict())
    return _File(render(result, format, words.language), TYPES.get(format), f"{slug}.{format}")


def _letter(services: Services, words: Words) -> _File:
    """The letter for one route of an answer, by the parameters of the page and the number of the route."""
    given = flask.request.args.to_dict()
    number = given.get("route", "")
    answer = answer_of(services, question_of(given), words.language)
    written = letter(answer, int(number) if number.isdecimal() else 0, words.language)
    return _File(as_docx(written), DOCX, f"{written.title}-{answer['to']['name']}.docx")


def _table(services: Services, words: Words) -> _File:
    """All routes of an answer with their reasons and sources, by the parameters of the page."""
    question = question_of(flask.request.args.to_dict())
    answer = answer_of(services, question, words.language)
    without = [name for _, _, name in left_out(services, question, words)]
    content = answer_workbook(answer, services.figures().data_as_of, without, words)
    return _File(content, XLSX, f"{answer['from']['name']}-{answer['to']['name']}.xlsx")

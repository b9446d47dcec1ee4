"""Addresses by which files come, and by which their refused rows are taken away."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

import flask
from flask_wtf.csrf import ValidationError, validate_csrf
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from explorer.i18n import request_words
from explorer.intake.mappings import wishes_of
from explorer.intake.upload import Upload
from explorer.workbooks import XLSX
from graph.errors import LoadError, NotFound, QianxianError
from loaders.files.limits import LIMITS
from loaders.office.reading import open_office
from loaders.office.refused import write_refused

if TYPE_CHECKING:
    from explorer.services import Services

RECEIVE = "receive_file"
_AROUND = 64 << 10
"""Bytes of a request beside the file itself."""


def register(server: flask.Flask, services: Services) -> None:
    """Adds them to the server of the application."""

    @server.post("/data/files", endpoint=RECEIVE)
    def receive() -> flask.typing.ResponseReturnValue:
        """One file, as the field `file` of a form."""
        words = request_words(services.language)
        try:
            # Before any of the body is read; the general check would first read it whole, into memory.
            validate_csrf(flask.request.headers.get("X-CSRFToken"))
        except ValidationError:
            return _refused("explorer.forged", words("problem.forged"), "", 400)
        try:
            upload = _received(services)
        except RequestEntityTooLarge:
            error: QianxianError = LoadError("explorer.upload_large", most=LIMITS.file_bytes >> 20)
            return _refused(error.code, error.message(words.language), error.hint(words.language), 413)
        except QianxianError as error:
            return _refused(error.code, error.message(words.language), error.hint(words.language), 400)
        services.jobs.read(upload.id)
        return {"id": upload.id, "name": upload.name}

    @server.get("/data/files/<id>/refused.xlsx")
    def refused(id: str) -> flask.typing.ResponseReturnValue:
        """The refused rows of a file as a workbook, to be mended and loaded again."""
        language = request_words(services.language).language
        try:
            upload = services.uploads.get(id)
            with TemporaryDirectory(prefix="refused", dir=services.uploads.path(upload).parents[1]) as folder:
                path = services.uploads.refused_path(upload)
                if not path.exists():
                    path = Path(folder) / path.name
                    reading = open_office(services.uploads.path(upload), wishes_of(services.home, upload))
                    for _ in reading.claims():
                        pass
                    if not write_refused(reading, path, language):
                        raise NotFound("explorer.no_upload")
                content = path.read_bytes()
        except QianxianError as error:
            return flask.Response(str(error), status=404, mimetype="text/plain")
        name = f"{Path(upload.name).stem}-{'未接受' if language == 'zh' else 'refused'}.xlsx"
        response = flask.Response(content, mimetype=XLSX)
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response


def _received(services: Services) -> Upload:
    """The file of the request, written as it comes; LoadError where there is none."""
    with ExitStack() as open_files:
        keepers = []

        def stream(
            total_content_length: int | None,
            content_type: str | None,
            filename: str | None,
            content_length: int | None = None,
        ) -> IO[bytes]:
            file, keep = open_files.enter_context(services.uploads.receive(filename or ""))
            keepers.append(keep)
            return file

        parser = FormDataParser(stream, max_content_length=LIMITS.file_bytes + _AROUND)
        _, _, files = parser.parse_from_environ(flask.request.environ)
        if "file" not in files or len(keepers) != 1:
            raise LoadError("explorer.upload_none")
        return keepers[0]()


def _refused(code: str, message: str, hint: str, status: int) -> flask.typing.ResponseReturnValue:
    return flask.jsonify({"error": {"code": code, "message": message, "hint": hint}}), status

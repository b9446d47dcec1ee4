"""Reading and loading, each in a thread of its own: closing the page stops neither."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Lock

from explorer import logs
from explorer.intake.mappings import wishes_of
from explorer.intake.progress import Progress
from explorer.intake.upload import Correction, Problem, Result, Upload
from explorer.intake.uploads import Uploads
from explorer.intake.worker import Worker
from graph import contacts
from graph.errors import LoadError, QianxianError
from graph.messages import Language
from graph.progress import Progress as Told
from graph.workspace import Workspace
from loaders.load import state_path
from loaders.office.corrections import check_correction
from loaders.preview import make_preview
from loaders.publish import publish
from loaders.report import LoadReport, whole

_ON_CANVAS = 18
"""How many of those that a load is about the canvas is opened with."""
_LONG_BYTES = 100_000
_FIRST_ROWS = 200
"""Of a file of more bytes so many rows are shown at once, before the whole is looked at."""
_SHOWN = 200
"""Characters of a cell's own text that are kept beside what was typed instead."""


class _Superseded(Exception):
    """The file was discarded, or is to be read otherwise."""


class Jobs:
    """What is being done with the files of a workspace."""

    def __init__(self, workspace: Workspace, uploads: Uploads) -> None:
        self._workspace = workspace
        self._uploads = uploads
        self._progress: dict[str, Progress] = {}
        self._lock = Lock()
        self._reading = Worker("reading", self._read)
        self._loading = Worker("loading", self._load)
        self._languages: dict[str, Language] = {}

    def progress(self, id: str) -> Progress | None:
        """How far a file is that is being worked on."""
        return self._progress.get(id)

    def read(self, id: str, **changes: object) -> None:
        """Reads a file for its preview, or anew because something about it changed."""
        with self._lock:
            upload = self._uploads.get(id)
            if upload.stage in ("queued", "loading", "done"):
                raise LoadError("explorer.upload_busy", file=upload.name)
            self._uploads.attend()
            self._uploads.change(
                id, stage="reading", asked=upload.asked + 1, process=self._uploads.process, problem=None, **changes
            )
        self._reading.put(id)

    def mend(self, id: str, sheet: str, cell: str, text: str, instead: str) -> None:
        """Has another text read in a cell; an empty one for what stands there takes an earlier one back."""
        corrections = {(each.sheet, each.cell): each for each in self._uploads.get(id).corrections}
        earlier = corrections.pop((sheet, cell), None)
        if text.strip():
            original = earlier.instead if earlier else contacts.without(instead)[:_SHOWN]
            corrections[sheet, cell] = Correction(sheet, cell, check_correction(text), original)
        self.read(id, corrections=tuple(corrections.values()))

    def load(self, id: str, language: Language) -> None:
        """Loads a file when those before it are done; `language` is that of the workbook of its refused rows."""
        with self._lock:
            upload = self._uploads.get(id)
            if upload.stage not in ("ready", "stopped"):
                raise LoadError("explorer.upload_busy", file=upload.name)
            self._languages[id] = language
            self._uploads.attend()
            self._uploads.change(id, stage="queued", process=self._uploads.process, problem=None)
        self._loading.put(id)

    def adopt(self) -> None:
        """Takes over what a process left that no longer runs: reads on, and finds out what became of a load."""
        for upload in self._uploads.all():
            if not upload.running or self._uploads.alive(upload.process):
                continue
            if upload.stage == "reading":
                self.read(upload.id)
            else:
                self._uploads.change(upload.id, stage="stopped", result=self._written(upload))

    def _written(self, upload: Upload) -> Result | None:
        """What an interrupted load had written down, if it had come so far: all of it or nothing."""
        for load in self._workspace.ledger.loads():
            if load.load > upload.since and load.kind == "load" and load.title.startswith(upload.name):
                return Result(load.load, load.source, {type: whole(each) for type, each in load.counts.items()}, 0, 0.0)
        return None

    def _read(self, id: str) -> None:
        upload = self._uploads.find(id)
        if upload is None or upload.stage != "reading":
            return

        def told(stage: str, count: int, total: int | None) -> None:
            now = self._uploads.find(id)
            if now is None or now.asked != upload.asked:
                raise _Superseded
            self._tell(id, stage, count, total)

        try:
            if upload.size > _LONG_BYTES and self._uploads.preview(upload) is None:
                self._look(upload, told, _FIRST_ROWS)
            self._look(upload, told)
        except _Superseded:
            return
        except QianxianError as error:
            self._end(upload, "unreadable", error)
        except Exception as error:
            self._end(upload, "unreadable", _unexpected(error))
        else:
            self._end(upload, "ready")

    def _look(self, upload: Upload, told: Told, most: int | None = None) -> None:
        make_preview(
            self._workspace.ledger,
            self._uploads.path(upload),
            self._uploads.preview_path(upload),
            wishes_of(self._workspace.home, upload),
            complete=upload.choices.complete and most is None,
            most=most,
            progress=told,
        )

    def _end(self, upload: Upload, stage: str, error: QianxianError | None = None) -> None:
        with self._lock:
            now = self._uploads.find(upload.id)
            self._progress.pop(upload.id, None)
            if now is not None and now.asked == upload.asked:
                self._uploads.change(upload.id, stage=stage, problem=Problem.of(error) if error else None)

    def _load(self, id: str) -> None:
        upload = self._uploads.find(id)
        if upload is None or upload.stage != "queued":
            return
        latest = max((each.load for each in self._workspace.ledger.loads()), default=0)
        upload = self._uploads.change(id, stage="loading", since=latest)
        began = time.monotonic()
        try:
            report = self._state(upload)
        except QianxianError as error:
            self._end(upload, "ready", error)
            return
        except Exception as error:
            self._end(upload, "ready", _unexpected(error))
            return
        result = Result(report.load, report.source, report.counts, len(report.refused), 0.0)
        try:
            self._write_refused(upload, report)
            unpublished = self._publish(upload)
            result = replace(result, nodes=self._nodes(upload), unpublished=unpublished)
        except Exception as error:
            # What is in the ledger is there whatever goes wrong afterwards.
            result = replace(result, unpublished=Problem.of(_unexpected(error)))
        self._uploads.forget_file(upload)
        self._uploads.change(id, stage="done", result=replace(result, seconds=time.monotonic() - began))
        self._progress.pop(id, None)

    def _nodes(self, upload: Upload) -> tuple[str, ...]:
        """What the canvas shows of a load: what its rows are about, and what these have in common."""
        preview = self._uploads.preview(upload)
        records = preview.subjects(_ON_CANVAS) if preview else []
        return tuple(dict.fromkeys(self._workspace.ledger.resolve(record) for record in records))

    def _state(self, upload: Upload) -> LoadReport:
        return state_path(
            self._workspace.ledger,
            self._uploads.path(upload),
            wishes_of(self._workspace.home, upload),
            complete=upload.choices.complete,
            progress=lambda stage, count, total: self._tell(upload.id, stage, count, total),
            waiting=lambda first: self._wait(upload.id, first),
        )

    def _write_refused(self, upload: Upload, report: LoadReport) -> None:
        if report.refused and report.write_refused is not None:
            path = self._uploads.refused_path(upload)
            path.touch(0o600)
            report.write_refused(path, self._languages.pop(upload.id, "zh"))

    def _publish(self, upload: Upload) -> Problem | None:
        """Brings the graph up to date; what is in the ledger stays there where that fails."""
        try:
            publish(
                self._workspace,
                lambda stage, count, total: self._tell(upload.id, f"publish-{stage}", count, total),
                lambda first: self._wait(upload.id, first),
            )
        except QianxianError as error:
            return Problem.of(error)
        return None

    def _tell(self, id: str, stage: str, count: int, total: int | None) -> None:
        known = self._progress.get(id)
        if known is None or known.stage != stage or known.waiting:
            known = Progress(stage, 0, 0, time.monotonic())
        self._progress[id] = Progress(stage, known.done + count, total or known.total, known.began)

    def _wait(self, id: str, first: str) -> None:
        self._progress[id] = Progress("waiting", waiting=first)


def _unexpected(error: Exception) -> QianxianError:
    return LoadError("explorer.upload_failed", number=logs.keep(error))

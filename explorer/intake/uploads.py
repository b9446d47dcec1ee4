"""The folder of files on their way in: one folder a file, for its owner only, gone after a day at the latest."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import IO

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from explorer.intake.upload import Upload
from graph.errors import NotFound
from loaders.preview import Preview

DAY_S = 24 * 3600
_LONGEST_NAME = 120
_ID = re.compile(r"[0-9a-f]{16}")
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
_UPLOAD = TypeAdapter(Upload)


class Uploads:
    """The files of one workspace, shared by its processes; each change is written down at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = RLock()
        self._presence: FileLock | None = None
        self.process = secrets.token_hex(4)
        """This process, as what it works on is marked."""

    @contextmanager
    def receive(self, name: str) -> Iterator[tuple[IO[bytes], Callable[[], Upload]]]:
        """A private file to write what comes to, and what makes an upload of it; without that nothing is kept."""
        self.sweep()
        self.attend()
        id = secrets.token_hex(8)
        folder = self._folder / id
        for each in (folder, folder / "file"):
            each.mkdir(mode=0o700)
        path = folder / "file" / fit_name(name)

        def keep() -> Upload:
            stream.close()
            upload = Upload(id, path.name, path.stat().st_size, time.time(), process=self.process)
            self._write(upload)
            return upload

        try:
            stream = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
            with stream:
                yield stream, keep
        finally:
            if not (folder / "state.json").exists():
                shutil.rmtree(folder, ignore_errors=True)

    def all(self) -> list[Upload]:
        """Every file there is, the latest first."""
        self.sweep()
        found = (self.find(path.name) for path in self._folders())
        return sorted(filter(None, found), key=lambda each: each.at, reverse=True)

    def find(self, id: str) -> Upload | None:
        """The file of that id, where there is one."""
        if not _ID.fullmatch(id):
            return None
        with self._lock, suppress(OSError):
            return _UPLOAD.validate_json((self._folder / id / "state.json").read_bytes())
        return None

    def get(self, id: str) -> Upload:
        """The file of that id; NotFound where there is none, or none any more."""
        found = self.find(id)
        if found is None:
            raise NotFound("explorer.no_upload")
        return found

    def change(self, id: str, **changes: object) -> Upload:
        """Writes down what is new of a file; NotFound where it was discarded meanwhile."""
        with self._lock:
            upload = replace(self.get(id), **changes)  # type: ignore[arg-type]
            self._write(upload)
            return upload

    def path(self, upload: Upload) -> Path:
        """The file itself."""
        return self._folder / upload.id / "file" / upload.name

    def preview_path(self, upload: Upload) -> Path:
        """Where its preview is written."""
        return self._folder / upload.id / "preview.sqlite"

    def columns_path(self, upload: Upload) -> Path:
        """Where the tables of it are written whose columns may be set."""
        return self._folder / upload.id / "columns.json"

    def refused_path(self, upload: Upload) -> Path:
        """Where the workbook of its refused rows is written."""
        return self._folder / upload.id / "refused.xlsx"

    def preview(self, upload: Upload) -> Preview | None:
        """Its latest preview, which may be of an earlier reading while it is read anew."""
        path = self.preview_path(upload)
        return Preview(path) if path.exists() else None

    def forget_file(self, upload: Upload) -> None:
        """Deletes the file and what was read of it; what became of it stays for the day."""
        shutil.rmtree(self._folder / upload.id / "file", ignore_errors=True)
        for path in (self.preview_path(upload), self.columns_path(upload)):
            path.unlink(missing_ok=True)

    def discard(self, id: str) -> None:
        """Deletes all there is of a file."""
        with self._lock:
            shutil.rmtree(self._folder / self.get(id).id, ignore_errors=True)

    def sweep(self) -> None:
        """Deletes what is older than a day and not being worked on."""
        for path in self._folders():
            upload = self.find(path.name)
            began = upload.at if upload else path.stat().st_mtime
            if time.time() - began > DAY_S and not (upload and upload.running and self.alive(upload.process)):
                shutil.rmtree(path, ignore_errors=True)

    def alive(self, process: str) -> bool:
        """Whether the process that works on a file still runs: it holds a lock that ends with it."""
        if process == self.process:
            return True
        lock = FileLock(self._presence_path(process))
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            return True
        lock.release()
        self._presence_path(process).unlink(missing_ok=True)
        return False

    def attend(self) -> None:
        """Shows other processes that this one runs."""
        with self._lock:
            if self._presence is None:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._presence = FileLock(self._presence_path(self.process))
                self._presence.acquire()

    def _presence_path(self, process: str) -> Path:
        return self._folder / f"process-{process}.lock"

    def _folders(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [path for path in self._folder.iterdir() if _ID.fullmatch(path.name) and path.is_dir()]

    def _write(self, upload: Upload) -> None:
        write_whole(self._folder / upload.id / "state.json", _UPLOAD.dump_json(upload))


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file for its owner only, seen whole or not at all, however many write it at once."""
    handle, making = tempfile.mkstemp(prefix=path.name, suffix=".making", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(making).replace(path)


def fit_name(name: str) -> str:
    """The file's own name without a path, signs that hide or turn text, and what a file system refuses."""
    base = re.split(r"[/\\]", name)[-1]
    tidy = _UNFIT.sub("", base).strip(" .")
    stem, dot, suffix = tidy.rpartition(".")
    while len(tidy.encode()) > _LONGEST_NAME * 2:
        stem = stem[:-1]
        tidy = stem + dot + suffix[:10]
    return tidy or "file"

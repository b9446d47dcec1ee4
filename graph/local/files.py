"""What stands in the engine's folder, and who holds which lock of it."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running server answers, and as whom to speak to it; kept in a file that only the owner can read."""

    pid: int
    bolt_port: int
    http_port: int
    password: str
    reader_password: str

    user = "root"
    reader = "reader"

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt_port}"


class EngineFolder:
    """The folder of one embedded engine: its files, its locks, its address."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path / "server"
        self.log = path / "engine.log"
        self._address = path / "address.json"
        self._clients = path / "clients"
        self._keep = path / "keep"
        self._clients.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)

    def start_lock(self) -> FileLock:
        """Held while somebody decides whether a server has to be started, or the server that it may go."""
        return FileLock(self.path / "start.lock")

    def server_lock(self) -> FileLock:
        """Held by the one server for as long as it lives, and freed by the system when it dies."""
        return FileLock(self.path / "server.lock")

    def server_lives(self) -> bool:
        """True while a server holds its lock."""
        return is_held(self.server_lock())

    def write_address(self, address: Address) -> None:
        """Says where the server answers: whole or not at all, for the owner's eyes only."""
        fresh = self._address.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(address), file)
        fresh.replace(self._address)

    def address(self) -> Address | None:
        """The address of the server last started, None where there is none."""
        try:
            return Address(**json.loads(self._address.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def forget_address(self) -> None:
        """Removes the address of a server that is gone."""
        self._address.unlink(missing_ok=True)

    @property
    def kept(self) -> bool:
        """Whether the server is to stay when nobody is attached."""
        return self._keep.exists()

    def keep(self, stay: bool) -> None:
        """Says that the server is to stay when nobody is attached, or is to go as usual."""
        if stay:
            self._keep.touch()
        else:
            self._keep.unlink(missing_ok=True)

    def new_client(self) -> FileLock:
        """A lock that tells the server that a client is there; the system frees it when the client dies."""
        lock = FileLock(self._clients / f"{os.getpid()}-{uuid.uuid4().hex}.lock")
        lock.acquire()
        return lock

    def clients(self) -> int:
        """How many clients are attached; the marks of dead ones are removed."""
        alive = 0
        for path in self._clients.glob("*.lock"):
            if is_held(FileLock(path)):
                alive += 1
            else:
                path.unlink(missing_ok=True)
        return alive


def is_held(lock: FileLock) -> bool:
    """True where another process, or another handle of ours, holds the lock."""
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True

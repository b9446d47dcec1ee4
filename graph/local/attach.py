"""Attaching to the embedded engine, starting it where it does not run."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

from filelock import FileLock

from graph.errors import Unavailable
from graph.local.files import Address, EngineFolder

START_SECONDS = 90.0
ANSWER_SECONDS = 5.0
_POLL_SECONDS = 0.05
_GREETING = bytes.fromhex("6060b017" + "00000404" + "00000000" * 3)
"""What opens a Bolt connection: that it is one, and that this side would speak version 4.4."""

_children: list[subprocess.Popen[bytes]] = []
"""Servers that this process started. They outlive it on purpose; a dropped handle would be reported as a leak."""


class Attachment:
    """A process's hold on the embedded engine; the engine stops when the last hold is gone."""

    def __init__(self, folder: EngineFolder, client: FileLock, address: Address) -> None:
        self.folder = folder
        self.address = address
        self._client = client

    def close(self) -> None:
        """Lets go; closing twice is harmless."""
        self._client.release()
        Path(self._client.lock_file).unlink(missing_ok=True)

    def __enter__(self) -> Attachment:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def attach(path: Path) -> Attachment:
    """Attaches to the engine of a folder, starting it where none runs.

    Any number of processes may call this at once: one of them starts the server, the others wait for it. Raises
    Unavailable where it does not come up; the message names its log.
    """
    folder = EngineFolder(path)
    client = folder.new_client()
    try:
        with folder.start_lock():
            deadline = time.monotonic() + START_SECONDS
            return Attachment(folder, client, _running(folder, deadline) or _started(folder, deadline))
    except BaseException:
        client.release()
        Path(client.lock_file).unlink(missing_ok=True)
        raise


def _running(folder: EngineFolder, deadline: float) -> Address | None:
    """The address of the server that runs and answers, None once no server holds the folder.

    A server keeps the folder for a while after it has stopped to answer: one on its way out until its files are closed,
    a killed one until the system has cleared it away.
    """
    while folder.server_lives() and time.monotonic() < deadline:
        address = folder.address()
        if address and _answers(address):
            return address
        time.sleep(_POLL_SECONDS)
    return None


def _answers(address: Address) -> bool:
    """Whether a server greets; the system alone goes on taking connections for a moment after it was killed."""
    try:
        with socket.create_connection(("127.0.0.1", address.bolt_port), timeout=ANSWER_SECONDS) as connection:
            connection.sendall(_GREETING)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def _started(folder: EngineFolder, deadline: float) -> Address:
    """Starts a server that outlives this process and waits until it answers."""
    folder.forget_address()
    with folder.log.open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "graph.local.server", str(folder.path)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=folder.path,
        )
    _children.append(child)
    while time.monotonic() < deadline:
        address = folder.address()
        if address:
            return address
        if child.poll() is not None:
            break
        time.sleep(_POLL_SECONDS)
    child.kill()
    raise Unavailable("database.engine_did_not_start", log=folder.log)

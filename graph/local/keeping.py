"""Keeping the embedded engine running between commands, and stopping it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from filelock import Timeout

from graph.errors import Unavailable
from graph.local.attach import attach
from graph.local.files import Address, EngineFolder

STOP_SECONDS = 60.0


def start(path: Path) -> Address:
    """Starts the engine of a folder, or finds it running, and has it stay when nobody is attached."""
    with attach(path) as attachment:
        attachment.folder.keep(True)
        return attachment.address


def stop(path: Path) -> int:
    """Stops the engine of a folder and waits until it has gone; gives how many still use it.

    While others use it nothing is done but to let it go after the last of them.
    """
    folder = EngineFolder(path)
    folder.keep(False)
    with folder.start_lock():
        users, address = folder.clients(), folder.address()
        if users or not folder.server_lives():
            return users
        if address is not None:
            with suppress(ProcessLookupError):
                os.kill(address.pid, signal.SIGTERM)
        try:
            with folder.server_lock().acquire(timeout=STOP_SECONDS):
                return 0
        except Timeout:
            raise Unavailable("database.engine_did_not_stop", log=folder.log) from None

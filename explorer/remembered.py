"""What takes long to work out and stays as it is until the ledger changes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from graph.ledger import Ledger
from graph.workspace import Workspace

T = TypeVar("T")


class Remembered(Generic[T]):
    """What is asked of the ledger of a workspace, worked out once a revision, by one of those who ask at once."""

    def __init__(self, workspace: Workspace, work: Callable[[Ledger], T]) -> None:
        self._workspace = workspace
        self._work = work
        self._kept: tuple[int, T] | None = None
        self._lock = Lock()

    def __call__(self) -> T:
        with self._lock:
            # Asked before the work: what is written meanwhile makes the answer count as older than it is.
            ledger = self._workspace.ledger
            revision = ledger.revision
            if self._kept is None or self._kept[0] != revision:
                self._kept = (revision, self._work(ledger))
            return self._kept[1]

"""The ties of a graph that is too large to be read for every question: made beside the pages where there are none."""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING

from explorer.logs import log
from explorer.remembered import Remembered
from graph.errors import QianxianError
from graph.introductions.reader import is_gathered
from graph.introductions.rules import load_rules
from graph.workspace import Workspace

if TYPE_CHECKING:
    from graph.introductions.projection import Projection


class Projected:
    """What questions of this process use; it is made by one thread of one process while others are answered."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._large = Remembered(
            lambda: workspace.ledger.revision, lambda: is_gathered(workspace.database, load_rules())
        )
        self._lock = Lock()
        self._making: Thread | None = None
        self._read = 0
        self._total: int | None = None

    def current(self) -> Projection | None:
        """The projection of the graph as it is; None for a small graph, and while one is being made."""
        workspace = self._workspace
        if not self._large():
            return None
        with self._lock:
            if self._making and self._making.is_alive():
                return None
            found = workspace.projection.current(workspace.database, workspace.ledger)
            if found is None:
                self._read, self._total = 0, None
                self._making = Thread(target=self._make, name="projection", daemon=True)
                self._making.start()
            return found

    def percent(self) -> int | None:
        """How much of the graph has been read for it; None while none is being made."""
        if not (self._making and self._making.is_alive()):
            return None
        return 100 * self._read // self._total if self._total else 0

    def _make(self) -> None:
        workspace = self._workspace
        try:
            workspace.projection.make(workspace.database, workspace.ledger, self._tell)
        except QianxianError:
            log.exception("the projection could not be made")

    def _tell(self, stage: str, more: int, total: int | None) -> None:
        self._read, self._total = self._read + more, total

"""An end to statements that take too long, where nobody is left who would ask for it."""

from __future__ import annotations

from typing import Any

READER_SECONDS = 60
"""The longest that a typed statement or a report may take, whatever limit its client set; loads have none."""
STUCK_SECONDS = 30


class Statements:
    """What runs on the embedded server at the moment: its `RunningQueryRegistry`."""

    def __init__(self, registry: Any, reader: str) -> None:  # noqa: ANN401
        self._registry = registry
        self._reader = reader

    def terminate_overdue(self) -> None:
        """Ends those of the user who may only read that are over the limit: their client died or does not care."""
        for each in self._registry.getRunning():
            if str(each.getUser()) == self._reader and each.getElapsedMillis() > READER_SECONDS * 1000:
                each.terminate("limit")

    def terminate_all(self) -> None:
        """Ends them all."""
        for each in self._registry.getRunning():
            each.terminate("stop")

    @property
    def hopeless(self) -> bool:
        """True where nothing runs but statements that were told to end long ago: loops inside one expression."""
        limit = (READER_SECONDS + STUCK_SECONDS) * 1000
        running = list(self._registry.getRunning())
        return bool(running) and all(each.isTerminated() and each.getElapsedMillis() > limit for each in running)

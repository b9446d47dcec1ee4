"""Keeping a statement to its time, also where the server would not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from graph.errors import StatementTimeout

T = TypeVar("T")

GRACE_SECONDS = 3.0
"""How long a server may take to stop a statement that it was asked to stop."""


class _Running(threading.Thread, Generic[T]):
    """Work in a thread that does not keep the process alive; it ends at the latest when its connection is closed."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(name="statement", daemon=True)
        self._work = work
        self.results: list[T] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.results.append(self._work())
        except BaseException as error:
            self.error = error


def within(seconds: float, work: Callable[[], T], stop: Callable[[], None]) -> T:
    """The result of `work`; when `seconds` are over `stop` is called, and soon after `work` is waited for no longer.

    The servers look at their own limits between records, not inside one expression (`reduce` over a long list), so
    a person must not have to wait for them. Raises StatementTimeout, or what `work` raised.
    """
    running = _Running(work)
    running.start()
    running.join(seconds)
    if running.is_alive():
        # In a thread too: a server that does not stop may not answer the request to stop either.
        threading.Thread(target=stop, name="stop", daemon=True).start()
        running.join(GRACE_SECONDS)
    if running.is_alive():
        raise StatementTimeout("database.timeout", seconds=seconds)
    if running.error is not None:
        raise running.error
    return running.results[0]

"""A thread for work that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread

from explorer import logs


class Worker:
    """A thread that does one thing after another; it is begun when first needed and does not keep the process alive."""

    def __init__(self, name: str, work: Callable[[str], None]) -> None:
        self._name = name
        self._work = work
        self._queue: SimpleQueue[str] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()

    def put(self, id: str) -> None:
        """Has it done when what came before is."""
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
        self._queue.put(id)

    def _run(self) -> None:
        while True:
            id = self._queue.get()
            try:
                self._work(id)
            except Exception as error:
                logs.keep(error)

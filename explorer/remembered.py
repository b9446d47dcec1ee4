"""What takes long to work out and stays as it is until something changes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """What is worked out once for each state, such as a revision, by one of those who ask at once."""

    def __init__(self, state: Callable[[], object], work: Callable[[], T]) -> None:
        self._state = state
        self._work = work
        self._kept: tuple[object, T] | None = None
        self._lock = Lock()

    def __call__(self) -> T:
        with self._lock:
            # Asked before the work: what is written meanwhile makes the answer count as older than it is.
            state = self._state()
            if self._kept is None or self._kept[0] != state:
                self._kept = (state, self._work())
            return self._kept[1]

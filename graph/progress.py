"""What is told of something that takes long."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, "int | None"], None]
"""Told a stage, how many more of it are done, and how many there will be in all, where and as far as that is known."""

_EVERY = 500


class Steps:
    """Counts the steps of one stage and tells of them now and then.

    `total` is asked, with how many are done, how many there will be.
    """

    def __init__(
        self, progress: Progress | None, stage: str, total: Callable[[int], int | None] = lambda done: None
    ) -> None:
        self.done = 0
        self._progress, self._stage, self._total = progress, stage, total
        self._told = 0
        self._tell()

    def one(self) -> None:
        """One more is done."""
        self.done += 1
        if self.done - self._told == _EVERY:
            self._tell()

    def end(self) -> None:
        """That was the last one."""
        self._total = lambda done: done
        self._tell()

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._stage, self.done - self._told, self._total(self.done))
        self._told = self.done

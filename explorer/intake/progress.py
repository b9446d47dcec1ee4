"""How far a file is."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is: the stage, how many are done of how many (0: not known) since when, or whom it waits for."""

    stage: str
    done: int = 0
    total: int = 0
    began: float = 0.0
    waiting: str = ""

    @property
    def rate(self) -> float:
        """How many a second; 0 where it is too soon to tell."""
        passed = time.monotonic() - self.began
        return self.done / passed if self.done and passed > 0.5 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds to go, where that can be told."""
        return max(0, self.total - self.done) / self.rate if self.total and self.rate else None

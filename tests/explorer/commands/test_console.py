"""What is said of something that takes long."""

from __future__ import annotations

import pytest

from explorer.commands.console import how_far


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, None, 0.0, ""),
        (0, 4_000, 3.0, ""),
        (1_000, None, 0.0, "1,000"),
        (1_000, None, 2.0, "1,000，每秒 500"),
        (1_000, 4_000, 2.0, "1,000 / 4,000，每秒 500，约剩 0:06"),
        (90_000, 690_000, 90.0, "90,000 / 690,000，每秒 1,000，约剩 10:00"),
        (4_000, 4_000, 2.0, "4,000，每秒 2,000"),
        (4_500, 4_000, 2.0, "4,500，每秒 2,250"),
        (1, 100, 60.0, "1 / 100"),
    ],
)
def test_how_far_it_is(done: int, total: int | None, seconds: float, said: str) -> None:
    assert how_far(done, total, seconds) == said

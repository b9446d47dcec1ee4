"""The rules on pairs judged by hand that nobody looked into."""

from __future__ import annotations

from benchmarks.resolution import interval, measured


def test_what_is_joined_without_staff_is_one() -> None:
    found = measured("held-out")["all"]
    assert found.made >= 400
    assert found.right / found.made >= 0.99


def test_the_interval_of_a_share() -> None:
    low, high = interval(99, 100)
    assert (round(low, 4), round(high, 4)) == (0.9455, 0.9982)
    assert interval(0, 0) == (0.0, 1.0)

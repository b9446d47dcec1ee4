"""Files written blind: no contact detail is kept, nothing fails, no more is lost than the README there says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.unseen import FOLDER, Outcome, files, judged, precision, recall

SETS = {"first": FOLDER, "second": FOLDER / "second", "third": FOLDER / "third"}
LEAST = {"first": (0.98, 0.99, 328), "second": (1.0, 0.95, 88), "third": (1.0, 0.88, 57)}
"""Precision and recall of names, and facts held, that the mappings have reached."""
ALL = [pytest.param(path, id=path.name) for folder in SETS.values() for path in files(folder)]

outcome = cache(judged)


@pytest.mark.parametrize("path", ALL)
def test_nothing_is_kept_that_must_not_be(path: Path) -> None:
    assert not [each for each in outcome(path).violated if each.startswith("stored")]


@pytest.mark.parametrize("path", ALL)
def test_a_file_that_cannot_be_read_says_so(path: Path) -> None:
    assert outcome(path).error in ("", "office.no_mapping")


@pytest.mark.parametrize("name", SETS)
def test_no_more_is_lost_than_before(name: str) -> None:
    outcomes: list[Outcome] = [outcome(path) for path in files(SETS[name])]
    found = precision(outcomes), recall(outcomes), sum(each.held for each in outcomes)
    assert all(now >= least for now, least in zip(found, LEAST[name], strict=True)), found

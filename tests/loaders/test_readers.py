"""Batches in every spelling."""

from __future__ import annotations

import pytest

from graph.errors import LoadError
from loaders.readers import batch


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第五批", 5),
        ("第十批", 10),
        ("第十二批", 12),
        ("第二十批", 20),
        ("第二十一批", 21),
        ("第12批", 12),
        ("12批", 12),
        ("第１２批", 12),
        ("第一二批", 12),
        ("第 7 批次", 7),
    ],
)
def test_batch_is_read(text: str, number: int) -> None:
    assert batch(text) == number


@pytest.mark.parametrize("text", ["历批", "第批", "十二", "第十十批", "第二百批", "第〇批", "batch 12"])
def test_what_is_no_batch_is_refused(text: str) -> None:
    with pytest.raises(LoadError):
        batch(text)

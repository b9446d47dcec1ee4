"""Marks what is known to differ as expected to fail, strictly."""

from __future__ import annotations

import pytest

from tests.conformance.differences import DIFFERENCES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        mark = item.get_closest_marker("differs")
        callspec = getattr(item, "callspec", None)
        if mark and callspec and callspec.params["engine"] == DIFFERENCES[mark.args[0]].engine:
            item.add_marker(pytest.mark.xfail(reason=DIFFERENCES[mark.args[0]].reason, strict=True))

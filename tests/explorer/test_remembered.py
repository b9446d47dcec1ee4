"""What takes long is worked out once for each state, and again where it failed."""

from __future__ import annotations

import pytest

from explorer.remembered import Remembered
from explorer.services import Services
from graph.introductions import bridges


def test_once_for_each_state() -> None:
    state, worked = 1, list[int]()

    def work() -> int:
        worked.append(state)
        if state == 2 and worked.count(2) == 1:
            raise KeyError
        return state

    asked = Remembered(lambda: state, work)
    assert (asked(), asked(), worked) == (1, 1, [1])
    state = 2
    with pytest.raises(KeyError):
        asked()
    assert (asked(), asked(), worked) == (2, 2, [1, 2, 2])


def test_bridges_are_measured_once(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    first = services.bridges()
    monkeypatch.setattr(bridges, "bridges", lambda *_: pytest.fail("measured again"))
    assert first
    assert first.found
    assert services.bridges() is first

"""Ties of a graph that is too large for a question are gathered beside the pages, which answer before and after."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from explorer import projected
from explorer.i18n import Words
from explorer.markup import written
from explorer.pages.introductions import answer_of, show
from explorer.services import Services
from graph.introductions.projection import StoredProjection
from tests.demo import open_demo

ASKED: dict[str, Any] = {"from": "e-dong-sheng-gong-si", "to": "i-yang-zhou-da-xue", "hops": "3"}


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Services, Event]]:
    """Pages over the bundled data, taken for a large graph; gathering waits until the event is set."""
    go, make = Event(), StoredProjection.make

    def later(kept: StoredProjection, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        assert go.wait(60)
        return make(kept, *given, **named)

    monkeypatch.setattr(projected, "is_gathered", lambda *_: True)
    monkeypatch.setattr(StoredProjection, "make", later)
    with open_demo(tmp_path) as workspace:
        yield Services(workspace), go
        go.set()
        gathered()


def gathered() -> None:
    """Waits for the thread that gathers."""
    for thread in threading.enumerate():
        if thread.name == "projection":
            thread.join(60)


def shown(services: Services) -> str:
    return written(show(services, ASKED, Words("zh"))[0])


def answer(services: Services) -> dict[str, Any]:
    return answer_of(services, ASKED, "zh")


def test_the_page_answers_while_ties_are_gathered_and_says_so(large: tuple[Services, Event]) -> None:
    services, go = large
    before = answer(services)
    assert "全部关系正在汇总（0%）" in shown(services)
    go.set()
    gathered()
    assert services.projected.percent() is None
    assert services.projected.current() is not None
    assert answer(services) == before
    assert "正在汇总" not in shown(services)


def test_a_small_graph_is_never_gathered(services: Services) -> None:
    assert services.projected.current() is None
    assert services.projected.percent() is None
    assert not (services.home / "projection").exists()

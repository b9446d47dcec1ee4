"""One writer at a time, and the second is told about the first; on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from graph.errors import LedgerError
from graph.ledger import Claim, Ledger, open_ledger
from graph.ledger.lock import writer
from graph.ledger.store import Store
from tests.graph.ledger.claims import person


def test_a_second_load_waits_and_names_the_first(ledger: Ledger, ledger_url: str) -> None:
    told: list[str] = []
    waits = threading.Event()

    def waiting(first: str) -> None:
        told.append(first)
        waits.set()

    def second() -> None:
        with open_ledger(ledger_url) as other:
            other.load("second", [person("p2", "测试乙")], waiting=waiting)

    thread = threading.Thread(target=second)
    with ledger.lock("第一份名册"):
        thread.start()
        assert waits.wait(60)
        assert ledger.revision == 0
    thread.join(60)
    assert told == ["第一份名册"]
    assert ledger.revision == 1


def test_who_waits_too_long_is_told_by_whom(ledger: Ledger, ledger_url: str) -> None:
    store = Store(ledger_url)
    with ledger.lock("第一份名册"), pytest.raises(LedgerError, match="第一份名册"), writer(store, "二", seconds=0.3):
        raise AssertionError("unreachable")
    with writer(store, "二", seconds=0.3):
        assert ledger.revision == 0
    store.close()


def test_who_does_not_want_to_wait_is_told_by_whom_at_once(ledger: Ledger, ledger_url: str) -> None:
    ledger.load("office", [person("p1", "测试甲"), person("p2", "测试乙")])

    def refuse(first: str) -> None:
        raise LedgerError("ledger.busy", first=first)

    with open_ledger(ledger_url) as other:
        with other.lock("第一份名册"), pytest.raises(LedgerError, match="第一份名册"):
            ledger.merge(["p1", "p2"], waiting=refuse)
        assert ledger.decisions() == []
        ledger.merge(["p1", "p2"], waiting=refuse)
    assert len(ledger.decisions()) == 1


def test_readers_do_not_wait_for_a_load(ledger: Ledger) -> None:
    ledger.load("office", [person("p1", "测试甲")])

    def slow() -> list[str]:
        return [node.id for node in ledger.nodes()]

    seen: list[list[str]] = []

    def claims() -> Iterator[Claim]:
        yield person("p2", "测试乙")
        seen.append(slow())

    ledger.load("roster", claims())
    assert seen == [["p1"]], "nothing of a load is seen before the whole"
    assert slow() == ["p1", "p2"]

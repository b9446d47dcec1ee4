"""Whatever happened to a ledger, it and its graph are what its live claims come to, loaded afresh."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.ledger import Ledger, Publisher, graph_digest, open_ledger
from tests.conftest import empty
from tests.graph.ledger.conftest import emptied
from tests.graph.ledger.histories import Loaded, Step, afresh, histories, never_otherwise, play

quietly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@contextmanager
def two_ledgers() -> Iterator[tuple[Ledger, Ledger]]:
    """One to play a history in and one to compare it with."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("ledger.sqlite", "fresh.sqlite")]
        for file in files:
            file.write_bytes(blank())
        with open_ledger(f"sqlite:///{files[0]}") as ledger, open_ledger(f"sqlite:///{files[1]}") as fresh:
            yield ledger, fresh


@cache
def blank() -> bytes:
    """An empty ledger, made once: making one takes as long as playing a history in it."""
    with tempfile.TemporaryDirectory() as folder:
        open_ledger(f"sqlite:///{folder}/ledger.sqlite").close()
        return Path(folder, "ledger.sqlite").read_bytes()


def is_what_its_live_claims_come_to(steps: list[Step]) -> None:
    with two_ledgers() as (ledger, fresh):
        loaded: Loaded = {}
        for step in steps:
            play(ledger, step, loaded)
            assert ledger.digest() == ledger.recompute_digest()
        afresh(ledger, fresh)
        assert ledger.digest() == fresh.digest()


def is_as_if_what_was_taken_back_had_never_been(steps: list[Step]) -> None:
    with two_ledgers() as (ledger, fresh):
        loaded: Loaded = {}
        for step in steps:
            play(ledger, step, loaded)
        never_otherwise(ledger, loaded, fresh)
        assert ledger.digest() == fresh.digest()


def is_followed_by_its_graph(database: Database, data: st.DataObject) -> None:
    empty(database)
    with two_ledgers() as (ledger, _):
        loaded: Loaded = {}
        for step in data.draw(histories):
            play(ledger, step, loaded)
            if data.draw(st.booleans()):
                Publisher(ledger, database).publish()
        Publisher(ledger, database).publish()
        assert graph_digest(database) == ledger.digest()


@settings(quietly, max_examples=80)
@given(steps=histories)
def test_any_history_gives_the_digest_of_its_live_claims_loaded_afresh(steps: list[Step]) -> None:
    is_what_its_live_claims_come_to(steps)


@settings(quietly, max_examples=80)
@given(steps=histories)
def test_what_was_taken_back_has_never_been(steps: list[Step]) -> None:
    is_as_if_what_was_taken_back_had_never_been(steps)


@settings(quietly, max_examples=20)
@given(data=st.data())
def test_the_published_graph_follows_any_history(database: Database, data: st.DataObject) -> None:
    is_followed_by_its_graph(database, data)


@settings(quietly, max_examples=12)
@given(steps=histories)
def test_both_ledger_databases_come_to_the_same(ledger_url: str, steps: list[Step]) -> None:
    with two_ledgers() as (plain, _), emptied(ledger_url) as other:
        loaded: Loaded = {}
        for step in steps:
            play(plain, step, loaded)
            play(other, step, dict(loaded))
            assert other.digest() == plain.digest()
        assert other.recompute_digest() == plain.digest()


@pytest.mark.soak
@settings(quietly, max_examples=10_000)
@given(steps=histories)
def test_ten_thousand_histories_loaded_afresh(steps: list[Step]) -> None:
    is_what_its_live_claims_come_to(steps)


@pytest.mark.soak
@settings(quietly, max_examples=10_000)
@given(steps=histories)
def test_ten_thousand_histories_without_what_was_taken_back(steps: list[Step]) -> None:
    is_as_if_what_was_taken_back_had_never_been(steps)


@pytest.mark.soak
@settings(quietly, max_examples=500)
@given(data=st.data())
def test_five_hundred_histories_published(database: Database, data: st.DataObject) -> None:
    is_followed_by_its_graph(database, data)

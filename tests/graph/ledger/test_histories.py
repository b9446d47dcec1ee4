"""Whatever happened to a ledger, its graph is that of the same live claims loaded afresh."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.ledger import Publisher, graph_digest, open_ledger
from tests.conftest import empty
from tests.graph.ledger.histories import Step, afresh, histories, play

quietly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@settings(quietly, max_examples=120)
@given(steps=histories)
def test_any_history_gives_the_digest_of_its_live_claims_loaded_afresh(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"sqlite:///{folder}/ledger.sqlite") as ledger:
        for step in steps:
            play(ledger, step)
            assert ledger.digest() == ledger.recompute_digest()
        with afresh(ledger, Path(folder)) as fresh:
            assert ledger.digest() == fresh.digest()


@settings(quietly, max_examples=60)
@given(
    before=histories,
    load=histories.map(lambda steps: [step for step in steps if step[0] == "load"][:1]),
    after=histories,
)
def test_a_load_taken_back_has_never_been(before: list[Step], load: list[Step], after: list[Step]) -> None:
    loads = [step for step in (*before, *after) if step[0] == "load"]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(f"sqlite:///{folder}/with.sqlite") as ledger,
        open_ledger(f"sqlite:///{folder}/without.sqlite") as other,
    ):
        for step in loads[: len(loads) // 2]:
            play(ledger, step)
            play(other, step)
        number = None
        for step in load:
            play(ledger, step)
            number = ledger.loads()[0].load if ledger.loads() else None
        for step in loads[len(loads) // 2 :]:
            play(ledger, step)
            play(other, step)
        if number is not None and len(ledger.loads()) > len(other.loads()):
            play(ledger, ("rollback", number))
        assert ledger.digest() == other.digest()


@settings(quietly, max_examples=12)
@given(data=st.data())
def test_the_published_graph_follows_any_history(database: Database, data: st.DataObject) -> None:
    empty(database)
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"sqlite:///{folder}/ledger.sqlite") as ledger:
        for step in data.draw(histories):
            play(ledger, step)
            if data.draw(st.booleans()):
                Publisher(ledger, database).publish()
        Publisher(ledger, database).publish()
        assert graph_digest(database) == ledger.digest()

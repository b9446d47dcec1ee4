"""A projection brought forward is the one that would be made anew; kept ones are used as long as they fit."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.introductions.projection import Projection, StoredProjection, build, changes, stored
from graph.introductions.rules import Rules, load_rules
from graph.ledger import NodeClaim, Publisher
from graph.workspace import Workspace
from tests.graph.introductions.projection.changing import change, everything

RULES = load_rules()


def ids(projection: Projection) -> list[tuple[object, ...]]:
    """Every ground with its ids."""
    table, actors, hubs = projection.table, projection.actors, projection.hubs
    kinds = list(projection.rules.ties)
    return [
        (actors[one], actors[other], kinds[kind], hubs[hub] if hub >= 0 else None, *rest)
        for one, other, kind, hub, *rest in zip(*(column.tolist() for column in table), strict=True)
    ]


def ties(projection: Projection, day: int) -> list[tuple[str, str, int]]:
    network, actors = projection.network(day), projection.actors
    return [
        (actors[one], actors[other], key) for one in range(network.actors) for key, other in network.neighbours(one)
    ]


def assert_as_made_anew(workspace: Workspace, found: Projection, day: int) -> None:
    anew = build(workspace.database, RULES)
    assert sorted(ids(found), key=repr) == sorted(ids(anew), key=repr)
    assert ties(found, day) == ties(anew, day)
    # Who has gone keeps a number, without a tie.
    assert barred(anew) == barred(found) & {anew.actors[number] for number in range(len(anew.actors))}


def barred(projection: Projection) -> set[str]:
    return {projection.actors[number] for number, flag in enumerate(projection.barred) if flag}


def publish(workspace: Workspace) -> None:
    Publisher(workspace.ledger, workspace.database).publish()


def follow(workspace: Workspace, folder: Path, seed: int, steps: int) -> None:
    chance, day = random.Random(seed), stored._today()
    workspace.ledger.load("everything", everything())
    publish(workspace)
    kept = StoredProjection(folder / f"{seed}", RULES)
    assert kept.make(workspace.database, workspace.ledger) is not None
    for _ in range(steps):
        for _ in range(chance.randint(1, 3)):
            change(workspace.ledger, chance)
        publish(workspace)
        found = kept.current(workspace.database, workspace.ledger)
        assert found is not None
        assert_as_made_anew(workspace, found, day)


@pytest.mark.parametrize("seed", range(3))
def test_a_projection_follows_the_graph(workspace: Workspace, tmp_path: Path, seed: int) -> None:
    follow(workspace, tmp_path, seed, steps=6)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 160))
def test_a_projection_follows_long_histories(workspace: Workspace, tmp_path: Path, seed: int) -> None:
    follow(workspace, tmp_path, seed, steps=20)


@pytest.fixture
def begun(workspace: Workspace) -> Workspace:
    chance = random.Random(1)
    workspace.ledger.load("everything", everything())
    for _ in range(6):
        change(workspace.ledger, chance)
    publish(workspace)
    return workspace


def kept_in(folder: Path, rules: Rules = RULES) -> StoredProjection:
    return StoredProjection(folder / "projection", rules)


def test_another_process_opens_what_one_has_made(begun: Workspace, tmp_path: Path) -> None:
    assert kept_in(tmp_path).current(begun.database, begun.ledger) is None
    made = kept_in(tmp_path).make(begun.database, begun.ledger)
    opened = kept_in(tmp_path).current(begun.database, begun.ledger)
    assert made is not None
    assert opened is not None
    assert ids(opened) == ids(made)
    assert not opened.table.factor.flags.writeable


def test_what_was_kept_is_brought_forward_when_it_is_opened(begun: Workspace, tmp_path: Path) -> None:
    kept_in(tmp_path).make(begun.database, begun.ledger)
    change(begun.ledger, random.Random(9))
    publish(begun)
    opened = kept_in(tmp_path).current(begun.database, begun.ledger)
    assert opened is not None
    assert_as_made_anew(begun, opened, stored._today())


def test_the_next_day_the_ties_of_that_day_are_made_and_kept(
    begun: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_in(tmp_path).make(begun.database, begun.ledger)
    day = stored._today() + 400
    monkeypatch.setattr(stored, "_today", lambda: day)
    opened = kept_in(tmp_path).current(begun.database, begun.ledger)
    assert opened is not None
    assert [each.name for each in (tmp_path / "projection").glob("network-*")] == [f"network-{day}"]
    assert ties(opened, day) == ties(build(begun.database, RULES), day)


def test_other_rules_and_large_changes_ask_for_a_new_one(
    begun: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_in(tmp_path).make(begun.database, begun.ledger)
    other = RULES.evidence.model_copy(update={"undated_age": 1.0})
    assert kept_in(tmp_path, Rules(other, RULES.contacts)).current(begun.database, begun.ledger) is None
    monkeypatch.setattr(changes, "MOST", 0)
    begun.ledger.load("more", [NodeClaim("p99", "Person", {"name": "样例新"})])
    publish(begun)
    assert kept_in(tmp_path).current(begun.database, begun.ledger) is None
    assert kept_in(tmp_path).make(begun.database, begun.ledger) is not None
    assert kept_in(tmp_path).current(begun.database, begun.ledger) is not None


def test_a_graph_that_is_not_whole_has_none(begun: Workspace, tmp_path: Path) -> None:
    begun.database.write("MATCH (m:QianxianMarker) SET m.state = 'filling'")
    assert kept_in(tmp_path).make(begun.database, begun.ledger) is None
    begun.database.write("MATCH (m:QianxianMarker) DELETE m")
    assert kept_in(tmp_path).make(begun.database, begun.ledger) is None

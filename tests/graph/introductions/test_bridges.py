"""A known bridge tops the list; people are not on it; on each engine."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.errors import NotFound
from graph.introductions import load_rules
from graph.introductions.bridges import bridges
from graph.introductions.projection import build
from graph.ledger import Claim, NodeClaim, Publisher, RelationshipClaim
from graph.workspace import Workspace

CIRCLES = ("abcd", "efgh")


def circles() -> list[Claim]:
    """Two circles in which all know each other, a group of each, and one that has two of either."""
    made: list[Claim] = [NodeClaim(id, "Person", {"name": f"测试{id}"}) for circle in CIRCLES for id in circle]
    for one, other in (pair for circle in CIRCLES for pair in combinations(circle, 2)):
        made.append(NodeClaim(f"j-{one}{other}", "Project", {"name": f"样例项目{one}{other}"}))
        made += [RelationshipClaim("WORKED_ON", id, f"j-{one}{other}", {}, since="2024") for id in (one, other)]
    for group, members in {"g-bridge": "abef", "g-left": "abcd", "g-right": "efgh"}.items():
        made.append(NodeClaim(group, "ExpertGroup", {"name": f"样例{group}", "stated_size": 40}))
        made += [RelationshipClaim("MEMBER_OF", id, group, {}, since="2024") for id in members]
    return made


def test_the_bridge_between_two_circles_comes_first(workspace: Workspace) -> None:
    workspace.ledger.load("样例", circles())
    Publisher(workspace.ledger, workspace.database).publish()
    made = build(workspace.database, load_rules())
    found = bridges(workspace.database, made, 10)
    first, *others = found.found
    assert (first.body.id, first.body.name) == ("g-bridge", "样例g-bridge")
    assert {each.body.id for each in others} == {"g-left", "g-right"}
    assert all(first.constraint < each.constraint and first.betweenness >= each.betweenness for each in others)
    assert (found.actors, found.error) == (11, 0)


def test_where_nobody_has_a_tie_that_is_said(workspace: Workspace) -> None:
    workspace.ledger.load("样例", [NodeClaim("a", "Person", {"name": "测试甲"})])
    Publisher(workspace.ledger, workspace.database).publish()
    with pytest.raises(NotFound, match="没有"):
        bridges(workspace.database, None, 10)


def test_a_graph_too_large_is_refused_before_it_is_read(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.ledger.load("样例", circles())
    Publisher(workspace.ledger, workspace.database).publish()
    monkeypatch.setattr("graph.introductions.bridges.MOST", 10)
    monkeypatch.setattr("graph.introductions.bridges.build", lambda *_: pytest.fail("read"))
    with pytest.raises(NotFound, match="11"):
        bridges(workspace.database, None, 10)

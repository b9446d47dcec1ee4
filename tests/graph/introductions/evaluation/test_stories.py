"""With a story hidden its introducer is found by what else is on file, or not; on each engine."""

from __future__ import annotations

import pytest

from graph.introductions.evaluation import stories
from graph.ledger import Claim, NodeClaim, Publisher, RelationshipClaim
from graph.workspace import Workspace


def worked(project: str, *people: str) -> list[Claim]:
    ties = [RelationshipClaim("WORKED_ON", id, project, {}, since="2020") for id in people]
    return [NodeClaim(project, "Project", {"name": f"样例项目{project}"}), *ties]


def told() -> list[Claim]:
    """b brought c to a, which made a project of all three; and the same b brought a project to a."""
    made: list[Claim] = [NodeClaim(id, "Person", {"name": f"测试{id}"}) for id in "abcd"]
    made += worked("came-of-it", "a", "b", "c")
    for id, of in (("story", "c"), ("brought", "came-of-it")):
        made.append(NodeClaim(id, "Introduction", {"kind": "牵线引荐", "state": "已促成"}))
        ends = {"BY": "b", "OF": of, "TO": "a", "FOR": "came-of-it"}
        made += [RelationshipClaim(type, id, end, {}) for type, end in ends.items()]
    return made


@pytest.mark.parametrize(
    ("known", "routes", "place"),
    [
        ([], 0, None),
        ([*worked("j1", "a", "b"), *worked("j2", "b", "c")], 1, 1),
        ([*worked("j1", "a", "d"), *worked("j2", "d", "c")], 1, None),
    ],
    ids=["nothing else on file", "by other work", "another one instead"],
)
def test_who_introduced_is_looked_for_in_what_else_is_on_file(
    workspace: Workspace, known: list[Claim], routes: int, place: int | None
) -> None:
    workspace.ledger.load("样例", [*told(), *known])
    Publisher(workspace.ledger, workspace.database).publish()
    found = stories(workspace.database)
    brought, story = found.stories
    assert (brought.id, brought.asked) == ("brought", False)
    assert (story.asked, story.routes, story.place) == (True, routes, place)
    assert (found.asked, found.hit) == (1, 1 if place else 0)
    assert found.as_json()["stories"][1]["by"] == [{"id": "b", "label": "Person", "name": "测试b"}]

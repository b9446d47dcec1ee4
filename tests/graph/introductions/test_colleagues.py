"""Who here knows: an office asks about somebody, and finds those of its own people who do; on each engine."""

from __future__ import annotations

from typing import Any

from graph.introductions import introduce, letter
from graph.ledger import Claim, NodeClaim, Publisher, RelationshipClaim
from graph.workspace import Workspace

OFFICE, EXPERT = "a-office", "x"
COLLEAGUES = {"c": 3, "d": 1}
"""Who worked with the expert, and how often."""


def office() -> list[Claim]:
    """An office of four; two know the expert, one only somebody outside who does, one nobody."""
    made: list[Claim] = [NodeClaim(OFFICE, "Agency", {"name": "样例人才办"})]
    made += [NodeClaim(id, "Person", {"name": f"测试{id}", "roles": ["机关干部"]}) for id in "cdef"]
    made += [NodeClaim(id, "Person", {"name": f"测试{id}"}) for id in (EXPERT, "o")]
    made += [RelationshipClaim("AFFILIATED_WITH", id, OFFICE, {"role": "科员"}, since="2019") for id in "cdef"]
    together = [(id, EXPERT) for id, many in COLLEAGUES.items() for _ in range(many)] + [("e", "o"), ("o", EXPERT)]
    for number, pair in enumerate(together):
        made.append(NodeClaim(f"j{number}", "Project", {"name": f"样例项目{number}"}))
        made += [RelationshipClaim("WORKED_ON", id, f"j{number}", {}, since="2024") for id in pair]
    return made


def asked(workspace: Workspace) -> dict[str, Any]:
    workspace.ledger.load("样例", office())
    Publisher(workspace.ledger, workspace.database).publish()
    return introduce(workspace.database, OFFICE, EXPERT, as_of="2026").as_json()


def through(path: dict[str, Any]) -> str:
    return "".join([path["hops"][0]["from"]["id"], *(hop["to"]["id"] for hop in path["hops"])])


def test_every_colleague_who_knows_somebody_is_listed_the_best_first(workspace: Workspace) -> None:
    answer = asked(workspace)
    assert [through(path) for path in answer["paths"]] == ["cx", "dx", "eox"]
    [contact] = answer["paths"][0]["contacts"]
    assert (contact["of"]["id"], contact["contact"]["id"], contact["own"]) == (OFFICE, "c", True)
    assert "共同承担" in answer["paths"][0]["hops"][0]["reasons"][0]["text"]


def test_where_a_colleague_knows_them_the_letter_goes_to_them_and_names_the_colleague(workspace: Workspace) -> None:
    written = letter(asked(workspace), 1, "zh")
    assert written.to.startswith("测试x")
    assert "测试c任职于样例人才办" in written.grounds[0]

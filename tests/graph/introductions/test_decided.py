"""What staff decided of ties counts, and who is asked too much sinks: on each engine, projected or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.introductions import introduce, load_rules
from graph.introductions.decided import NOTHING, Confirmation, Decided, decided_ties
from graph.introductions.projection import build
from graph.ledger import Claim, NodeClaim, Publisher, RelationshipClaim, open_ledger
from graph.workspace import Workspace

PEOPLE = ["a", "b", "c", "d", "e"]
WORKED = {"j1": "ab", "j2": "bc", "j3": "ad", "j4": "dc"}
"""Who worked on what: a and c know each other through b and through d; nobody knows e."""


def worked() -> list[Claim]:
    made: list[Claim] = [NodeClaim(id, "Person", {"name": f"测试{id}"}) for id in PEOPLE]
    for project, people in WORKED.items():
        made.append(NodeClaim(project, "Project", {"name": f"样例项目{project}"}))
        made += [RelationshipClaim("WORKED_ON", id, project, {}, since="2020") for id in people]
    return made


def introduced(by: str, many: int, state: str) -> list[Claim]:
    made: list[Claim] = []
    for number in range(many):
        made.append(NodeClaim(f"n{number}", "Introduction", {"kind": "牵线引荐", "state": state}))
        made.append(RelationshipClaim("BY", f"n{number}", by, {}))
    return made


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    return load(workspace, worked())


def load(workspace: Workspace, claims: list[Claim]) -> Workspace:
    workspace.ledger.load("样例", claims)
    Publisher(workspace.ledger, workspace.database).publish()
    return workspace


def ask(workspace: Workspace, one: str, other: str, decided: Decided = NOTHING, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    """The answer, which is the same from a projection."""
    database = workspace.database
    read = introduce(database, one, other, decided=decided, **options).as_json()
    projected = introduce(
        database, one, other, decided=decided, projection=build(database, load_rules()), **options
    ).as_json()
    assert projected == read
    return read


def through(answer: dict[str, Any]) -> list[str]:
    return [
        "".join([path["hops"][0]["from"]["id"], *(hop["to"]["id"] for hop in path["hops"])]) for path in answer["paths"]
    ]


def confirmed(one: str, other: str, reason: str = "") -> Decided:
    return Decided((Confirmation((one, other), 7, "2021-05-06", reason),))


def test_a_confirmed_tie_is_strong_and_cites_the_decision(known: Workspace) -> None:
    assert through(ask(known, "a", "e")) == []
    answer = ask(known, "a", "e", confirmed("c", "e", "多次共同赴企"), as_of="2021-06")
    assert sorted(through(answer)) == ["abce", "adce"]
    last = answer["paths"][0]["hops"][-1]
    assert last["strength"] == "strong"
    [reason] = last["reasons"]
    assert reason["text"] == "2021年5月6日经办确认双方相识：多次共同赴企"
    assert reason["sources"] == [
        {"id": "7", "title": "本单位认定第 7 号", "publisher": None, "date": "2021-05-06", "url": None}
    ]


def test_a_confirmation_is_left_out_like_any_other_reason(known: Workspace) -> None:
    assert through(ask(known, "a", "e", confirmed("c", "e"), exclude_kinds=["confirmed"])) == []
    assert through(ask(known, "a", "e", confirmed("c", "nobody"))) == []


def test_of_a_denied_tie_nothing_is_said(known: Workspace) -> None:
    assert sorted(through(ask(known, "a", "c"))) == ["abc", "adc"]
    answer = ask(known, "a", "c", Decided(denied=frozenset([("b", "c")])))
    assert through(answer) == ["adc"]
    assert "样例项目j2" not in str(answer)


def test_who_is_asked_too_much_sinks_and_it_is_said(known: Workspace) -> None:
    most = load_rules().evidence.open_requests.most
    load(known, introduced("b", most - 1, "对接中"))
    assert through(ask(known, "a", "c"))[0] == "abc"
    load(known, introduced("b", most, "对接中"))
    answer = ask(known, "a", "c")
    assert through(answer) == ["adc", "abc"]
    assert [path["busy"] for path in answer["paths"]] == [
        [],
        [{"person": {"id": "b", "label": "Person", "name": "测试b"}, "open": most}],
    ]
    assert through(ask(known, "b", "c"))[0] == "bc"
    assert ask(known, "b", "c")["paths"][0]["busy"] == []
    load(known, introduced("b", most, "已促成"))
    assert through(ask(known, "a", "c"))[0] == "abc"


def test_an_official_stands_between_only_where_that_is_chosen(workspace: Workspace) -> None:
    made = worked()
    made += [
        NodeClaim("o", "Person", {"name": "测试局长", "roles": ["机关干部"]}),
        NodeClaim("j9", "Project", {"name": "样例"}),
    ]
    made += [RelationshipClaim("WORKED_ON", id, "j9", {}, since="2020") for id in "aoe"]
    made.append(NodeClaim("r", "Person", {"name": "测试退休", "status": "退休"}))
    made += [RelationshipClaim("WORKED_ON", id, "j4", {}, since="2020") for id in "r"]
    load(workspace, made)
    assert "oe" in through(ask(workspace, "o", "e"))
    assert "aoe" not in through(ask(workspace, "a", "e"))
    assert "aoe" in through(ask(workspace, "a", "e", officials=True))
    assert not any("r" in ids[1:-1] for ids in through(ask(workspace, "a", "c", officials=True)))


def test_the_last_decision_about_two_counts(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        ledger.load("样例", [NodeClaim(id, "Person", {"name": f"测试{id}"}) for id in "abc"])
        first = ledger.decide_tie("confirmed", "b", "a", "同事")
        denied = ledger.decide_tie("denied", "a", "b")
        other = ledger.decide_tie("confirmed", "b", "c")
        found = decided_ties(ledger)
        assert found.denied == {("a", "b")}
        assert [each.decision for each in found.confirmed] == [other]
        ledger.undo(denied)
        assert [each.decision for each in decided_ties(ledger).confirmed] == [first, other]
        assert [each.reason for each in decided_ties(ledger).confirmed] == ["同事", ""]


def test_whom_to_ring_at_a_body_is_said_and_whether_the_term_is_over(workspace: Workspace) -> None:
    made: list[Claim] = [NodeClaim(id, "Person", {"name": f"测试{id}"}) for id in "abcde"]
    made.append(NodeClaim("e", "Person", {"name": "测试e", "status": "去世"}))
    made.append(NodeClaim("g", "ExpertGroup", {"name": "样例专家组", "stated_size": 206}))
    made += [RelationshipClaim("MEMBER_OF", id, "g", {"role": "成员"}, since="2020") for id in "ab"]
    terms = {"c": ("2020", None, "秘书长"), "d": ("2018", "2020", "组长"), "e": ("2020", None, "顾问")}
    for id, (since, until, role) in terms.items():
        made.append(RelationshipClaim("LEADS", id, "g", {"role": role}, since=since, until=until))
    load(workspace, made)
    answer = ask(workspace, "a", "b", as_of="2022")
    [route] = [path for path in answer["paths"] if len(path["hops"]) == 2 and path["hops"][0]["to"]["id"] == "g"]
    assert [(ring["person"]["id"], ring["role"], ring["over"]) for ring in route["rings"]] == [
        ("c", "秘书长", False),
        ("d", "组长", True),
    ]
    assert [ring["seen"] for ring in route["rings"]] == ["2020", "2020"]
    assert all("c" not in str(path["rings"]) for path in ask(workspace, "a", "b", exclude=["c"], as_of="2022")["paths"])

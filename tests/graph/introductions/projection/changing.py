"""Random changes of a small invented graph in which people are tied in every way."""

from __future__ import annotations

import random
from contextlib import suppress

from graph.errors import QianxianError
from graph.ledger import Claim, Ledger, NodeClaim, RelationshipClaim

PEOPLE = [f"p{number}" for number in range(8)]
BODIES = {"d1": "Delegation", "d2": "Delegation", "g1": "ExpertGroup", "i1": "Institution", "e1": "Enterprise"}
MEETINGS = {"v1": "Event", "v2": "Event", "j1": "Project"}
DATES = [None, "2016", "2018-05", "2021-03-04"]
SOURCES = ["office", "roster", "press"]


def everything() -> list[Claim]:
    """What there is from the beginning: things without ties, so that every tie can be stated."""
    things = [NodeClaim(id, label, {"name": f"样例{id}"}) for id, label in {**BODIES, **MEETINGS}.items()]
    return [NodeClaim("s1", "Source", {"name": "样例报纸", "title": "样例报纸", "kind": "报纸"}), *things]


def change(ledger: Ledger, chance: random.Random) -> None:
    """One load, correction, rollback or merge; what cannot be is refused and changes nothing."""
    with suppress(QianxianError):
        match chance.randrange(8):
            case 0:
                ledger.rollback(chance.randint(2, 9))
            case 1:
                ledger.merge(chance.sample(PEOPLE, 2))
            case _:
                claims = [_claim(chance) for _ in range(chance.randint(1, 6))]
                ledger.load(chance.choice(SOURCES), claims, complete=chance.random() < 0.3)


def _claim(chance: random.Random) -> Claim:
    person = chance.choice(PEOPLE)
    match chance.randrange(5):
        case 0:
            roles = chance.choice([[], ["专家"], ["机关干部"]])
            return NodeClaim(
                person, "Person", {"name": f"样例{person}", **({"roles": roles} if roles else {})}, ("s1",)
            )
        case 1:
            return _tied(chance, "STUDIED_UNDER", person, chance.choice(PEOPLE))
        case 2:
            return _tied(chance, chance.choice(["MEMBER_OF", "LEADS"]), person, chance.choice(["d1", "d2", "g1"]))
        case 3:
            return _tied(chance, "AFFILIATED_WITH", person, chance.choice(["i1", "e1"]))
        case _:
            met = chance.choice(list(MEETINGS))
            return _tied(chance, "WORKED_ON" if met == "j1" else "PARTICIPATED_IN", person, met)


def _tied(chance: random.Random, type: str, start: str, end: str) -> Claim:
    since, until = sorted(chance.sample([date for date in DATES if date], 2))
    term = chance.choice([(None, None), (since, None), (since, until)])
    return RelationshipClaim(
        type, start, end, {}, since=term[0], until=term[1], observed=chance.choice(DATES), sources=("s1",)
    )

"""Random histories of a ledger: loads, corrections, retirement, merges, splits, rollbacks, and what they must equal."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict

from hypothesis import strategies as st

from graph.errors import QianxianError
from graph.ledger import Claim, Ledger, NodeClaim, RelationshipClaim

PEOPLE = ["p1", "p2", "p3", "p4"]
BODIES = ["d1", "d2"]
EITHER = "x1"
"""Stated as a person by some rows and as a delegation by others: never both at once."""
SOURCES = ["office", "roster", "press"]
DATES = [None, "2019", "2019-03", "2019-08", "2020", "2020-06-01"]

Step = tuple[object, ...]

_people = st.builds(
    lambda id, name, title, roles, seen, key: NodeClaim(
        id,
        "Person",
        {"name": name, **({"title": title} if title else {}), **({"roles": roles} if roles else {})},
        ("s1",),
        seen,
        key=key,
    ),
    st.sampled_from([*PEOPLE, EITHER]),
    st.sampled_from(["测试甲", "测试乙", "测试丙"]),
    st.sampled_from([None, "教授", "院长"]),
    st.lists(st.sampled_from(["专家", "顾问"]), max_size=2),
    st.sampled_from(DATES),
    st.sampled_from(["", "second row"]),
)
_bodies = st.builds(
    lambda id, name: NodeClaim(id, "Delegation", {"name": name}),
    st.sampled_from([*BODIES, EITHER]),
    st.sampled_from(["团一", "团二"]),
)
_ties = st.builds(
    lambda start, end, since, role, note, source, seen: RelationshipClaim(
        "MEMBER_OF",
        start,
        end,
        {**({"role": role} if role else {}), **({"note": note} if note else {})},
        since=since,
        observed=seen,
        sources=(source,),
    ),
    st.sampled_from([*PEOPLE, EITHER]),
    st.sampled_from([*BODIES, EITHER]),
    st.sampled_from(DATES),
    st.sampled_from([None, "团长", "团员"]),
    st.sampled_from([None, "一", "二"]),
    st.sampled_from(["s1", "s2"]),
    st.sampled_from(DATES),
)
_questions = st.builds(
    lambda start, end: RelationshipClaim("POSSIBLY_SAME_AS", start, end),
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
)
_claims = st.one_of(_people, _people, _bodies, _ties, _ties, _questions)
loads = st.tuples(st.just("load"), st.sampled_from(SOURCES), st.lists(_claims, max_size=8), st.booleans())
_again = st.tuples(st.just("again"), st.integers(1, 8), st.booleans())
_dry = st.tuples(st.just("dry"), st.sampled_from(SOURCES), st.lists(_claims, max_size=4), st.booleans())
_merge = st.tuples(st.just("merge"), st.lists(st.sampled_from([*PEOPLE, EITHER]), min_size=2, max_size=3, unique=True))
_apart = st.tuples(st.just("apart"), st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True))
_rollback = st.tuples(st.just("rollback"), st.integers(1, 8))
_split = st.tuples(st.just("split"), st.sampled_from(PEOPLE))
_undo = st.tuples(st.just("undo"), st.integers(1, 4))

histories: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(loads, loads, loads, _again, _dry, _merge, _merge, _apart, _rollback, _rollback, _split, _undo),
    min_size=1,
    max_size=12,
)

Loaded = dict[int, Step]
"""Every load by its number, as the step that made it."""


def play(ledger: Ledger, step: Step, loaded: Loaded) -> None:
    """Does one step; what cannot be done (an unknown load, a merge of nobody) is refused and changes nothing."""
    with suppress(QianxianError):
        match step:
            case ("load", str(source), list(claims), bool(complete)):
                loaded[ledger.load(source, claims, complete=complete).load] = step
            case ("again", int(number), bool(complete)) if number in loaded:
                play(ledger, (*loaded[number][:3], complete), loaded)
            case ("dry", str(source), list(claims), bool(complete)):
                ledger.load(source, claims, complete=complete, dry_run=True)
            case ("merge", list(records)):
                ledger.merge(records)
            case ("apart", [str(one), str(other)]):
                ledger.apart(one, other)
            case ("rollback", int(load)):
                foreseen = {type: asdict(each) for type, each in ledger.rollback_counts(load).items()}
                ledger.rollback(load)
                assert ledger.loads()[0].counts == foreseen
            case ("split", str(record)):
                ledger.split(record)
            case ("undo", int(decision)):
                ledger.undo(decision)


def never_otherwise(ledger: Ledger, loaded: Loaded, fresh: Ledger) -> None:
    """Brings a new ledger to the loads and decisions of another that still count, as if there had been no others."""
    _decide(fresh, ledger)
    for record in reversed(ledger.loads()):
        if record.kind == "load" and record.state == "in force":
            play(fresh, loaded[record.load], {})


def afresh(ledger: Ledger, fresh: Ledger) -> None:
    """Brings a new ledger to the same live claims, the oldest first, and the same decisions."""
    _decide(fresh, ledger)
    runs: list[tuple[str, list[Claim]]] = []
    for source, claim in ledger.live():
        if not runs or runs[-1][0] != source:
            runs.append((source, []))
        runs[-1][1].append(claim)
    for number, (source, claims) in enumerate(runs):
        # Each run of one source is a source of its own, so that a later run does not count as a correction of it.
        fresh.load(f"{source}-{number}", claims)


def _decide(fresh: Ledger, ledger: Ledger) -> None:
    """The decisions in force, taken while every record was known, which is then taken back."""
    load = fresh.load("everybody", _everybody()).load
    for decision in reversed(ledger.decisions()):
        if decision.kind == "same" and not decision.undone:
            fresh.merge(decision.records)
    fresh.rollback(load)


def _everybody() -> Iterable[Claim]:
    return [NodeClaim(id, "Person", {"name": id}) for id in (*PEOPLE, EITHER)]

"""Random histories of a ledger: loads, corrections, retirement, merges, splits, rollbacks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st

from graph.errors import QianxianError
from graph.ledger import Claim, Ledger, NodeClaim, RelationshipClaim, open_ledger

PEOPLE = ["p1", "p2", "p3", "p4"]
BODIES = ["d1", "d2"]
DATES = [None, "2019", "2019-03", "2019-08", "2020", "2020-06-01"]

_people = st.builds(
    lambda id, name, title, seen: NodeClaim(
        id, "Person", {"name": name, **({"title": title} if title else {})}, ("s1",), seen
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from(["测试甲", "测试乙", "测试丙"]),
    st.sampled_from([None, "教授", "院长"]),
    st.sampled_from(DATES),
)
_bodies = st.builds(
    lambda id, name: NodeClaim(id, "Delegation", {"name": name}),
    st.sampled_from(BODIES),
    st.sampled_from(["团一", "团二"]),
)
_ties = st.builds(
    lambda start, end, since, role, source, seen: RelationshipClaim(
        "MEMBER_OF", start, end, {"role": role} if role else {}, since=since, observed=seen, sources=(source,)
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from(BODIES),
    st.sampled_from(DATES),
    st.sampled_from([None, "团长", "团员"]),
    st.sampled_from(["s1", "s2"]),
    st.sampled_from(DATES),
)
_questions = st.builds(
    lambda start, end: RelationshipClaim("POSSIBLY_SAME_AS", start, end),
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
)
_load = st.tuples(
    st.just("load"),
    st.sampled_from(["office", "roster", "press"]),
    st.lists(st.one_of(_people, _people, _bodies, _ties, _ties, _questions), max_size=8),
    st.booleans(),
)
_merge = st.tuples(st.just("merge"), st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=3, unique=True))
_rollback = st.tuples(st.just("rollback"), st.integers(1, 8))
_split = st.tuples(st.just("split"), st.sampled_from(PEOPLE))
_undo = st.tuples(st.just("undo"), st.integers(1, 4))

histories = st.lists(st.one_of(_load, _load, _load, _merge, _rollback, _split, _undo), min_size=1, max_size=10)

Step = tuple[object, ...]


def play(ledger: Ledger, step: Step) -> None:
    """Does one step; what cannot be done (an unknown load, a merge of nobody) is refused and changes nothing."""
    with suppress(QianxianError):
        match step:
            case ("load", str(source), list(claims), bool(complete)):
                ledger.load(source, claims, complete=complete)
            case ("merge", list(records)):
                ledger.merge(records)
            case ("rollback", int(load)):
                ledger.rollback(load)
            case ("split", str(record)):
                ledger.split(record)
            case ("undo", int(decision)):
                ledger.undo(decision)


def afresh(ledger: Ledger, folder: Path) -> Ledger:
    """A new ledger with the same live claims, the oldest first, and the same decisions."""
    fresh = open_ledger(f"sqlite:///{folder / 'fresh.sqlite'}")
    by_source: list[tuple[str, list[Claim]]] = []
    for source, claim in ledger.live():
        if not by_source or by_source[-1][0] != source:
            by_source.append((source, []))
        by_source[-1][1].append(claim)
    for number, (source, claims) in enumerate(by_source):
        # Each run of one source is a source of its own, so that a later run does not count as a correction of it.
        fresh.load(f"{source}-{number}", claims)
    for decision in reversed(ledger.decisions()):
        if decision.kind == "same" and not decision.undone:
            with suppress(QianxianError):
                fresh.merge(decision.records)
    return fresh

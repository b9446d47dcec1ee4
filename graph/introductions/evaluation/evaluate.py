"""`qianxian evaluate introducers`: the whole of it, from events to figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import LoadError, NotFound
from graph.introductions.evaluation.calibration import Rated, Share, by_score, by_strength
from graph.introductions.evaluation.cases import cases
from graph.introductions.evaluation.events import MOST_PEOPLE, Event
from graph.introductions.evaluation.figures import Figures, Interval, figures, intervals, mean
from graph.introductions.evaluation.methods import by_rules, methods
from graph.introductions.rules import Rules, load_rules
from graph.progress import Progress, Steps

NAMES = ("hit@1", "hit@3", "mrr")


@dataclass(frozen=True)
class Evaluation:
    """Figures and their intervals by method, of so many cases; `left_out` events were of too many people."""

    kind: str
    since: int | None
    events: int
    left_out: int
    cases: int
    found: dict[str, tuple[Figures, tuple[Interval, ...]]]
    rated: Sequence[Rated]
    """What the rules made of every candidate of every case."""

    def as_json(self) -> dict[str, Any]:
        """The contract of `qianxian evaluate introducers --json`."""
        return {
            "kind": self.kind,
            "from": self.since,
            "events": self.events,
            "left_out": self.left_out,
            "cases": self.cases,
            "methods": {
                name: {
                    **{each: round(value, 4) for each, value in zip(NAMES, mean, strict=True)},
                    "interval": {
                        each: [round(end, 4) for end in ends] for each, ends in zip(NAMES, between, strict=True)
                    },
                }
                for name, (mean, between) in self.found.items()
            },
            "calibration": {
                "by_strength": {strength: _json(share) for strength, share in by_strength(self.rated).items()},
                "by_score": [_json(share) for share in by_score(self.rated)],
            },
        }


def evaluate(
    events: Collection[Event],
    kind: str,
    *,
    since: int | None = None,
    rules: Rules | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Ranks the introducers of every case by every method, from what was before its year only.

    `kind` is the rule of `evidence.yaml` of which an event is taken to be evidence, `since` the first year of cases.
    Raises NotFound for an unknown kind, LoadError where there is no case.
    """
    rules = rules or load_rules()
    if kind not in rules.ties:
        raise NotFound("introductions.no_such_kind", kind=kind, known=" · ".join(rules.ties))
    rate = by_rules(rules, kind)
    simple = methods()
    found: dict[str, list[Figures]] = {name: [] for name in (*simple, "rules")}
    rated: list[Rated] = []
    of: list[str] = []
    steps = Steps(progress, "cases")
    for case, past in cases(events, since):
        for name, method in simple.items():
            scores = {candidate: method(case, candidate, past) for candidate in case.candidates}
            found[name].append(figures(scores, case.true))
        rates = {candidate: rate(case, candidate, past) for candidate in case.candidates}
        found["rules"].append(figures({each: score for each, (score, _) in rates.items()}, case.true))
        rated += [Rated(case.event, *each, candidate in case.true) for candidate, each in rates.items()]
        of.append(case.event)
        steps.one()
    steps.end()
    if not of:
        raise LoadError("evaluate.no_cases", events=len(events), since=since or "–")
    between = intervals(found, of)
    left_out = sum(len(each.people) > MOST_PEOPLE for each in events)
    means = {name: (mean(each), between[name]) for name, each in found.items()}
    return Evaluation(kind, since, len(events), left_out, len(of), means, rated)


def _json(share: Share) -> dict[str, Any]:
    return {
        "candidates": share.candidates,
        "score": round(share.score, 4),
        "took_part": round(share.true, 4),
        "interval": [round(end, 4) for end in share.interval],
    }

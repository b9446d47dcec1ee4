"""The verdict on two records, with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from graph.messages import Language
from graph.resolution.profile import Mark, Profile
from graph.resolution.rules import Decision, EvidenceKind, Relation, Rule, load_rules
from graph.resolution.spelling import characters, relation

State = Literal["agree", "differ", "unknown"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece of evidence: a relation of names or a kind of evidence, what it speaks for, and both sides' wording."""

    kind: str
    speaks: Literal["for", "against"]
    first: str
    second: str

    def text(self, language: Language) -> str:
        """单位相同：样例大学, 单位不同：样例大学 / 样例学院."""
        rules = load_rules()
        sides = self.first if self.first == self.second else f"{self.first} / {self.second}"
        of_names = {str(relation): label for relation, label in rules.relations.items()}
        label = of_names.get(self.kind) or rules.evidence[self.kind].label
        said = rules.speaks["name" if self.kind in of_names else self.speaks]
        return said.get(language).format(label=label.get(language), sides=sides)

    def as_json(self, language: Language) -> dict[str, str]:
        """The fields, and the text in a language."""
        return {**asdict(self), "text": self.text(language)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows without staff, and the evidence weighed."""

    decision: Decision
    weighed: tuple[Weighed, ...]


NOTHING = Verdict("different", ())
_TIME = "time"


def judge(one: Profile, other: Profile) -> Verdict:
    """Whether two records of one type are one thing; the same whichever comes first, but for the order of the sides.

    Records that one source tells apart are never `same`: of bodies staff is asked, of people nobody, nor of names that
    differ in a word and have nothing but a place in common: a list of firms would ask of every two of one town.
    """
    rules = load_rules()
    found = relation(one, other)
    if found is None or one.label != other.label:
        return NOTHING
    kinds = rules.types[one.label].kinds
    states = {kind: _compare(rules.evidence[kind], _marks(one, kind), _marks(other, kind)) for kind in kinds}
    if _TIME in states:
        states[_TIME] = _in_time(one, other, rules.near)
    length = min(characters(one), characters(other))
    rule = next((each for each in rules.types[one.label].rules if _holds(each, found, states, length)), None)
    if rule is None or rule.verdict == "different":
        return NOTHING
    if rule.verdict == "ask" and one.reference and other.reference:
        # Nobody keeps a directory of others in order.
        return NOTHING
    told_apart = not one.sources.isdisjoint(other.sources)
    if told_apart and (one.label in rules.own or (found == "other" and rule.verdict == "ask")):
        return NOTHING
    decision: Decision = "ask" if told_apart else rule.verdict
    weighed = (Weighed(found, "for", one.names[0], other.names[0]), *_weighed(one, other, states))
    return Verdict(decision, weighed)


def _in_time(one: Profile, other: Profile, near: int) -> State:
    if one.years is None or other.years is None:
        return "unknown"
    gap = max(one.years[0], other.years[0]) - min(one.years[1], other.years[1])
    return "agree" if gap <= near else "differ"


def _marks(profile: Profile, kind: str) -> tuple[Mark, ...]:
    return profile.marks.get(kind, ())


def _holds(rule: Rule, found: Relation, states: Mapping[str, State], length: int) -> bool:
    return (
        found in rule.name
        and length >= rule.characters
        and all(states[kind] == "agree" for kind in rule.agree)
        and all(states[kind] == "differ" for kind in rule.differ)
        and all(states[kind] == "unknown" for kind in rule.unknown)
        and not any(states[kind] == "differ" for kind in rule.unless)
        and (not rule.any or any(states[kind] == "agree" for kind in rule.any))
    )


def _compare(kind: EvidenceKind, ones: tuple[Mark, ...], others: tuple[Mark, ...]) -> State:
    if not ones or not others:
        return "unknown"
    if any(agree(kind, one, other) for one in ones for other in others):
        return "agree"
    return "differ" if kind.differs else "unknown"


def agree(kind: EvidenceKind, one: Mark, other: Mark) -> bool:
    """Whether two marks are one thing or, where that counts, one is within the other."""
    if not one.names.isdisjoint(other.names):
        return True
    if kind.part and any(a in b or b in a for a in one.names for b in other.names):
        return True
    return kind.within and not (one.names.isdisjoint(other.wider) and other.names.isdisjoint(one.wider))


def _weighed(one: Profile, other: Profile, states: Mapping[str, State]) -> Iterator[Weighed]:
    for name, state in states.items():
        if state != "unknown":
            first, second = _sides(name, one, other, agreed=state == "agree")
            yield Weighed(name, "for" if state == "agree" else "against", first, second)


def _sides(name: str, one: Profile, other: Profile, *, agreed: bool) -> tuple[str, str]:
    """What both sides say under a kind of evidence: where they agree only that."""
    if name == _TIME:
        first, second = ("–".join(dict.fromkeys(map(str, side.years or ()))) for side in (one, other))
        return first, second
    if agreed:
        kind = load_rules().evidence[name]
        return next((a.text, b.text) for a in _marks(one, name) for b in _marks(other, name) if agree(kind, a, b))
    first, second = ("、".join(mark.text for mark in _marks(side, name)[:3]) for side in (one, other))
    return first, second

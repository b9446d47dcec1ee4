"""Who in a field could help somebody, and through whom: people by how far they fit and how well they are reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from graph.database import Database
from graph.errors import NotFound
from graph.introductions.answer import Answer
from graph.introductions.contacts import Contact, open_ends
from graph.introductions.dates import today
from graph.introductions.decided import NOTHING, Decided
from graph.introductions.introduce import introduce
from graph.introductions.reader import Reader
from graph.introductions.reasons import Reasons
from graph.introductions.rules import Rules, load_rules
from graph.introductions.shown import Json, named
from graph.introductions.texts import Texts
from graph.messages import Language
from graph.subgraph import Node
from graph.values import PartialDate

if TYPE_CHECKING:
    from graph.introductions.projection import Projection

LOOKED_AT = 40
"""People of a field, those who fit best, to whom routes are looked for."""


@dataclass(frozen=True)
class Expert:
    """Somebody of the field: by what, and the answer to who can introduce them."""

    contact: Contact
    answer: Answer

    @property
    def reach(self) -> float:
        """How well they are reached: 1 where the two know each other, else the score of the best route, 0 without."""
        if self.answer.together or self.answer.recorded:
            return 1.0
        return max((path.score for path in self.answer.paths), default=0.0)


@dataclass(frozen=True)
class FieldAnswer:
    """People of a field, those who fit and are reached best first; `more` were not looked at."""

    start: Node
    field: Node
    as_of: PartialDate | None
    max_hops: int
    experts: tuple[Expert, ...]
    more: int
    reader: Reader
    rules: Rules

    def as_json(self, language: Language = "zh") -> Json:
        """The contract of `qianxian introduce FROM --field SEGMENT --json`.

        Beside the contract: what is known between the two as `qianxian introduce --json` has it, and `message`.
        """
        texts = Texts(language)
        reasons = Reasons(self.reader.facts, self.rules, texts, self.as_of)
        return {
            "from": named(self.start),
            "field": named(self.field),
            "as_of": self.as_of.text if self.as_of else None,
            "max_hops": self.max_hops,
            "experts": [self._expert(expert, reasons, language) for expert in self.experts],
            "more": self.more,
            "message": self._message(texts),
        }

    def _expert(self, expert: Expert, reasons: Reasons, language: Language) -> Json:
        rule, answer = expert.contact.rule, expert.answer.as_json(language)
        known = {name: answer[name] for name in ("together", "recorded", "paths", "code", "message")}
        fit = {"fit": rule.cap if rule else "weak", "reasons": [reasons.opening(self.field, expert.contact)]}
        return {"expert": named(expert.contact.node), **fit, **known}

    def _message(self, texts: Texts) -> str:
        if not self.experts:
            return texts("field.none", field=self.field.name)
        reached = sum(expert.reach > 0 for expert in self.experts)
        found = {"field": self.field.name, "n": len(self.experts) + self.more, "reached": reached}
        said = [texts("field.found", max_hops=self.max_hops, **found)]
        if self.more:
            said.append(texts("field.more", n=len(self.experts)))
        return texts.sentences(said)


def experts(
    database: Database,
    from_id: str,
    field_id: str,
    *,
    k: int = 3,
    max_hops: int = 3,
    as_of: str | None = None,
    exclude: Collection[str] = (),
    exclude_kinds: Collection[str] = (),
    officials: bool = False,
    decided: Decided = NOTHING,
    projection: Projection | None = None,
) -> FieldAnswer:
    """Everybody of a field (a segment or a technology) with the `k` best routes to them; see `introduce`.

    Ordered by fit times reach, then fit; who is not reached comes last and is never called unconnected. Raises NotFound
    for an id that is not there, or is no field.
    """
    rules = projection.rules if projection else load_rules()
    date = PartialDate.parse(as_of) if as_of else None
    reader = Reader(database, rules)
    reader.nodes([from_id, field_id])
    for id in (from_id, field_id):
        if id not in reader.facts.nodes:
            raise NotFound("introductions.no_such_node", id=id)
    start, field = (reader.facts.nodes[id] for id in (from_id, field_id))
    if not any(field.label in rule.of for rule in rules.fields):
        raise NotFound("introductions.no_field", name=field.name)
    opened = Rules(rules.evidence, rules.fields)
    [found] = open_ends(reader, [field], opened, date or today(), {*exclude, from_id})
    reader.sources()
    fitting = sorted(found.values(), key=lambda contact: (-contact.weight, contact.node.id))
    ask = partial(
        introduce,
        database,
        from_id,
        k=k,
        max_hops=max_hops,
        as_of=as_of,
        exclude=exclude,
        exclude_kinds=exclude_kinds,
        officials=officials,
        decided=decided,
        projection=projection,
    )
    asked = [Expert(contact, ask(contact.node.id)) for contact in fitting[:LOOKED_AT]]
    ranked = sorted(asked, key=lambda each: (-each.contact.weight * each.reach, -each.contact.weight))
    more = len(fitting) - len(asked)
    return FieldAnswer(start, field, date, max_hops, tuple(ranked), more, reader, opened)

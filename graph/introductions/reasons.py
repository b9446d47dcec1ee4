"""The reasons behind a hop or an opening, in words with their sources."""

from __future__ import annotations

from collections.abc import Iterable

from graph.introductions.contacts import Contact
from graph.introductions.dates import INFERRED, Span, common
from graph.introductions.decided import Confirmation
from graph.introductions.evidence import Evidence
from graph.introductions.facts import Facts
from graph.introductions.grounds import sources_of
from graph.introductions.path import Hop
from graph.introductions.rules import Rules
from graph.introductions.shown import Json, cited, dates
from graph.introductions.texts import Texts
from graph.subgraph import Node, Relationship
from graph.values import PartialDate


class Reasons:
    """Says evidence in one language; `as_of` is the date asked for, None where none was."""

    def __init__(self, facts: Facts, rules: Rules, texts: Texts, as_of: PartialDate | None) -> None:
        self.texts = texts
        self._facts = facts
        self._rules = rules
        self._as_of = as_of

    def of(self, hop: Hop) -> list[Json]:
        """Every reason for a hop, the heaviest first."""
        if hop.tie is None:
            return [self.opening(*hop.opening)] if hop.opening else []
        return [self._evidence(each, hop) for each in hop.tie.evidence]

    def first(self, hop: Hop) -> str:
        """The words of the heaviest reason."""
        found = self.of(hop)
        return str(found[0]["text"]) if found else ""

    def tie(self, hop: Hop) -> str:
        """What kinds of tie it is, in words."""
        if hop.tie is None:
            rule = hop.opening[1].rule if hop.opening else None
            return self.texts.of(rule.label) if rule else ""
        kinds = dict.fromkeys(each.kind for each in hop.tie.evidence)
        return self.texts.join(self.texts.of(self._rules.ties[kind].label) for kind in kinds)

    def opening(self, end: Node, contact: Contact) -> Json:
        """Why a contact point answers for an end."""
        rule = contact.rule
        if rule is None:
            return {"kind": "itself", "text": contact.node.name, **dates(Span()), "sources": []}
        role = next(
            (each.properties["role"] for each in reversed(contact.relationships) if each.properties.get("role")), ""
        )
        via = contact.via.name if contact.via else ""
        template = next((rule.text_states[state] for state in contact.states if state in rule.text_states), rule.text)
        text = self.texts.of(template, contact=contact.node.name, end=end.name, via=via, role=role)
        ids = dict.fromkeys(id for each in contact.relationships for id in sources_of(each.properties))
        span = common(Span.of(each.properties) for each in contact.relationships[-1:]) or Span()
        return {
            "kind": rule.name,
            "text": self._with(text, [self._over(contact)]),
            **dates(span),
            "sources": cited(ids, self._facts.nodes),
        }

    def _evidence(self, each: Evidence, hop: Hop) -> Json:
        text = self.texts.of(self._rules.ties[each.kind].text, **self._values(each, hop))
        doubtful = self._as_of is not None and each.begun == "possibly"
        return {
            "kind": each.kind,
            "text": self._with(text, [self.texts("begun.possibly") if doubtful else ""]),
            **dates(each.span),
            "sources": [self._decision(each.confirmed)] if each.confirmed else cited(each.sources, self._facts.nodes),
        }

    def _decision(self, confirmed: Confirmation) -> Json:
        """What staff confirmed is its own source."""
        title = self.texts("decision", n=confirmed.decision)
        return {"id": str(confirmed.decision), "title": title, "publisher": None, "date": confirmed.day, "url": None}

    def _values(self, each: Evidence, hop: Hop) -> dict[str, object]:
        if each.confirmed:
            return {"date": self.texts.date(PartialDate.parse(each.confirmed.day)), "reason": each.confirmed.reason}
        if each.hub is None:
            relationship = each.relationships[0]
            start, end = (self._facts.nodes[id].name for id in (relationship.start, relationship.end))
            label = self.texts.of(self._rules.ties[each.kind].label)
            return {"start": start, "end": end, "role": relationship.properties.get("role") or label}
        hub = self._facts.nodes[each.hub]
        first, second = each.relationships if hop.start.id == each.pair[0] else reversed(each.relationships)
        return {
            "hub": hub.name,
            "role_a": first.properties.get("role"),
            "role_b": second.properties.get("role"),
            "duration": self._duration(each.span),
            "date": self._date(each),
            "state": self.texts.state(hub),
            **{name: self._party(hub, name.upper()) for name in ("by", "of", "to", "for")},
        }

    def _party(self, hub: Node, type: str) -> str:
        parties: Iterable[tuple[Node, Relationship]] = self._facts.attached(hub.id, [type])
        return self.texts.join(node.name for node, _ in sorted(parties, key=lambda party: party[0].id))

    def _date(self, each: Evidence) -> str:
        if each.span.since or not each.span.observed:
            return self.texts.date(each.span.since)
        seen = self.texts.date(each.span.observed)
        met = self._facts.nodes[each.hub].label == "Event" if each.hub else False
        return seen if met else self.texts("date.at_latest", date=seen)

    def _duration(self, span: Span) -> str:
        lasted = self.texts.duration(span.months())
        return self._with(lasted, [self.texts("contact.inferred")]) if lasted and span.inferred else lasted

    def _over(self, contact: Contact) -> str:
        """That the contact's office is over, and whether that was worked out."""
        if not contact.over:
            return ""
        ended = self.texts("contact.over")
        inferred = contact.node.properties.get("end_basis") == INFERRED
        return f"{ended}·{self.texts('contact.inferred')}" if inferred else ended

    def _with(self, text: str, remarks: list[str]) -> str:
        said = self.texts.join(remark for remark in remarks if remark)
        if not said:
            return text
        return f"{text}（{said}）" if self.texts.language == "zh" else f"{text} ({said})"

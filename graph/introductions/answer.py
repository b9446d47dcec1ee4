"""An answer to "who can introduce": what was found, and its JSON in either language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.introductions.facts import Facts
from graph.introductions.letter import sentence
from graph.introductions.path import Near, Path, Side
from graph.introductions.reasons import Reasons
from graph.introductions.recorded import Recorded
from graph.introductions.rules import Rules
from graph.introductions.shown import Json, cited, dates, named
from graph.introductions.texts import Texts
from graph.introductions.together import Link
from graph.messages import Language
from graph.subgraph import Node
from graph.values import PartialDate

Code = Literal["together", "recorded", "found", "none_within_hops", "no_contact_point", "same"]


@dataclass(frozen=True)
class Answer:
    """Everything found between two ends; `as_json` says it in Chinese or English."""

    start: Node
    end: Node
    as_of: PartialDate | None
    max_hops: int
    code: Code
    together: tuple[Link, ...]
    recorded: tuple[Recorded, ...]
    paths: tuple[Path, ...]
    nearest: tuple[Near, ...]
    complete: bool
    lacking: Node | None
    """The end without any contact point on file."""
    facts: Facts
    rules: Rules

    def as_json(self, language: Language = "zh") -> Json:
        """The contract of `qianxian introduce --json`.

        Beside the contract: `contacts` of a path are the contact points through which its ends are opened, `own` where
        they speak for the end themselves; `sentence` says the path as one would send it; `strength` of a hop, `basis`
        of a reason is 推算 where its dates were worked out, `text` and
        `remarks` of a record; `further` tells paths beyond the short list of one for each first introducer; `busy` are
        those on a path with too many introductions open to be asked first, `rings` who answers for the bodies on it.
        """
        texts = Texts(language)
        reasons = Reasons(self.facts, self.rules, texts, self.as_of)
        said: Json = {
            "from": named(self.start),
            "to": named(self.end),
            "as_of": self.as_of.text if self.as_of else None,
            "max_hops": self.max_hops,
            "together": [_link(link, texts, self.facts) for link in self.together],
            "recorded": [_recorded(each, texts, self.facts) for each in self.recorded],
            "paths": [_path(path, reasons) for path in self.paths],
            "nearest": [self._near(near, reasons) for near in self.nearest],
            "code": self.code,
            "message": self._message(texts),
        }
        for path in said["paths"]:
            path["sentence"] = sentence(said, path, language)
        return said

    def _message(self, texts: Texts) -> str:
        said = []
        if self.code == "same":
            return texts("message.same")
        if self.together:
            said.append(texts("message.together", text=self.together[0].text(texts)))
        if self.recorded:
            said.append(_record_sentence(self.recorded[0], texts))
        if self.paths:
            said.append(texts("message.found", max_hops=self.max_hops, n=sum(not path.further for path in self.paths)))
        elif self.lacking is not None:
            said.append(texts("message.no_contact_point", name=self.lacking.name))
        elif not said:
            said.append(texts("message.none_within_hops", max_hops=self.max_hops))
        if not self.complete:
            said.append(texts("message.incomplete"))
        return texts.sentences(said)

    def _near(self, near: Near, reasons: Reasons) -> Json:
        text = reasons.first(near.last)
        said = reasons.texts(f"nearest.{near.side}", n=near.hops, text=text, **{near.side: self._end(near.side).name})
        return {"node": named(near.node), "side": near.side, "hops": near.hops, "text": said}

    def _end(self, side: Side) -> Node:
        return self.start if side == "from" else self.end


def _link(link: Link, texts: Texts, facts: Facts) -> Json:
    return {
        "kind": link.kind,
        "text": link.text(texts),
        **dates(link.span),
        "sources": cited(link.sources, facts.nodes),
    }


def _recorded(each: Recorded, texts: Texts, facts: Facts) -> Json:
    properties = each.node.properties
    return {
        "id": each.node.id,
        "kind": each.kind,
        "by": [named(node) for node in each.by],
        "of": [named(node) for node in each.of],
        "to": [named(node) for node in each.to],
        "to_inferred": each.to_inferred,
        "date": properties.get("date"),
        "observed": properties.get("observed"),
        "state": properties.get("state"),
        "outcome": properties.get("outcome"),
        "note": properties.get("note"),
        "text": each.text(texts),
        "remarks": each.remarks(texts),
        "sources": cited(each.sources, facts.nodes),
    }


def _record_sentence(each: Recorded, texts: Texts) -> str:
    separator = "；" if texts.language == "zh" else "; "
    said = separator.join([each.text(texts), *each.remarks(texts)])
    return texts("message.recorded", kind=each.kind_word(texts), text=said)


def _path(path: Path, reasons: Reasons) -> Json:
    return {
        "score": round(path.score, 6),
        "strength": path.strength,
        "further": path.further,
        "hops": [
            {
                "from": named(hop.start),
                "to": named(hop.end),
                "tie": reasons.tie(hop),
                "strength": hop.strength,
                "weakest": number == path.weakest,
                "reasons": reasons.of(hop),
            }
            for number, hop in enumerate(path.hops)
        ],
        "contacts": [
            {
                "of": named(end),
                "contact": named(contact.node),
                "own": contact.own,
                "reasons": [reasons.opening(end, contact)],
            }
            for end, contact in path.openings
        ],
        "rings": [
            {
                "body": named(ring.body),
                "person": named(ring.person),
                "role": ring.role,
                "over": ring.over,
                "seen": ring.seen.text if ring.seen else None,
            }
            for ring in path.rings
        ],
        "busy": [{"person": named(node), "open": many} for node, many in path.busy],
    }

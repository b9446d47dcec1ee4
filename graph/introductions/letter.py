"""A route as one would pass it on: a sentence to send, and a letter (对接函) to whoever is asked to introduce.

Both claim what the reasons of the route say, cite where that stands, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import NotFound
from graph.introductions.texts import Texts
from graph.messages import Language
from graph.values import PartialDate

Json = Mapping[str, Any]

_INNER = str.maketrans("《》", "〈〉")
"""A title inside a title."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of a letter from its head to its foot; `grounds` are numbered by whoever sets it."""

    title: str
    to: str
    asks: str
    grounds_head: str
    grounds: tuple[str, ...]
    check: str
    """Which of the grounds is to be checked first."""
    closing: str
    signed: tuple[str, str]
    foot: str


def sentence(answer: Json, path: Json, language: Language) -> str:
    """What one would say of a route of an answer, both as `Answer.as_json` gives them."""
    texts = Texts(language)
    steps = [*_steps(path)]
    between = _between(answer, path, steps)
    weakest = next((step for step in steps if step.weakest), None)
    return texts(
        "letter.sentence" if between else "letter.sentence_direct",
        start=answer["from"]["name"],
        end=answer["to"]["name"],
        via=texts.join(each["name"] for each in between),
        reasons=texts("letter.then").join(step.text for step in steps),
        weakest=texts("letter.pair", a=weakest.start["name"], b=weakest.end["name"]) if weakest else "",
        sources=texts("letter.then").join(dict.fromkeys(source for step in steps for source in step.cited(texts))),
    )


def letter(answer: Json, number: int, language: Language, day: date | None = None) -> Letter:
    """The letter for route `number` (from 1) of an answer; NotFound where there is no such route. `day`: its date."""
    if not 1 <= number <= len(answer["paths"]):
        raise NotFound("introductions.no_such_route", number=number, routes=len(answer["paths"]))
    texts = Texts(language)
    path = answer["paths"][number - 1]
    steps = [*_steps(path)]
    start, end = answer["from"], answer["to"]
    asked = next(iter(_between(answer, path, steps)), end)
    you = texts("letter.you" if asked["label"] == "Person" else "letter.your_office")
    asks = "letter.asks_direct" if asked is end else "letter.asks"
    weakest = next((at for at, step in enumerate(steps, 1) if step.weakest), None)
    written = texts.date(PartialDate.parse((day or date.today()).isoformat()))
    return Letter(
        title=texts("letter.title"),
        to=texts("letter.to", name=asked["name"]),
        asks=texts(asks, start=start["name"], end=end["name"], you=you),
        grounds_head=texts("letter.grounds"),
        grounds=tuple(_ground(step, texts) for step in steps),
        check=texts("letter.check", n=weakest, you=you) if weakest else "",
        closing=texts("letter.closing", you=you),
        signed=(texts("letter.sign"), written),
        foot=texts("letter.foot", date=written),
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """From one actor, or an end, to the next, with its heaviest reason."""

    start: Json
    end: Json
    reason: Json
    weakest: bool

    @property
    def text(self) -> str:
        return str(self.reason["text"])

    def cited(self, texts: Texts) -> Iterator[str]:
        """The sources of the reason, each as one cites it."""
        for source in self.reason["sources"]:
            title = source["title"].translate(_INNER) if texts.language == "zh" else source["title"]
            date = _date(source["date"], texts)
            yield texts("letter.source", title=title, publisher=source["publisher"] or "", date=date)


def _steps(path: Json) -> Iterator[_Step]:
    """The whole way between the two that were asked about, contact points of either included."""
    first = path["hops"][0]["from"]["id"]
    before = [each for each in path["contacts"] if each["contact"]["id"] == first][:1]
    after = [each for each in path["contacts"] if each not in before]
    for each in before:
        yield _Step(each["of"], each["contact"], each["reasons"][0], weakest=False)
    for hop in path["hops"]:
        yield _Step(hop["from"], hop["to"], hop["reasons"][0], weakest=hop["weakest"])
    for each in after:
        yield _Step(each["contact"], each["of"], each["reasons"][0], weakest=False)


def _between(answer: Json, path: Json, steps: list[_Step]) -> list[Json]:
    """Whom the route passes, in order: not the two who were asked about, nor those who speak for them."""
    own = {each["contact"]["id"] for each in path["contacts"] if each["own"]}
    passed = {each["id"]: each for step in steps for each in (step.start, step.end)}
    return [each for id, each in passed.items() if id not in own | {answer["from"]["id"], answer["to"]["id"]}]


def _ground(step: _Step, texts: Texts) -> str:
    dates = {name: _date(step.reason[name], texts) for name in ("since", "until", "observed")}
    since = texts("letter.since", date=dates["since"]) if dates["since"] and dates["since"] not in step.text else ""
    until = texts("letter.until", date=dates["until"]) if dates["until"] and dates["until"] not in step.text else ""
    seen = texts("letter.observed", date=dates["observed"]) if dates["observed"] and not until else ""
    when = texts("joint").join(filter(None, (since, until, seen)))
    return texts("letter.ground", text=step.text, when=when, sources=texts("letter.then").join(step.cited(texts)))


def _date(value: str | None, texts: Texts) -> str:
    return texts.date(PartialDate.parse(value)) if value else ""

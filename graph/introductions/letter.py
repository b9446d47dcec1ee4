"""A route as one would pass it on: a sentence to send, and a letter (对接函) to whoever is asked to introduce.

Both claim what the reasons of the route say, cite where that stands, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.errors import NotFound
from graph.introductions.steps import Json, Step, steps
from graph.introductions.texts import Texts
from graph.messages import Language
from graph.values import PartialDate

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
    way = [*steps(path)]
    between = _between(answer, path, way)
    weakest = next((step for step in way if step.weakest), None)
    return texts(
        "letter.sentence" if between else "letter.sentence_direct",
        start=answer["from"]["name"],
        end=answer["to"]["name"],
        via=texts.join(each["name"] for each in between),
        reasons=texts("letter.then").join(_text(step) for step in way),
        weakest=texts("letter.pair", a=weakest.start["name"], b=weakest.end["name"]) if weakest else "",
        sources=texts("letter.then").join(dict.fromkeys(source for step in way for source in _cited(step, texts))),
    )


def letter(answer: Json, number: int, language: Language, day: date | None = None) -> Letter:
    """The letter for route `number` (from 1) of an answer; NotFound where there is no such route. `day`: its date."""
    if not 1 <= number <= len(answer["paths"]):
        raise NotFound("introductions.no_such_route", number=number, routes=len(answer["paths"]))
    texts = Texts(language)
    path = answer["paths"][number - 1]
    way = [*steps(path)]
    start, end = answer["from"], answer["to"]
    asked = next(iter(_between(answer, path, way)), end)
    you = texts("letter.you" if asked["label"] == "Person" else "letter.your_office")
    asks = "letter.asks_direct" if asked is end else "letter.asks"
    weakest = next((at for at, step in enumerate(way, 1) if step.weakest), None)
    written = texts.date(PartialDate.parse((day or date.today()).isoformat()))
    return Letter(
        title=texts("letter.title"),
        to=texts("letter.to", name=asked["name"]),
        asks=texts(asks, start=start["name"], end=end["name"], you=you),
        grounds_head=texts("letter.grounds"),
        grounds=tuple(_ground(step, texts) for step in way),
        check=texts("letter.check", n=weakest, you=you) if weakest else "",
        closing=texts("letter.closing", you=you),
        signed=(texts("letter.sign"), written),
        foot=texts("letter.foot", date=written),
    )


def _text(step: Step) -> str:
    return str(step.reasons[0]["text"])


def _cited(step: Step, texts: Texts) -> Iterator[str]:
    """The sources of the heaviest reason, each as one cites it."""
    for source in step.reasons[0]["sources"]:
        title = source["title"].translate(_INNER) if texts.language == "zh" else source["title"]
        date = _date(source["date"], texts)
        yield texts("letter.source", title=title, publisher=source["publisher"] or "", date=date)


def _between(answer: Json, path: Json, way: list[Step]) -> list[Json]:
    """Whom the route passes, in order: not the two who were asked about, nor those who speak for them."""
    own = {each["contact"]["id"] for each in path["contacts"] if each["own"]}
    passed = {each["id"]: each for step in way for each in (step.start, step.end)}
    return [each for id, each in passed.items() if id not in own | {answer["from"]["id"], answer["to"]["id"]}]


def _ground(step: Step, texts: Texts) -> str:
    said = _text(step)
    dates = {name: _date(step.reasons[0][name], texts) for name in ("since", "until", "observed")}
    since = texts("letter.since", date=dates["since"]) if dates["since"] and dates["since"] not in said else ""
    until = texts("letter.until", date=dates["until"]) if dates["until"] and dates["until"] not in said else ""
    seen = texts("letter.observed", date=dates["observed"]) if dates["observed"] and not until else ""
    when = texts("joint").join(filter(None, (since, until, seen)))
    return texts("letter.ground", text=said, when=when, sources=texts("letter.then").join(_cited(step, texts)))


def _date(value: str | None, texts: Texts) -> str:
    return texts.date(PartialDate.parse(value)) if value else ""

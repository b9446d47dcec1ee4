"""An answer to "who can introduce" as a workbook, with a sheet that says what was asked and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from explorer.dates import date_text
from explorer.i18n import Words
from explorer.workbooks import as_xlsx
from graph.introductions.steps import steps

Json = Mapping[str, Any]
Row = Sequence[str]

COLUMNS = ("path", "strength", "start", "end", "reason", "since", "until", "observed", "check", "sources")


def answer_workbook(answer: Json, data_as_of: str | None, left_out: Sequence[str], words: Words) -> bytes:
    """Three sheets: every reason of every route, what is known of the two already, and what the file is.

    `left_out` names what the asker left out.
    """
    return as_xlsx(
        {
            words("answer.routes"): _routes(answer, words),
            words("answer.known"): _known(answer, words),
            words("export.about"): _about(answer, data_as_of, left_out, words),
        }
    )


def _routes(answer: Json, words: Words) -> Iterator[Row]:
    yield [words(f"answer.{name}") for name in COLUMNS]
    for number, path in enumerate(answer["paths"], 1):
        for step in steps(path):
            check = words("route.weakest") if step.weakest else ""
            for reason in step.reasons:
                dates = [_date(reason[name], words) for name in ("since", "until", "observed")]
                ends = [step.start["name"], step.end["name"]]
                strength = words(f"route.{path['strength']}")
                yield [str(number), strength, *ends, reason["text"], *dates, check, _sources(reason, words)]


def _known(answer: Json, words: Words) -> Iterator[Row]:
    yield [words("answer.what"), words("answer.reason"), words("answer.sources")]
    for each in answer["together"]:
        yield [words("route.together"), each["text"], _sources(each, words)]
    for each in answer["recorded"]:
        said = words("list.semicolon").join([each["text"], *each["remarks"]])
        yield [words("route.recorded"), said, _sources(each, words)]
    for each in answer["nearest"]:
        yield [words("route.nearest"), each["text"], ""]


def _about(answer: Json, data_as_of: str | None, left_out: Sequence[str], words: Words) -> Iterator[Row]:
    yield [words("product")]
    yield [words("export.made", date=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"))]
    yield [words("route.between", start=answer["from"]["name"], end=answer["to"]["name"])]
    yield [answer["message"]]
    as_of = answer["as_of"]
    yield [words("export.as_of", date=date_text(words, as_of)) if as_of else words("answer.today")]
    if left_out:
        yield [words("answer.left_out", names=words("list.comma").join(left_out))]
    if data_as_of:
        yield [words("answer.data_as_of", date=date_text(words, data_as_of))]
    yield [words("answer.limits", max_hops=answer["max_hops"], n=len(answer["paths"]))]


def _date(value: str | None, words: Words) -> str:
    return date_text(words, value) if value else ""


def _sources(stated: Json, words: Words) -> str:
    said = (
        " ".join(filter(None, (each["title"], each["publisher"], _date(each["date"], words), each["url"])))
        for each in stated["sources"]
    )
    return words("list.semicolon").join(said)

"""introduce: who can introduce whom."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from explorer.commands.console import answer, answer_json, note, writing
from explorer.commands.frame import add
from explorer.commands.gathered import gathered
from explorer.commands.session import meant, session
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    pass

Goal = Annotated[str | None, typer.Argument(metavar="[TO]", help=explain("introduce.goal"), show_default=False)]
Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]

NO_ENDS = ("Introduction", "Source", "Statistic")
"""Types that a name does not mean here: nobody is introduced to a record of an introduction, a report or a figure."""


def introduce(
    context: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help=explain("introduce.start"), show_default=False)],
    goal: Annotated[
        str | None, typer.Argument(metavar="[TO]", help=explain("introduce.goal"), show_default=False)
    ] = None,
    field: Annotated[str | None, typer.Option(help=explain("introduce.field"), show_default=False)] = None,
    k: Annotated[int, typer.Option("-k", min=1, help=explain("introduce.k"))] = 5,
    further: Annotated[int, typer.Option(min=0, help=explain("introduce.further"))] = 0,
    max_hops: Annotated[int, typer.Option(min=1, max=5, help=explain("introduce.max_hops"))] = 3,
    as_of: Annotated[str | None, typer.Option(help=explain("introduce.as_of"), show_default=False)] = None,
    exclude: Annotated[list[str], typer.Option(help=explain("introduce.exclude"), show_default=False)] = [],  # noqa: B006
    exclude_kind: Annotated[list[str], typer.Option(help=explain("introduce.exclude_kind"), show_default=False)] = [],  # noqa: B006
    officials: Annotated[bool, typer.Option("--officials", help=explain("introduce.officials"))] = False,
    letter: Annotated[Path | None, typer.Option(help=explain("introduce.letter"), show_default=False)] = None,
    route: Annotated[int, typer.Option(min=1, help=explain("introduce.route"))] = 1,
    json: Json = False,
) -> None:
    from graph.errors import ReportError
    from graph.introductions import decided_ties, experts
    from graph.introductions import introduce as ask

    if (goal is None) == (field is None) or (field and (letter or further)):
        raise ReportError("cli.goal_or_field")
    with session(context) as workspace:
        ends = (
            meant(workspace, start, NO_ENDS),
            meant(workspace, field, _no_fields()) if field else meant(workspace, str(goal), NO_ENDS),
        )
        found = (experts if field else partial(ask, further=further))(
            workspace.database,
            *ends,
            k=k,
            max_hops=max_hops,
            as_of=as_of,
            exclude=tuple(meant(workspace, each) for each in exclude),
            exclude_kinds=tuple(exclude_kind),
            officials=officials,
            decided=decided_ties(workspace.ledger),
            projection=gathered(workspace, quiet=json),
        ).as_json(language())
    if letter:
        _write(found, route, letter)
    if json:
        answer_json(found)
    elif field:
        _tell_experts(found)
    else:
        _tell(found)


def _no_fields() -> list[str]:
    """Types that the name of a field does not mean."""
    from graph.introductions import load_rules
    from graph.schema import load_schema

    fields = {label for rule in load_rules().fields for label in rule.of}
    return [label for label in load_schema().nodes if label not in fields]


def _write(found: dict[str, Any], route: int, path: Path) -> None:
    """The letter for one route, as a document."""
    from explorer.letters import as_docx
    from graph.introductions import letter

    document = as_docx(letter(found, route, language()))
    with writing(path):
        path.write_bytes(document)
    note("letter_written", path=path)


def _tell(found: dict[str, Any]) -> None:
    """The answer in words, in the order in which it matters."""
    answer(found["message"])
    if found["together"]:
        answer(say("heading.together"))
        _reasons(found["together"])
    for each in found["recorded"]:
        answer(say("heading.recorded"))
        for line in (each["text"], *each["remarks"]):
            answer(f"    {line}")
        _sources(each["sources"])
    for number, path in enumerate(found["paths"], 1):
        answer(say("heading.path", number=number, strength=say(f"strength.{path['strength']}")))
        for hop in path["hops"]:
            mark = say("hop.weakest") if hop["weakest"] else ""
            answer(say("hop.tie", start=hop["from"]["name"], end=hop["to"]["name"], mark=mark))
            _reasons(hop["reasons"])
        for ring in path["rings"]:
            key = "hop.ring_over" if ring["over"] else "hop.ring"
            answer(say(key, body=ring["body"]["name"], role=ring["role"], person=ring["person"]["name"]))
        for busy in path["busy"]:
            answer(say("hop.busy", name=busy["person"]["name"], open=busy["open"]))
        for contact in path["contacts"]:
            answer(say("hop.contact", end=contact["of"]["name"], contact=contact["contact"]["name"]))
            _reasons(contact["reasons"])
    for near in found["nearest"]:
        answer(f"    {near['text']}")


def _tell_experts(found: dict[str, Any]) -> None:
    """People of a field, each with what says so and how they are reached."""
    answer(found["message"])
    for expert in found["experts"]:
        name, fit = expert["expert"]["name"], say(f"strength.{expert['fit']}")
        answer(say("heading.expert", name=name, fit=fit))
        _reasons(expert["reasons"])
        answer(f"    {expert['message']}")
        for path in expert["paths"]:
            answer(f"    {path['sentence']}")


def _reasons(reasons: list[dict[str, Any]]) -> None:
    for reason in reasons:
        answer(f"    {reason['text']}")
        _sources(reason["sources"])


def _sources(sources: list[dict[str, Any]]) -> None:
    for source in sources:
        answer("      " + say("told.source", title=source["title"], date=source.get("date") or say("told.undated")))


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    add(app, "introduce", introduce)

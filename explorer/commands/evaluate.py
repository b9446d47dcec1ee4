"""evaluate: the rules tried on what is known to have happened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note, progress
from explorer.commands.frame import add, group
from explorer.commands.session import session
from explorer.commands.words import explain, say

if TYPE_CHECKING:
    from graph.introductions.evaluation import Evaluation
    from graph.introductions.evaluation.stories import Story

Since = Annotated[
    int | None,
    typer.Option("--from", metavar="YEAR", help=explain("evaluate introducers.since"), show_default=False),
]
KIND = "joint_paper"
"""What an event is evidence of where nothing else is asked for."""


def introducers(
    events: Annotated[Path, typer.Argument(help=explain("evaluate introducers.events"), show_default=False)],
    since: Since = None,
    kind: Annotated[str, typer.Option(help=explain("evaluate introducers.kind"))] = KIND,
    json: Annotated[bool, typer.Option("--json", help=explain("common.json"))] = False,
) -> None:
    from graph.introductions.evaluation import evaluate, read_events
    from loaders.files.open import open_file

    file = open_file(events)
    lines = ((line.number, line.cells) for line in file.sheets[0].lines())
    with progress("evaluating", quiet=json, path=events) as advance:
        found = evaluate(list(read_events(file.name, lines)), kind, since=since, progress=advance)
    if json:
        answer_json(found.as_json())
    else:
        _tell(found)


def _tell(found: Evaluation) -> None:
    from graph.introductions.evaluation import by_strength

    note("evaluated", events=found.events, left_out=found.left_out, cases=found.cases)
    columns = [say(f"column.{name}") for name in ("method", "hit_1", "hit_3", "mrr")]
    rows = [(say(f"method.{name}"), *map(_cell, mean, between)) for name, (mean, between) in found.found.items()]
    answer_table(columns, rows)
    note("calibrated")
    answer_table(
        [say(f"column.{name}") for name in ("weaker_tie", "candidates", "took_part")],
        [
            (say(f"strength.{strength}"), share.candidates, _cell(share.true, share.interval))
            for strength, share in by_strength(found.rated).items()
        ],
    )


def _cell(value: float, between: tuple[float, float]) -> str:
    low, high = between
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def stories(
    context: typer.Context, json: Annotated[bool, typer.Option("--json", help=explain("common.json"))] = False
) -> None:
    from graph.introductions.evaluation import stories as ask

    with session(context) as workspace, progress("evaluating", quiet=json) as advance:
        found = ask(workspace.database, progress=advance)
    if json:
        answer_json(found.as_json())
        return
    note("stories", asked=found.asked, hit=found.hit, all=len(found.stories))
    columns = [say(f"column.{name}") for name in ("introduction", "introducer", "routes", "place")]
    answer_table(columns, [_story(each) for each in found.stories])


def _story(story: Story) -> tuple[object, ...]:
    by = "、".join(node.name for node in story.by)
    place = story.place or say("state.not_found") if story.asked else say("state.not_asked")
    return f"{story.of.name} → {story.to.name}", by, story.routes if story.asked else None, place


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    evaluate = group("evaluate")
    add(evaluate, "introducers", introducers, "evaluate")
    add(evaluate, "stories", stories, "evaluate")
    app.add_typer(evaluate)

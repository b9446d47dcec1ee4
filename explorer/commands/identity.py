"""resolve: what is the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import answer_json, answer_table, note, progress, waiting
from explorer.commands.frame import add, group
from explorer.commands.session import meant, session
from explorer.commands.words import explain, language, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.ledger import Decision
    from graph.resolution import Weighed
    from graph.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]
Reason = Annotated[str, typer.Option(help=explain("resolve merge.reason"))]


def list_questions(context: typer.Context, json: Json = False) -> None:
    with session(context) as workspace:
        ledger = workspace.ledger
        questions, joined, decisions = ledger.questions(), ledger.joined(), ledger.decisions()
    if json:
        answer_json(
            {
                "questions": [each.as_json(language()) for each in questions],
                "joined": [each.as_json(language()) for each in joined],
                "decisions": [each.as_json() for each in decisions],
            }
        )
        return
    if questions:
        rows = [(*each.names, each.first, each.second, _why(each.weighed) or each.reason) for each in questions]
        answer_table([say(f"column.{name}") for name in ("first", "second", "id", "id", "reason")], rows)
    else:
        note("no_questions")
    if joined:
        note("joined", count=len(joined))
        rows = [(*each.names, *each.records, _why(each.weighed)) for each in joined]
        answer_table([say(f"column.{name}") for name in ("first", "second", "id", "id", "reason")], rows)
    if decisions:
        columns = ("decision", "kind", "state", "records", "reason", "at")
        answer_table([say(f"column.{name}") for name in columns], [_decided(each) for each in decisions])


def _why(weighed: Iterable[Weighed]) -> str:
    """What was weighed, in words."""
    return "; ".join(each.text(language()) for each in weighed)


def _decided(each: Decision) -> tuple[object, ...]:
    state = say("state.undone" if each.undone else "state.in force")
    return each.decision, say(f"decision.{each.kind}"), state, " ".join(each.records), each.reason, each.at


def merge(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(help=explain("resolve merge.ids"), show_default=False)],
    reason: Reason = "",
    json: Json = False,
) -> None:
    with session(context) as workspace:
        records = list(dict.fromkeys(meant(workspace, each) for each in ids))
        published(workspace, json, "merged", workspace.ledger.merge(records, reason, None if json else waiting))


def split(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(help=explain("resolve split.decision"), show_default=False)],
    json: Json = False,
) -> None:
    with session(context) as workspace:
        if decision.isdecimal():
            workspace.ledger.undo(int(decision), None if json else waiting)
            undone = [int(decision)]
        else:
            undone = workspace.ledger.split(decision, None if json else waiting)
        published(workspace, json, "split", *undone)


def apart(
    context: typer.Context,
    first: Annotated[str, typer.Argument(help=explain("resolve apart.first"), show_default=False)],
    second: Annotated[str, typer.Argument(help=explain("resolve apart.second"), show_default=False)],
    reason: Reason = "",
    json: Json = False,
) -> None:
    with session(context) as workspace:
        pair = _record(workspace, first), _record(workspace, second)
        decision = workspace.ledger.apart(*pair, reason, None if json else waiting)
        published(workspace, json, "apart", decision)


def _record(workspace: Workspace, text: str) -> str:
    """A record's own id as it is, also where it was merged into another: it is to be told apart from that."""
    return text if workspace.ledger.is_record(text) else meant(workspace, text)


def published(workspace: Workspace, json: bool, key: str, *decisions: int) -> None:
    """Shows what was decided in the graph and says so."""
    from loaders.publish import publish

    with progress("publishing", quiet=json) as advance:
        revision = publish(workspace, advance)
    if json:
        answer_json({"decisions": list(decisions), "revision": revision})
    else:
        note(key, decision=" ".join(map(str, decisions)), revision=revision)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    resolve = group("resolve")
    add(resolve, "list", list_questions, "resolve")
    add(resolve, "merge", merge, "resolve")
    add(resolve, "split", split, "resolve")
    add(resolve, "apart", apart, "resolve")
    app.add_typer(resolve)

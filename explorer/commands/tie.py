"""tie: what staff know of ties, for routes of introduction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import waiting
from explorer.commands.frame import add, group
from explorer.commands.identity import published
from explorer.commands.session import meant, session
from explorer.commands.words import explain

if TYPE_CHECKING:
    from graph.ledger import TieKind

One = Annotated[str, typer.Argument(help=explain("tie.one"), show_default=False)]
Other = Annotated[str, typer.Argument(help=explain("tie.other"), show_default=False)]
Reason = Annotated[str, typer.Option(help=explain("tie.reason"))]
Json = Annotated[bool, typer.Option("--json", help=explain("common.json"))]


def confirm(context: typer.Context, first: One, second: Other, reason: Reason = "", json: Json = False) -> None:
    _decide(context, "confirmed", first, second, reason, json)


def deny(context: typer.Context, first: One, second: Other, reason: Reason = "", json: Json = False) -> None:
    _decide(context, "denied", first, second, reason, json)


def _decide(context: typer.Context, kind: TieKind, first: str, second: str, reason: str, json: bool) -> None:
    with session(context) as workspace:
        one, other = meant(workspace, first), meant(workspace, second)
        decision = workspace.ledger.decide_tie(kind, one, other, reason, None if json else waiting)
        published(workspace, json, f"tie_{kind}", decision)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    tie = group("tie")
    add(tie, "confirm", confirm, "tie")
    add(tie, "deny", deny, "tie")
    app.add_typer(tie)

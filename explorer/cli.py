"""The `qianxian` command: its groups put together, its failures told in words with the contract's exit statuses."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from explorer.commands import (
    bridges,
    database,
    demo,
    evaluate,
    exchange,
    failures,
    identity,
    introduce,
    load,
    look,
    report,
    statement,
    status,
    template,
    tie,
)
from explorer.commands.frame import group, translate_frame
from explorer.commands.words import explain
from graph.batches import collect_rarely
from graph.errors import QianxianError

if TYPE_CHECKING:
    from collections.abc import Sequence


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"qianxian {version('qianxian')}")
        raise typer.Exit


def start(
    context: typer.Context,
    workspace: Annotated[
        str | None, typer.Option("--workspace", "-w", help=explain("app.workspace"), show_default=False)
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help=explain("app.version"), callback=_version, is_eager=True)
    ] = False,
) -> None:
    context.obj = workspace


def build() -> typer.Typer:
    """The whole command, in the language in force."""
    translate_frame()
    whole = group()
    whole.callback()(start)
    for part in (
        demo,
        load,
        template,
        identity,
        look,
        introduce,
        tie,
        bridges,
        evaluate,
        report,
        statement,
        exchange,
        status,
        database,
    ):
        part.register(whole)
    return whole


app = build()


def run(arguments: Sequence[str]) -> int:
    """Runs a command and tells what went wrong, if anything did; the exit status."""
    as_json = "--json" in arguments
    try:
        status = app(args=list(arguments), prog_name="qianxian", standalone_mode=False)
    except QianxianError as error:
        return failures.tell(error, as_json=as_json)
    except TyperException as error:
        return failures.tell_wrong_use(error, as_json=as_json)
    except typer.Abort:
        return failures.DECLINED
    except KeyboardInterrupt:
        return failures.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer has gone; what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return failures.tell_unexpected(error, as_json=as_json)
    return status if isinstance(status, int) else 0


def main() -> None:
    """The console script."""
    collect_rarely()
    sys.exit(run(sys.argv[1:]))

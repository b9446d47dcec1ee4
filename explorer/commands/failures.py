"""Failures told in words, or as the one JSON document, with the contract's exit statuses."""

from __future__ import annotations

from typing import Any

from typer.exceptions import TyperException

from explorer import logs
from explorer.commands.console import answer_json, error_console
from explorer.commands.words import language
from graph.errors import QianxianError

DECLINED = 1
"""Asked whether they are sure, the person said no, or nobody was there to ask."""
WRONG_USE = 2
INTERRUPTED = 130


class Unexpected(QianxianError):
    """A fault of ours; the log has the traceback."""


class WrongUse(QianxianError):
    """The command was not called as its help says."""

    exit_status = WRONG_USE


def tell(error: QianxianError, *, as_json: bool) -> int:
    """Says what went wrong, where, and what to do; the exit status."""
    if as_json:
        answer_json(error.as_json(language()))
        return error.exit_status
    console = error_console()
    console.print(f"{error.message(language())} [{error.code}]", markup=False, style="red")
    if error.hint(language()):
        console.print(error.hint(language()), markup=False)
    for choice in error.choices:
        console.print("  " + "  ".join(value for value in choice.values() if value), markup=False)
    return error.exit_status


def tell_wrong_use(error: TyperException, *, as_json: bool) -> int:
    """A command called in a way that its help does not offer; help asked for by saying nothing is shown already."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return WRONG_USE
    context: Any = getattr(error, "ctx", None)
    parameter: Any = getattr(error, "param", None)
    told = WrongUse(
        _WRONG_USES.get(kind, "cli.wrong_use"),
        parameter=parameter.get_error_hint() if parameter is not None else getattr(error, "option_name", ""),
        reason=error.message,
        command=context.command_path if context else "qianxian",
    )
    return tell(told, as_json=as_json)


def tell_unexpected(error: Exception, *, as_json: bool) -> int:
    """A fault of ours, with the number under which the log has it; no traceback reaches a person."""
    told = Unexpected("cli.unexpected", number=logs.keep(error), reason=type(error).__name__)
    return tell(told, as_json=as_json)


_WRONG_USES = {
    "MissingParameter": "cli.missing",
    "NoSuchOption": "cli.no_such_option",
    "BadParameter": "cli.bad_value",
}

"""Failures told in words, or as the one JSON document, with the contract's exit statuses."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError
from typer.exceptions import TyperException

from explorer import logs
from explorer.commands.console import answer_json, error_console
from explorer.commands.words import entries, language, say
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
    if type(error).__name__ == "NoArgsIsHelpError":
        return WRONG_USE
    code, named, close = _fault(error)
    context: Any = getattr(error, "ctx", None)
    told = WrongUse(
        code,
        choices=[{"name": each} for each in close],
        parameter=named,
        reason=_reason(error),
        command=context.command_path if context else "qianxian",
    )
    return tell(told, as_json=as_json)


def _fault(error: TyperException) -> tuple[str, str, list[str]]:
    """The code of what is wrong, what it is wrong with, and what may have been meant."""
    for said, code in _SAID.items():
        if found := said.match(error.message):
            return code, found[1], _QUOTED.findall(error.message, found.end())
    parameter: Any = getattr(error, "param", None)
    named = parameter.get_error_hint() if parameter is not None else getattr(error, "option_name", "")
    code = _WRONG_USES.get(type(error).__name__, "cli.wrong_use")
    return code, named.strip("'"), sorted(getattr(error, "possibilities", None) or [])


def _reason(error: TyperException) -> str:
    """What is wrong with a value, in the language in force where it is of a kind that we have words for."""
    if isinstance(error.__cause__, ValidationError):
        fault = error.__cause__.errors()[0]
        if f"value.{fault['type']}" in entries():
            return say(f"value.{fault['type']}", **fault.get("ctx", {}))
    return error.message


def tell_unexpected(error: Exception, *, as_json: bool) -> int:
    """A fault of ours, with the number under which the log has it; no traceback reaches a person."""
    told = Unexpected("cli.unexpected", number=logs.keep(error), reason=type(error).__name__)
    return tell(told, as_json=as_json)


_WRONG_USES = {
    "MissingParameter": "cli.missing",
    "NoSuchOption": "cli.no_such_option",
    "BadParameter": "cli.bad_value",
}
_SAID = {
    re.compile("No such command '(.*?)'"): "cli.no_such_command",
    re.compile(r"Got unexpected extra argument\(s\) \((.*)\)"): "cli.too_many",
    re.compile("Option '(.*)' requires an argument"): "cli.missing_value",
}
"""Faults that typer has no class for are told apart by what it says."""
_QUOTED = re.compile("'([^']*)'")

"""docs/reference/cli.md, written from the commands themselves: `python -m explorer.reference [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer.main
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from explorer.cli import app
from explorer.commands.words import Entry, entries, language
from graph.pages import write_or_check

Command = TyperCommand | TyperGroup
Parameter = TyperOption | TyperArgument

FILE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"

HEAD = """# 命令行 · The command line
<!-- Written by `python -m explorer.reference`; a test compares it with the commands. -->

每个命令都有 `--help`，语言由 `QIANXIAN_LANGUAGE`（`zh` 或 `en`）决定。提示和错误写到标准错误，答案写到标准输出；
`--json` 只打印一个 JSON 文档，错误是 `{"error": {"code", "message", "hint", "choices"}}`。
编号处也可写名称；一个名称对应多个对象时不猜，以状态 3 结束并列出候选。

Every command has `--help`, in the language of `QIANXIAN_LANGUAGE` (`zh` or `en`). Messages go to standard error,
answers to standard output; `--json` prints one JSON document, errors as
`{"error": {"code", "message", "hint", "choices"}}`. Where an id is wanted a name will do; one that fits several is
never guessed: exit status 3, with the choices.

| 状态 · status | |
|---|---|
| 0 | 完成 · done (rows refused are reported; no route found is 0) |
| 1 | 被拒绝或失败 · refused or failed (with `--strict` also where a row was refused) |
| 2 | 用法不对 · wrong use |
| 3 | 名称对应多个对象 · a name fits several |
"""


def commands() -> Iterator[tuple[str, Command]]:
    """Every command that does something, by its words ("report run"), in the order of the help."""
    yield from _leaves(_whole(), "")


def _whole() -> Command:
    command = typer.main.get_command(app)
    assert isinstance(command, Command)
    return command


def _leaves(command: Command, words: str) -> Iterator[tuple[str, Command]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield words, command
        return
    for name, each in below.items():
        yield from _leaves(each, f"{words} {name}".strip())


def parameters(command: Command) -> list[Parameter]:
    """What a command takes, without --help."""
    return [each for each in command.params if isinstance(each, Parameter) and each.name != "help"]


def written() -> str:
    """The whole page."""
    general = _table(parameters(_whole()))
    parts = [HEAD, "## qianxian\n\n" + general]
    parts += [_section(words, command) for words, command in commands()]
    return "\n".join(parts)


def _section(words: str, command: Command) -> str:
    entry = _both(command.help)
    usage = " ".join(["qianxian", words, *(_usage(each) for each in parameters(command))])
    said = (
        f"{entry['zh'].strip()}\n\n{entry['en'].strip()}".replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n")
    )
    table = _table(parameters(command))
    return f"## qianxian {words}\n\n    {usage}\n\n{said}\n" + (f"\n{table}" if table else "")


def _usage(parameter: Parameter) -> str:
    if isinstance(parameter, TyperArgument):
        name = (parameter.metavar or parameter.name).upper()
        name = f"{name}…" if parameter.nargs == -1 or getattr(parameter, "multiple", False) else name
        return name if parameter.required else f"[{name}]"
    flag = max(parameter.opts, key=len) if len(parameter.opts[0]) < 3 and len(parameter.opts) > 1 else parameter.opts[0]
    flag = "/".join([flag, *parameter.secondary_opts])
    value = "" if isinstance(parameter, TyperOption) and parameter.is_flag else f" {parameter.name.upper()}"
    return f"[{flag}{value}]" + ("…" if parameter.multiple else "")


def _table(wanted: list[Parameter]) -> str:
    rows = []
    for parameter in wanted:
        entry = _both(parameter.help)
        names = " ".join(f"`{name}`" for name in [*parameter.opts, *parameter.secondary_opts])
        if parameter.param_type_name == "argument":
            names = f"`{(parameter.metavar or parameter.name).upper()}`"
        default = parameter.default
        shown = f" ({default})" if isinstance(default, int | str) and not isinstance(default, bool) else ""
        rows.append(f"| {names} | {entry['zh']} · {entry['en']}{shown} |")
    return "\n".join(["| | |", "|---|---|", *rows]) + "\n" if rows else ""


def _both(text: str | None) -> Entry:
    """The entry of which a help text is one language."""
    return _by_text()[" ".join((text or "").split())]


def _by_text() -> dict[str, Entry]:
    return {" ".join(entry[language()].split()): entry for entry in entries().values()}


def main(arguments: list[str]) -> int:
    """Writes the page; with --check only says whether it is current."""
    return write_or_check(FILE, written(), arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

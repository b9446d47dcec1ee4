"""Typer's own words in our languages, and the plain way in which commands are added to a group."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from explorer.commands.words import explain, say

if TYPE_CHECKING:
    from typer._click.formatting import HelpFormatter
    from typer.core import TyperOption
    from typer.models import Context


class _Words:
    """The usage line and the help option in the language in force."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("frame.usage"))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = explain("common.help")
        return option


class Command(_Words, TyperCommand):  # type: ignore[misc]
    """A command."""


class Group(_Words, TyperGroup):  # type: ignore[misc]
    """A group of commands, in the order in which they were added."""


def translate_frame() -> None:
    """The headings that typer draws around help texts."""
    rich_utils.OPTIONS_PANEL_TITLE = say("frame.options")
    rich_utils.ARGUMENTS_PANEL_TITLE = say("frame.arguments")
    rich_utils.COMMANDS_PANEL_TITLE = say("frame.commands")
    rich_utils.DEFAULT_STRING = say("frame.default")
    rich_utils.REQUIRED_LONG_STRING = say("frame.required")


def group(name: str | None = None) -> typer.Typer:
    """An empty group; without a name, the app itself."""
    return typer.Typer(
        name=name,
        cls=Group,
        help=explain(name or "app"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def add(app: typer.Typer, name: str, function: Callable[..., None], within: str = "") -> None:
    """Adds a command; its help is that of its words ("report run")."""
    app.command(name, cls=Command, help=explain(f"{within} {name}".strip()))(function)

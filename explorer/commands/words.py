"""What the command line says, in the language set when it starts."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypedDict, cast

from platformdirs import user_data_path

from graph.messages import Language
from graph.quick_yaml import read_yaml


class Entry(TypedDict):
    """One text in both languages."""

    zh: str
    en: str


@cache
def entries() -> dict[str, Entry]:
    """Every text by its key: "help.demo.port", "frame.usage"."""
    text = resources.files(__package__).joinpath("words.yaml").read_text("utf-8")
    groups = cast("dict[str, dict[str, Entry]]", read_yaml(text))
    return {f"{group}.{key}": entry for group, texts in groups.items() for key, entry in texts.items()}


@cache
def language() -> Language:
    """The language set by environment or settings file; Chinese where nothing is set.

    Reads the file by itself: a help text must not wait for the settings to be validated, nor fail where they are wrong.
    """
    wanted = os.environ.get("QIANXIAN_LANGUAGE")
    if wanted is None:
        home = os.environ.get("QIANXIAN_HOME") or user_data_path("qianxian", appauthor=False)
        try:
            wanted = tomllib.loads((Path(home) / "settings.toml").read_text("utf-8")).get("language")
        except (OSError, ValueError):
            wanted = None
    return "en" if wanted == "en" else "zh"


def say(key: str, **details: object) -> str:
    """The text of a key in the language in force, its placeholders filled."""
    text = entries()[key][language()]
    return text.format(**details) if details else text


def explain(name: str, **details: object) -> str:
    """The help of a command ("report run") or of one of its parameters ("report run.slug")."""
    return say(f"help.{name}", **details).strip()

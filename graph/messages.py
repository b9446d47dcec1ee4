"""Words for people, by code, in Chinese and English: one `messages.yaml` a package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from graph.quick_yaml import read_yaml

Language = Literal["zh", "en"]

_packages: list[str] = []


def register(package: str) -> None:
    """Adds the `messages.yaml` of `package`; called by its `__init__`, so that lower layers know nothing of it."""
    if package not in _packages:
        _packages.append(package)
        catalogue.cache_clear()


@cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """Every entry: code → language → part ("message", "hint") → text with `{placeholders}`."""
    entries: dict[str, dict[str, dict[str, str]]] = {}
    for package in _packages:
        text = resources.files(package).joinpath("messages.yaml").read_text("utf-8")
        for code, languages in (read_yaml(text) or {}).items():
            if code in entries:
                raise ValueError(f"{package}/messages.yaml: {code} stands in two packages")
            entries[code] = languages
    return entries


@dataclass(frozen=True, slots=True)
class Both:
    """A detail that has words of its own in each language."""

    zh: str
    en: str


class _Blank(dict[str, object]):
    """Leaves a placeholder that nobody filled visible instead of failing while an error is being shown."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def words(code: str, part: str, language: Language, details: Mapping[str, object]) -> str:
    """The text of `part` for `code`; the code itself where the message is missing, so an error is never blank."""
    text = catalogue().get(code, {}).get(language, {}).get(part, "")
    if not text and part == "message":
        return code
    said = {name: getattr(each, language) if isinstance(each, Both) else each for name, each in details.items()}
    return text.format_map(_Blank(said))

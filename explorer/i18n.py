"""Words of the interface: `locale/zh.yaml` and `locale/en.yaml`, chosen by cookie, by address or by setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Literal, Protocol, cast

import flask

from graph.messages import Language
from graph.quick_yaml import read_yaml

LANGUAGES: tuple[Language, ...] = ("zh", "en")
LANGUAGE_COOKIE = "qianxian_language"
SCHEME_COOKIE = "qianxian_scheme"

Scheme = Literal["light", "dark"]
Entry = str | dict[str, str]


class Bilingual(Protocol):
    """A text of the schema or of a report header, in both languages."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


@cache
def entries(language: Language) -> dict[str, Entry]:
    """Every text of a language by its dotted key; one that depends on a number is `{one, other}`."""
    text = resources.files("explorer").joinpath("locale", f"{language}.yaml").read_text("utf-8")
    return dict(_flatten(read_yaml(text), ""))


def _flatten(tree: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Entry]]:
    for name, value in tree.items():
        if isinstance(value, str):
            yield prefix + name, value
        elif isinstance(value, dict) and set(value) == {"one", "other"}:
            yield prefix + name, {form: str(text) for form, text in value.items()}
        else:
            yield from _flatten(cast("Mapping[str, object]", value), f"{prefix}{name}.")


class Words:
    """Looks texts up in one language: `words("canvas.shown", n=25)`; an unknown key is an error of ours and raises."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._entries = entries(language)

    def __call__(self, key: str, **values: object) -> str:
        entry = self._entries[key]
        if isinstance(entry, dict):
            entry = entry["one" if values.get("n") == 1 else "other"]
        return entry.format(**values) if values else entry

    def of(self, text: Bilingual) -> str:
        """The schema's own word in this language."""
        return text.zh if self.language == "zh" else text.en

    def number(self, value: float) -> str:
        """A figure with thousands apart, read the same in both languages."""
        return f"{value:,}"


def as_language(value: str | None, default: Language) -> Language:
    return value if value in LANGUAGES else default


def request_words(default: Language) -> Words:
    """Words in the language of the person asking."""
    return Words(as_language(flask.request.cookies.get(LANGUAGE_COOKIE), default))


def request_scheme() -> Scheme:
    """The colour scheme of the person asking; light until they switch."""
    return "dark" if flask.request.cookies.get(SCHEME_COOKIE) == "dark" else "light"

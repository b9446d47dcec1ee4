"""Contact details, told by the name of a property or by the shape of a value: telephone, e-mail, identity, home."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Literal, TypeAlias

import yaml

from graph.names import fold

ContactKind: TypeAlias = Literal["phone", "email", "identity_number", "address"]

_WEB_ADDRESS = re.compile(r"https?://[^\s，。；、）)》]+")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|\d+")
_WORTH_A_LOOK = re.compile(r"\d[\d\s().—–-]{4,}\d|@|＠|住|单元|室|微信|[Ww]e[Cc]hat|[Qq]{2}|通[讯信]|户籍|家庭")
"""One cheap test that nearly every value fails, before the patterns are tried one after another."""


def in_name(name: str) -> ContactKind | None:
    """The kind of contact detail that a column or property of this name holds, if any."""
    folded = fold(name)
    latin = "_".join(word.lower() for word in _WORD.findall(name))
    for kind, rules in _rules().items():
        if any(part in folded for part in rules.names) or any(f"_{word}_" in f"_{latin}_" for word in rules.words):
            return kind
    return None


def in_value(text: str) -> ContactKind | None:
    """The kind of contact detail that stands somewhere in `text`, if any; web addresses are not looked into."""
    if not _WORTH_A_LOOK.search(text):
        return None
    plain = _WEB_ADDRESS.sub(" ", unicodedata.normalize("NFKC", text))
    for kind, rules in _rules().items():
        if any(pattern.search(plain) for pattern in rules.values):
            return kind
    return None


class _Rules:
    def __init__(self, names: list[str], words: list[str], values: list[str]) -> None:
        self.names = [fold(name) for name in names]
        self.words = words
        self.values = [re.compile(pattern) for pattern in values]


@cache
def _rules() -> dict[ContactKind, _Rules]:
    text = resources.files("graph").joinpath("data/contacts.yaml").read_text("utf-8")
    return {kind: _Rules(**rules) for kind, rules in yaml.safe_load(text).items()}

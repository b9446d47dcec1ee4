"""Sentences for people, from templates: what is not known is left out, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from graph.messages import Language
from graph.quick_yaml import read_yaml
from graph.schema import Text, load_schema
from graph.subgraph import Node
from graph.values import PartialDate

NOT_RECORDED = "未载"

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DIGITS = "零一两三四五六七八九十"


class Texts:
    """The texts of `texts.yaml` in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, key: str, **values: object) -> str:
        """The text under a dotted key, filled."""
        entry = _entries()
        for part in key.split("."):
            entry = entry[part]
        return fill(entry[self.language], values)

    def of(self, text: Text, **values: object) -> str:
        """A text of the rules or of the schema, filled."""
        return fill(text.get(self.language), values)

    def join(self, names: Iterable[str]) -> str:
        """Names after one another."""
        return self("joint").join(names)

    def date(self, date: PartialDate | None) -> str:
        """A date as fine as it is known; empty where there is none."""
        if date is None:
            return ""
        parts = [int(part) for part in date.text.split("-")]
        if self.language == "zh":
            return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
        if len(parts) == 1:
            return date.text
        return " ".join([*(str(part) for part in parts[2:]), _MONTHS[parts[1] - 1], str(parts[0])])

    def duration(self, months: float | None) -> str:
        """How long something lasted, in whole years from a year on; empty where it is not known."""
        if months is None or months < 1:
            return ""
        years = round(months / 12)
        if months < 11:
            return self("date.duration.month", n=round(months))
        if years == 1:
            return self("date.duration.one_year")
        spoken = _DIGITS[years] if self.language == "zh" and years < len(_DIGITS) else years
        return self("date.duration.year", n=spoken)

    def state(self, node: Node) -> str:
        """The state of an introduction or demand, in words that stand alone."""
        if node.properties.get("state") == NOT_RECORDED:
            return self("state_not_recorded")
        return self.value(node, "state")

    def value(self, node: Node, name: str) -> str:
        """A property of a node as people read it; empty where it is not on file."""
        value = node.properties.get(name, "")
        property = load_schema().node(node.label).properties.get(name)
        return property.said(value, self.language) if property else str(value)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences after one another, each ending in a full stop."""
        return ("" if self.language == "zh" else " ").join(part for part in parts if part)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Fills `{name}`s; a part in square brackets is left out where one of its values is empty."""

    def optional(match: re.Match[str]) -> str:
        names = _PLACEHOLDER.findall(match.group(1))
        return match.group(1) if all(values.get(name) not in (None, "") for name in names) else ""

    return _PLACEHOLDER.sub(lambda match: str(values[match.group(1)]), _OPTIONAL.sub(optional, template))


@cache
def _entries() -> dict[str, Any]:
    text = resources.files("graph.introductions").joinpath("texts.yaml").read_text("utf-8")
    return dict(read_yaml(text))

"""What the lists of pairs have in common: choosing a type, and the reason for a decision."""

from __future__ import annotations

from collections.abc import Mapping

import dash_mantine_components as dmc

from explorer.i18n import Words
from graph.schema import Schema

REASON = 300
"""Characters of a reason."""


def type_field(id: str, counts: Mapping[str, int], schema: Schema, words: Words) -> dmc.Select:
    """All types, or one of those that there are, each with how many."""
    options = [{"value": "", "label": words("questions.any_type")}]
    for name, kind in schema.nodes.items():
        if name in counts:
            options.append({"value": name, "label": f"{words.of(kind.label)} {words.number(counts[name])}"})
    return dmc.Select(id=id, data=options, value="", label=words("questions.type"), allowDeselect=False)


def reason_field(id: str, label: str, placeholder: str) -> dmc.TextInput:
    """Where the reason for a decision is written."""
    limit = {"input": {"maxLength": REASON}}
    return dmc.TextInput(id=id, value="", label=label, placeholder=placeholder, attributes=limit)

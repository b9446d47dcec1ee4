"""suggest.yaml: what goes with what, and what the comments of a draft say."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import get_args

from pydantic import model_validator

from graph.schema import Text
from loaders.described import described
from loaders.office.mapping import Reads, Strict


class SuggestWords(Strict):
    """The file, checked."""

    kinds: dict[str, Text]
    agrees: dict[Reads, dict[str, float]]
    head: list[Text]
    title: Text
    known: Text
    part: Text
    like: Text
    unlike: Text
    holds: Text
    empty: Text
    vocabulary: Text
    listed: Text
    doubtful: Text
    perhaps: Text
    enumerated: Text
    comma: Text
    surnames: str

    @model_validator(mode="after")
    def _whole(self) -> SuggestWords:
        missing = set(get_args(Reads)).difference(self.agrees)
        unknown = {kind for each in self.agrees.values() for kind in each}.difference(self.kinds)
        if missing or unknown:
            raise ValueError(f"agrees: nothing about {sorted(missing)}, no kinds {sorted(unknown)}")
        return self


@cache
def suggest_words() -> SuggestWords:
    """The file, read once."""
    text = resources.files("loaders.office").joinpath("suggest.yaml").read_text("utf-8")
    return described(SuggestWords, "suggest.yaml", text)

"""The whole way of a path between the two that were asked about, as an answer's JSON has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """From one actor, or an end, to the next, with its reasons, the heaviest first."""

    start: Json
    end: Json
    reasons: Sequence[Json]
    weakest: bool = False


def steps(path: Json) -> Iterator[Step]:
    """The steps in order: from an end to the contact point through which it is opened, the hops, and likewise back."""
    first = path["hops"][0]["from"]["id"]
    before = [each for each in path["contacts"] if each["contact"]["id"] == first][:1]
    after = [each for each in path["contacts"] if each not in before]
    yield from (Step(each["of"], each["contact"], each["reasons"]) for each in before)
    yield from (Step(hop["from"], hop["to"], hop["reasons"], hop["weakest"]) for hop in path["hops"])
    yield from (Step(each["contact"], each["of"], each["reasons"]) for each in after)

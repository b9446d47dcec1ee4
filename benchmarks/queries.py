"""What people type at a search box: a stated mix of texts, drawn from the names that are there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from opencc import OpenCC

from graph.names import readings
from graph.search_index import IndexedNode

SEED = 20200827


class Query(NamedTuple):
    """A text, of which kind it is, and the type that the search is limited to."""

    kind: str
    text: str
    type: str | None


def _syllables(node: IndexedNode) -> list[str]:
    return readings(node.name, node.label == "Person")[0]


def _mixed(node: IndexedNode) -> str:
    return node.name[0] + "".join(syllable[0] for syllable in _syllables(node)[1:3])


def _middle(node: IndexedNode) -> str:
    at = max(1, len(node.name) // 2 - 1)
    return node.name[at : at + 3]


_TRADITIONAL = OpenCC("s2t")

KINDS: dict[str, Callable[[IndexedNode], str]] = {
    "one character": lambda node: node.name[0],
    "one letter": lambda node: _syllables(node)[0][0],
    "two characters": lambda node: node.name[:2],
    "two initials": lambda node: "".join(syllable[0] for syllable in _syllables(node)[:2]),
    "all initials": lambda node: "".join(syllable[0] for syllable in _syllables(node)),
    "pinyin": lambda node: "".join(_syllables(node)),
    "pinyin with spaces": lambda node: " ".join(_syllables(node)),
    "beginning of the pinyin": lambda node: "".join(_syllables(node))[:5],
    "mixed": _mixed,
    "middle of a name": _middle,
    "whole name": lambda node: node.name,
    "traditional": lambda node: str(_TRADITIONAL.convert(node.name)),
    "a miss": lambda node: node.name[0] + "𠮷" + node.name[-1],
}
"""Each kind as often as every other, two in three from a person's name, a quarter with a type."""


def mix(nodes: Sequence[IndexedNode], count: int) -> Iterator[Query]:
    """`count` queries, the kinds in turn."""
    rng = random.Random(SEED)
    people = [node for node in nodes if node.label == "Person"]
    bodies = [node for node in nodes if node.label != "Person"]
    for at in range(count):
        kind = list(KINDS)[at % len(KINDS)]
        node = rng.choice(people if rng.random() < 2 / 3 else bodies)
        yield Query(kind, KINDS[kind](node), node.label if rng.random() < 0.25 else None)

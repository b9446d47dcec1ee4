"""A body with a post behind it, as one cell of an office has them: 样例大学材料学院副教授, 东样镇党委副书记."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loaders.values.blanks import said
from loaders.values.bodies import body
from loaders.values.people import titles
from loaders.values.words import WordList, any_of, read

_BLANK = " 　\n,，、/|-—:："
_LONGEST_POST = 40
_NOTE = r"(?:\s*[（(][^（）()]*[）)])?"


class _Posts(WordList):
    before: list[str]
    behind: list[str]


class BodyAndPost(NamedTuple):
    """A body's name and a post there; "" for the one that the cell does not name."""

    body: str
    post: str


def body_and_post(text: str) -> BodyAndPost:
    """Parts a cell at the post with which it ends; what tells no post is the body as a whole.

    A department that is no body by its name goes with the post: 样例大学科研处处长 → 样例大学, 科研处处长.
    """
    tidy = said(text)
    beginning = max(len(tidy) - _LONGEST_POST, 0)
    match = _ends().search(tidy, beginning)
    if match is None:
        return BodyAndPost(tidy, "")
    head = tidy[: match.start()].rstrip(_BLANK)
    known = next((end for end in range(len(head), 1, -1) if _is_body(head[:end])), len(head))
    return BodyAndPost(head[:known], tidy[known:].lstrip(_BLANK))


def _is_body(name: str) -> bool:
    found = body(name)
    return found is not None and found.label is not None and (found.label != "Enterprise" or not _goes_on(name))


def _goes_on(name: str) -> bool:
    """True where something stands behind 公司, which the rules of bodies find anywhere in a name: 样例公司研发部."""
    behind = re.split("公司", name)[-1]
    return "公司" in name and bool(behind) and not behind.endswith(")") and not behind.endswith("）")


@cache
def _ends() -> re.Pattern[str]:
    """The longest post at the end: words that may stand before a title, titles, words behind, a note in brackets."""
    listed = read(_Posts, "posts.yaml")
    words = any_of([*listed.before, *titles(), *listed.behind])
    one = f"{words}*{any_of(titles())}{any_of(listed.behind)}*{_NOTE}"
    return re.compile(rf"{one}(?:\s*[、，,/兼]\s*{one})*$")

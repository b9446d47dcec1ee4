"""Which type of node a body's name belongs to, told by how it is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from graph.errors import LoadError
from loaders.values.blanks import is_formula, plain, said
from loaders.values.gazetteer import universities
from loaders.values.words import Reason, WordList, read, shown

BodyLabel: TypeAlias = Literal["Institution", "Agency", "Enterprise", "Platform", "Place"]
LONGEST_NAME = 100
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_WORDLESS = re.compile(r"[\W\d_]*")
_SO_MANY = r"[约近超]?[0-9一二三四五六七八九十百两数几多余]*[家个所户](?:企业|单位|公司|高校|院校|院所|机构|部门|园区)*"
_COUNT = re.compile(rf"(?=.*[0-9一二三四五六七八九十百两数几多余]){_SO_MANY}")
_AND_OTHERS = re.compile(rf"等{_SO_MANY}$")


class _Rule(WordList):
    label: BodyLabel
    kind: str | None = None
    pattern: re.Pattern[str]


class _Bodies(WordList):
    rules: list[_Rule]


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in the source's wording, and the node type and kind that it shows; None where it shows none."""

    name: str
    label: BodyLabel | None
    kind: str | None


def body(text: str) -> Body | None:
    """The body that a cell names; None for a blank; LoadError `cells.not_a_body` for a formula, a number, a mark,
    and where others are not named (样例公司等15家企业).

    A name that no rule of bodies.yaml knows has no label: the column it stands in has to say what it is.
    """
    tidy = said(text)
    if not tidy:
        return None
    if is_formula(text):
        raise LoadError("cells.not_a_body", value=shown(text), reason=Reason("cells.reason.formula"))
    return _body(tidy)


@lru_cache(50_000)
def _body(text: str) -> Body:
    if len(text) > LONGEST_NAME:
        raise LoadError(
            "cells.not_a_body", value=shown(text), reason=Reason("cells.reason.too_long", most=LONGEST_NAME)
        )
    written = "".join(plain(text).split())
    if wrong := _no_name(written):
        raise LoadError("cells.not_a_body", value=shown(text), reason=Reason(wrong))
    bare = _BRACKETS.sub("", written) or written
    rule = next((rule for rule in _rules() if rule.pattern.search(bare)), None)
    name = " ".join(text.split())
    if rule is None:
        return Body(name, None, None)
    # 浙江大学城市学院 is made like a department and was a university of its own.
    kind = "university" if rule.kind == "college" and written in universities() else rule.kind
    return Body(name, rule.label, kind)


def _no_name(written: str) -> str:
    """Why the text names no body; "" where it may."""
    if "<" in written:
        return "cells.reason.markup"
    if _WORDLESS.fullmatch(written):
        return "cells.reason.no_word"
    if _COUNT.fullmatch(written):
        return "cells.reason.count"
    return "cells.reason.and_other_bodies" if _AND_OTHERS.search(written) else ""


@cache
def _rules() -> list[_Rule]:
    return read(_Bodies, "bodies.yaml").rules

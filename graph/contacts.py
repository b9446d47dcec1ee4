"""Contact details, told by the name of a property or the shape of a value: the graph never holds one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple, TypeAlias

from graph.folding import fold
from graph.quick_yaml import read_yaml

ContactKind: TypeAlias = Literal["phone", "email", "identity_number", "bank_account", "address"]

_WEB_ADDRESS = re.compile(r"(https?://[^\s，。；、）)》]+)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_WORTH_A_LOOK = re.compile(r"\d[\d\s().—–-]{4,}\d|[@＠住室元]|微信|[Ww]e[Cc]hat|[Qq]{2}|通[讯信]|户籍|家庭|卡号")
"""One cheap test that nearly every value fails, before the patterns are tried one after another."""
_LEFT_EMPTY = re.compile(
    r"(?:联系)?(?:电话|手机|座机|传真|微信|邮箱|身份证|银行卡|[Tt]el|[Ee]-?mail)(?:号码|号)?\s*(?=$|[:,;。、)\]】])"
    r"|[(\[【]\s*[)\]】]|[:,;、]\s*(?=$|[:,;、)\]】])|^\s*[:,;、]"
)
"""Labels, brackets and marks around what was cut out; NFKC has made the wide marks narrow."""


class _Rules(NamedTuple):
    names: list[str]
    words: list[str]
    values: list[re.Pattern[str]]


def in_name(name: str) -> ContactKind | None:
    """The kind of contact detail that a column or property of this name holds, if any."""
    folded = fold(name)
    latin = "_".join(["", *(word.lower() for word in _WORD.findall(name)), ""])
    for kind, rules in _rules().items():
        if any(part in folded for part in rules.names) or any(f"_{word}_" in latin for word in rules.words):
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


def without(text: str) -> str:
    """`text` with every contact detail cut out, and the brackets and marks that this leaves empty.

    Text without one comes back as it is; text in which one still shows after cutting comes back empty.
    """
    if in_value(text) is None:
        return text
    pieces = _WEB_ADDRESS.split(unicodedata.normalize("NFKC", text))
    left = "".join(piece if at % 2 else _cut(piece) for at, piece in enumerate(pieces))
    while (tidied := _LEFT_EMPTY.sub("", left).strip()) != left:
        left = tidied
    return "" if in_value(left) else left


def _cut(piece: str) -> str:
    for rules in _rules().values():
        for pattern in rules.values:
            piece = pattern.sub("", piece)
    return piece


@cache
def _rules() -> dict[ContactKind, _Rules]:
    text = resources.files("graph").joinpath("data/contacts.yaml").read_text("utf-8")
    read: dict[ContactKind, dict[str, list[str]]] = read_yaml(text)
    return {
        kind: _Rules([fold(each) for each in rules["names"]], rules["words"], [re.compile(p) for p in rules["values"]])
        for kind, rules in read.items()
    }

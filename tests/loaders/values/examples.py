"""Texts as cells hold them, and what reading one comes to: its value, or the code of its refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from graph.errors import LoadError

V = TypeVar("V")

_PIECES = [
    *"0123456789０１９〇零一二三十廿百千万亿两第批年月日号至到今起止约余多近等和及、，；：/／\\-—～~.·。()（）[]【】<>=+@'\"“”|*#%≥≤$￥",
    *"省市区县镇乡村元人名届期某",
    *["\t", "\n", " ", "\u3000", "\u2028", "\u200b", "\u202e", "\u0301", "\ufe00", "\U000e0041", "\x00", "²", "½", "①"],
    *["2019", "2019年8月", "2019-08-15", "09:30:00", "43678", "至今", "50万", "万元", "美元", "以上", "不超过", "面议"],
    *["人", "历批", "第十二批", "测试甲", "教授", "院士", "团长", "某", "合计", "John", "Smith", "NULL", "无", "#N/A"],
    *[
        "样例市",
        "样例区",
        "样例镇",
        "扬州",
        "江都区",
        "工业园区",
        "开发区",
        "样例大学",
        "学院",
        "有限公司",
        "集团",
        "分公司",
    ],
]
TEXTS = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))
"""Any text at all, and texts put together from what cells are made of."""


def outcome(read: Callable[[str], V], text: str) -> V | str:
    """What `read` makes of the text, or the code of its refusal, which has to have words."""
    try:
        return read(text)
    except LoadError as error:
        refusal = error
    assert "value" in refusal.details
    assert refusal.code not in {refusal.message("zh"), refusal.message("en")}
    return refusal.code


def reason(read: Callable[[str], object], text: str) -> str:
    """The code of the reason why `read` refuses the text."""
    try:
        found = read(text)
    except LoadError as error:
        return str(getattr(error.details["reason"], "code", ""))
    raise AssertionError(f"{text!r} was read as {found!r}")


def widened(text: str) -> str:
    """The text with every letter, digit and mark of ASCII in its full-width form."""
    return "".join(
        chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else "\u3000" if each == " " else each for each in text
    )


def padded(text: str) -> str:
    """The text between blanks of several kinds."""
    return f"\u3000 {text}\u00a0 "

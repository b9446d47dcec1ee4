"""What counts as nothing said, and what is left as the source has it."""

from __future__ import annotations

import pytest
from hypothesis import given

from loaders.values.blanks import is_formula, plain, said
from tests.loaders.values.examples import TEXTS, padded, widened

BLANK = (
    "||/|／|\\|-|—|——|…|……|。|？|???|***|####|无|无。|（无）|暂无|没有|未知|不详|待定|待补|空|略|NULL|null|None|none|N/A|n/a|#N/A|#n/a"
    "|nan|NaN|Ｎ／Ａ|ＮＵＬＬ|- -|\t|\u3000\u3000|\u200b\u200d\ufeff|\u202e\u202e|\u3164|\n\n"
)


@pytest.mark.parametrize("text", BLANK.split("|"))
def test_placeholders_say_nothing(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("０", "０"),
        ("√", "√"),
        ("同上", "同上"),
        ("无锡市", "无锡市"),
        ("空军", "空军"),
        ("没有说明", "没有说明"),
        ("#REF!", "#REF!"),
        ("  两\u00a0 边\u3000", "两 边"),
        ("一行\r\n二行", "一行\n二行"),
        ("测试\u200b乙", "测试乙"),
        ("测\ufe00试", "测试"),
        ("（原文）ＡＢ", "（原文）ＡＢ"),
    ],
)
def test_everything_else_keeps_its_wording(text: str, kept: str) -> None:
    assert said(text) == kept


@given(TEXTS)
def test_what_was_said_is_said_again(text: str) -> None:
    assert said(said(text)) == said(text)
    assert (said(widened(text)) == "") == (said(text) == "") == (said(padded(text)) == "")


def test_a_long_text_is_tidied_too() -> None:
    assert said("长 " * 40_000).startswith("长 长")


@pytest.mark.parametrize(
    ("text", "narrow"), [("ＡＢ１２（）", "AB12()"), ("10²", "10²"), ("½", "½"), ("①Ａ", "①A"), ("ｘ²Ａ", "x²A")]
)
def test_raised_and_circled_digits_do_not_become_digits(text: str, narrow: str) -> None:
    assert plain(text) == narrow


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "＝A1",
        " =A1",
        "+cmd",
        "@SUM(1)",
        "-测试己",
        "\t=1+1",
        "\tcmd",
        "－1",
        "\x1b=A1",
        "\u200b=A1",
        "\u202e@SUM",
    ],
)
def test_formulas_are_told(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "测试甲", "\t测试甲", "a=b", "2019-08"])
def test_other_texts_are_no_formulas(text: str) -> None:
    assert not is_formula(text)

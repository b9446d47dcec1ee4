"""A route as it is passed on: a sentence and a letter that claim what the reasons say and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import NotFound
from graph.introductions.letter import letter, sentence
from graph.introductions.shown import Json

DAY = date(2026, 11, 26)
FIRM = {"id": "e", "label": "Enterprise", "name": "样例机械"}
MANAGER = {"id": "m", "label": "Person", "name": "测试甲"}
GROUP = {"id": "g", "label": "ExpertGroup", "name": "样例专家组"}
COLLEAGUE = {"id": "c", "label": "Person", "name": "测试乙"}
EXPERT = {"id": "p", "label": "Person", "name": "测试丙"}
REPORT = {"id": "s", "title": "《样例报》报道", "publisher": "样例报社", "date": "2020-08-26", "url": None}


def reason(text: str, *sources: dict[str, Any], **dates: str) -> Json:
    return {"kind": "k", "text": text, "since": None, "until": None, "observed": None, **dates, "sources": [*sources]}


def hop(start: Json, end: Json, *reasons: Json, weakest: bool = False) -> Json:
    return {"from": start, "to": end, "reasons": [*reasons], "weakest": weakest}


def answer(start: Json, end: Json, hops: list[Json], contacts: list[Json] | None = None) -> Json:
    return {"from": start, "to": end, "paths": [{"hops": hops, "contacts": contacts or []}]}


THROUGH_A_GROUP = answer(
    FIRM,
    EXPERT,
    [
        hop(GROUP, COLLEAGUE, reason("测试乙是样例专家组成员", REPORT, since="2019", observed="2020-08-26")),
        hop(COLLEAGUE, EXPERT, reason("同在样例大学任职"), reason("2018年共同参加样例会"), weakest=True),
    ],
    [{"of": FIRM, "contact": GROUP, "own": False, "reasons": [reason("样例专家组曾为样例机械牵线", REPORT)]}],
)
THROUGH_ITS_MANAGER = answer(
    FIRM,
    EXPERT,
    [hop(MANAGER, EXPERT, reason("2018年共同参加样例会", REPORT), weakest=True)],
    [{"of": FIRM, "contact": MANAGER, "own": True, "reasons": [reason("测试甲任样例机械总经理")]}],
)


def test_a_sentence_says_whom_to_ask_why_and_what_to_check() -> None:
    said = sentence(THROUGH_A_GROUP, THROUGH_A_GROUP["paths"][0], "zh")
    assert said == (
        "样例机械想与测试丙对接，可请样例专家组、测试乙牵线：样例专家组曾为样例机械牵线；测试乙是样例专家组成员；同在样例大学任职。"
        "其中测试乙与测试丙一段依据待核实。（《〈样例报〉报道》，样例报社，2020年8月26日）"
    )


def test_who_speaks_for_the_end_itself_is_no_introducer() -> None:
    assert sentence(THROUGH_ITS_MANAGER, THROUGH_ITS_MANAGER["paths"][0], "zh").startswith("样例机械可以直接找测试丙：")
    written = letter(THROUGH_ITS_MANAGER, 1, "zh", DAY)
    assert (written.to, written.asks) == ("测试丙：", "样例机械希望与您对接。")


def test_a_letter_goes_to_the_first_introducer_and_cites_what_it_claims() -> None:
    written = letter(THROUGH_A_GROUP, 1, "zh", DAY)
    assert (written.title, written.to) == ("对接函", "样例专家组：")
    assert written.asks == "样例机械希望与测试丙对接，恳请贵单位协助引荐。"
    source = "来源：《〈样例报〉报道》，样例报社，2020年8月26日。"
    assert written.grounds == (
        f"样例专家组曾为样例机械牵线。{source}",
        f"测试乙是样例专家组成员（起于2019年、报道时点2020年8月26日）。{source}",
        "同在样例大学任职。",
    )
    assert written.check == "其中第3项依据待核实，请以贵单位掌握的情况为准。"
    assert written.signed[1] == "2026年11月26日"


def test_in_english_too() -> None:
    written = letter(THROUGH_A_GROUP, 1, "en", DAY)
    assert written.to == "To 样例专家组:"
    assert written.asks.endswith("we kindly ask you to introduce them.")
    assert "(since 2019, as reported on 26 Aug 2020)" in written.grounds[1]


@pytest.mark.parametrize("number", [0, 2])
def test_there_is_no_letter_for_a_route_that_there_is_not(number: int) -> None:
    with pytest.raises(NotFound, match=str(number)):
        letter(THROUGH_A_GROUP, number, "zh")

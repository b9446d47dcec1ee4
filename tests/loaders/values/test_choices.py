"""Words of offices matched to the schema's choices."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.errors import LoadError
from loaders.values.choices import choice
from tests.loaders.values.examples import TEXTS, outcome, padded, widened

POSITIONS = {
    "upstream": {"zh": "上游", "en": "Upstream"},
    "midstream": {"zh": "中游", "en": "Midstream"},
    "downstream": {"zh": "下游（应用）", "en": "Downstream"},
}
STATES = {"已解决": "Solved", "对接中": "In talks"}
SYNONYMS = {"upstream": ["原材料"], "downstream": ["终端", "整车"], "已解决": ["办结", "完成"]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("upstream", "upstream"),
        ("Upstream", "upstream"),
        ("ＵＰＳＴＲＥＡＭ", "upstream"),
        ("上游", "upstream"),
        ("下\u3000游", "downstream"),
        ("下游（应用）", "downstream"),
        ("下游", "downstream"),
        ("整车", "downstream"),
        ("原 材 料", "upstream"),
        ("", None),
        ("/", None),
    ],
)
def test_a_choice_is_found_by_value_label_and_synonym(text: str, value: str | None) -> None:
    assert choice(text, POSITIONS, SYNONYMS) == value


@pytest.mark.parametrize(
    ("text", "value"), [("已解决", "已解决"), ("solved", "已解决"), ("办结", "已解决"), ("In  talks", "对接中")]
)
def test_labels_may_be_one_word(text: str, value: str) -> None:
    assert choice(text, STATES, SYNONYMS) == value


def test_what_is_no_choice_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(LoadError) as refused:
        choice("侧游", POSITIONS, SYNONYMS)
    assert refused.value.code == "cells.not_a_choice"
    assert refused.value.details == {"value": "侧游", "allowed": "上游、中游、下游（应用）"}


def test_a_value_goes_before_a_synonym_of_another() -> None:
    assert choice("b", {"a": "A", "b": "B"}, {"a": ["b", "c"], "b": ["c"]}) == "b"
    assert choice("c", {"a": "A", "b": "B"}, {"a": ["b", "c"], "b": ["c"]}) == "a"


@given(TEXTS)
def test_any_text_is_a_choice_or_refused(text: str) -> None:
    def read(each: str) -> str | None:
        return choice(each, POSITIONS, SYNONYMS)

    assert outcome(read, text) in {None, *POSITIONS, "cells.not_a_choice"}
    assert outcome(read, widened(text)) == outcome(read, padded(text)) == outcome(read, text)

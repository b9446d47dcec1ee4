"""The rule files: what they may say, and that they are refused whole where they say anything else."""

from __future__ import annotations

from importlib import resources

import pytest

from graph.errors import SchemaError
from graph.introductions.rules import ContactRule, TieRule, load_rules, read_rules
from graph.introductions.texts import Texts, fill
from graph.introductions.together import load_together
from graph.schema import Text, load_schema

FOLDER = resources.files("graph.introductions")
EVIDENCE = FOLDER.joinpath("evidence.yaml").read_text("utf-8")
CONTACTS = FOLDER.joinpath("contacts.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("direct: LEADS", "direct: LEEDS", "no relationship type LEEDS"),
        ("hub: [Team]", "hub: [Teem]", "no node type Teem"),
        ("cap: strong", "cap: sure", "cap"),
        ("beta: 2.0", "beta: 0", "beta"),
        ("attrition:", "atrition:", "atrition"),
        ("strong: 0.5, medium: 0.2", "strong: 0.2, medium: 0.5", "medium lies"),
        ("direct: LEADS", "direct: LEADS\n    hub: [Team]", "either hub"),
    ],
)
def test_wrong_evidence_is_refused_with_its_fault(old: str, new: str, fault: str) -> None:
    assert old in EVIDENCE
    with pytest.raises(SchemaError) as caught:
        read_rules(EVIDENCE.replace(old, new, 1), CONTACTS)
    assert caught.value.code == "introductions.rules"
    assert fault in caught.value.message("en")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('["<LEADS"]', '["LEADS"]', "begins with < or >"),
        ('["<LEADS"]', '["<LEEDS"]', "no relationship type LEEDS"),
        ("of: [Demand]", "of: [Demands]", "no node type Demands"),
        ("name: leader", "name: staff", "staff stands twice"),
        ("own: true", "owned: true", "owned"),
    ],
)
def test_wrong_contacts_are_refused_with_their_fault(old: str, new: str, fault: str) -> None:
    assert old in CONTACTS
    with pytest.raises(SchemaError) as caught:
        read_rules(EVIDENCE, CONTACTS.replace(old, new, 1))
    assert fault in caught.value.message("en")


def test_no_rule_rests_on_what_is_no_tie() -> None:
    types = {type for rule in load_rules().ties.values() for type in rule.types}
    assert not types & {"SPOKE_ABOUT", "CANDIDATE_IN", "POSSIBLY_SAME_AS", "LOCATED_IN"}


def test_every_text_has_the_same_values_in_both_languages_or_fewer_in_none_required() -> None:
    texts: list[Text] = [rule.text for rule in load_rules().ties.values()]
    texts += [rule.text for rule in load_rules().contacts]
    texts += [rule.text for rule in load_together().through.values()]
    for text in texts:
        assert _names(text.zh) == _names(text.en), text


def _names(template: str) -> set[str]:
    return {part.split("}")[0] for part in template.split("{")[1:]}


def test_kinds_of_introductions_are_those_of_the_schema_and_each_has_a_sentence() -> None:
    kinds = load_schema().node("Introduction").properties["kind"].choices
    for language in ("zh", "en"):
        for kind in kinds:
            assert "某" in Texts(language)(f"recorded.{kind}", by="某", of="某", to="某", date="", state="")


def test_a_part_in_brackets_goes_where_a_value_is_missing() -> None:
    assert fill("[{date}]经{by}牵线[（{state}）]", {"by": "甲", "date": "", "state": None}) == "经甲牵线"
    assert (
        fill("[{date}]经{by}牵线[（{state}）]", {"by": "甲", "date": "2019年", "state": "意向"})
        == "2019年经甲牵线（意向）"
    )


def test_rules_have_words_and_shapes() -> None:
    for rule in load_rules().ties.values():
        assert isinstance(rule, TieRule)
        assert rule.label.zh != rule.label.en
    for contact in load_rules().contacts:
        assert isinstance(contact, ContactRule)
        assert contact.steps

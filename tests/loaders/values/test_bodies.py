"""Which type of node a body's name belongs to."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given

from graph.schema import load_schema
from loaders.values.bodies import Body, _rules, body
from tests.loaders.values.data import NATIONAL, YANGZHOU, expected
from tests.loaders.values.examples import TEXTS, outcome, padded, reason

BODIES = {
    "样例大学": ("Institution", "university"),
    "样例工学院": ("Institution", "university"),
    "样例职业技术学院": ("Institution", "university"),
    "样例工业大学管理科学与工程学院": ("Institution", "college"),
    "样例大学附属第一医院": ("Institution", "hospital"),
    "样例大学功能材料研究院": ("Institution", "institute"),
    "中国科学院样例土壤研究所": ("Institution", "institute"),
    "中国样例科技集团第十四研究所": ("Institution", "institute"),
    "国家样例制造创新中心": ("Institution", "institute"),
    "样例材料国家重点实验室": ("Institution", "laboratory"),
    "样例省机械工程学会": ("Institution", "society"),
    "样例市第一中学": ("Institution", "other"),
    "样例市人民政府": ("Agency", "department"),
    "中共样例市委统战部": ("Agency", "department"),
    "中共样例市委": ("Agency", "department"),
    "样例市科技局": ("Agency", "department"),
    "样例市工信局（原市经信委）": ("Agency", "department"),
    "样例市发改委": ("Agency", "department"),
    "样例科技新城管委会": ("Agency", "department"),
    "样例镇科技办": ("Agency", "department"),
    "中共样例市委组织部人才工作处": ("Agency", "department"),
    "样例省植保植检站": ("Agency", "public body"),
    "样例市人才服务中心": ("Agency", "public body"),
    "样例市招商专班": ("Agency", "task force"),
    "样例市科学技术协会": ("Agency", "association"),
    "样例大学样例市校友会": ("Agency", "alumni association"),
    "样例市同乡会": ("Agency", "hometown association"),
    "样例科技有限公司": ("Enterprise", None),
    "样例研究院有限公司": ("Enterprise", None),
    "样例电子（样例镇）有限公司": ("Enterprise", None),
    "样例控股有限公司江苏分公司": ("Enterprise", None),
    "样例集团": ("Enterprise", None),
    "样例化工厂": ("Enterprise", None),
    "样例锂电": ("Enterprise", None),
    "样例镇果蔬专业合作社": ("Enterprise", None),
    "样例生态园": ("Enterprise", None),
    "样例院士工作站": ("Platform", "workstation"),
    "样例大学科技园": ("Platform", "park"),
    "样例大学生创业基地": ("Platform", "base"),
    "样例云平台": ("Platform", "platform"),
    "样例镇": ("Place", None),
    "样例经济开发区": ("Place", None),
    "样例汽车零部件产业园": ("Place", None),
    "样例": (None, None),
}


@pytest.mark.parametrize(("name", "label", "kind"), [(name, *found) for name, found in BODIES.items()])
def test_a_name_shows_what_it_is(name: str, label: str | None, kind: str | None) -> None:
    found = body(padded(name))
    assert found is not None
    assert (found.name, found.label, found.kind) == (name, label, kind)


def test_rules_name_labels_and_kinds_of_the_schema() -> None:
    nodes = load_schema().nodes
    for rule in _rules():
        kinds = nodes[rule.label].properties["kind"].choices if rule.kind else {}
        assert rule.kind is None or rule.kind in kinds, rule


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("cells.reason.formula", "=cmd|' /C calc'!A0"),
        ("cells.reason.formula", '=HYPERLINK("http://example.invalid/x")'),
        ("cells.reason.markup", "<b>样例大学</b>"),
        ("cells.reason.no_word", "12345"),
        ("cells.reason.no_word", "（１）"),
        ("cells.reason.too_long", "样例" * 60),
        ("cells.reason.count", "20家"),
        ("cells.reason.count", "约30余家企业"),
        ("cells.reason.and_other_bodies", "样例机械有限公司等15家企业"),
        ("cells.reason.and_other_bodies", "样例大学等几所高校"),
    ],
)
def test_what_is_no_name_is_refused(why: str, text: str) -> None:
    assert outcome(body, text) == "cells.not_a_body"
    assert reason(body, text) == why


def test_blanks_give_nothing() -> None:
    assert body("/") is None


def share(names: Iterable[str], label: str, *kinds: str) -> float:
    """How many of the names the rules put under the label, and one of the kinds where any is given."""
    found = [outcome(body, name) for name in names]
    right = [
        each for each in found if isinstance(each, Body) and each.label == label and (not kinds or each.kind in kinds)
    ]
    return len(right) / len(found)


@pytest.mark.parametrize(("label", "least"), [("Agency", 1.0), ("Institution", 1.0), ("Enterprise", 0.97)])
def test_the_rosters_names_are_told(label: str, least: float) -> None:
    assert share(expected(label), label) >= least


@pytest.mark.parametrize(
    ("file", "label", "least"),
    [
        ("institutions.csv", "Institution", 1.0),
        ("agencies.csv", "Agency", 1.0),
        ("enterprises.csv", "Enterprise", 0.97),
    ],
)
def test_the_bundled_names_are_told(file: str, label: str, least: float) -> None:
    assert share(YANGZHOU.column(file, "name"), label) >= least


def test_the_national_names_are_told() -> None:
    assert share(NATIONAL.column("universities-moe-2017.csv", "学校名称"), "Institution", "university") >= 0.99
    assert share(NATIONAL.column("state-key-labs.csv", "name"), "Institution", "laboratory") == 1.0
    assert share(NATIONAL.column("leading-agri-firms.csv", "name"), "Enterprise") >= 0.995
    assert share(NATIONAL.column("agri-experts.csv", "researcher_inst"), "Institution") >= 0.94


@given(TEXTS)
def test_any_text_is_a_body_or_refused_and_its_name_reads_back(text: str) -> None:
    found = outcome(body, text)
    if isinstance(found, Body):
        assert body(found.name) == found


@pytest.mark.parametrize("name", ["一汽大众汽车有限公司", "等高线科技有限公司", "三家村食品有限公司"])
def test_numbers_in_a_name_are_no_count(name: str) -> None:
    found = body(name)
    assert found is not None
    assert found.name == name

"""How names relate, type by type."""

from __future__ import annotations

import pytest

from graph.resolution import Profile, keys
from graph.resolution.spelling import characters, related, relation

ALIKE = [
    ("Person", "测试 甲", "測試甲", "same"),
    ("Person", "测试甲", "测试乙", None),
    ("Enterprise", "样例光电科技有限公司", "样例光电科技（有限公司）", "same"),
    ("Enterprise", "样例光电科技有限公司", "样例光电科技股份有限公司", "form"),
    ("Enterprise", "江苏省样例重机有限公司", "江苏样例重机有限公司", "form"),
    ("Enterprise", "江苏样例重机有限公司", "样例重机有限公司", "region"),
    ("Enterprise", "江苏样例重机有限公司", "浙江样例重机有限公司", "other"),
    ("Enterprise", "江苏样例重机股份有限公司", "样例重机有限公司", "longer"),
    ("Enterprise", "样例重机集团有限公司", "样例重机有限公司", "longer"),
    ("Enterprise", "样例食品有限公司", "样例米业有限公司", "other"),
    ("Enterprise", "样例有限公司", "样例有限公司江都分公司", None),
    ("Institution", "样例石油大学（北京）", "样例石油大学（华东）", None),
    ("Institution", "样例大学", "样例大学广陵学院", None),
    ("Institution", "江苏大学", "山东大学", None),
    ("Institution", "样例水运科学研究所", "样例水运科学研究院", "other"),
    ("Institution", "中科院样例研究所", "中国科学院样例硏究所", "same"),
    ("Institution", "吉林省样例研究院", "吉林市样例研究院", "other"),
    ("Agency", "样例市人民政府", "样例市政府", "same"),
    ("Agency", "中共样例市委组织部", "样例市委组织部", "same"),
    ("Place", "样例市", "样例区", "other"),
    ("Place", "样例", "样例市", "longer"),
]


@pytest.mark.parametrize(("label", "one", "other", "how"), ALIKE)
def test_names_relate(label: str, one: str, other: str, how: str | None) -> None:
    assert related(label, one, other) == related(label, other, one) == how


@pytest.mark.parametrize(("label", "one", "other", "how"), [each for each in ALIKE if each[-1]])
def test_names_that_relate_share_a_key(label: str, one: str, other: str, how: str) -> None:
    assert keys(label, one) == keys(label, other) != ""


def test_a_short_name_is_an_alias() -> None:
    one = Profile("a", "Enterprise", ("扬州样例汽车零部件有限公司",), aliases=("样例公司",))
    assert relation(one, Profile("b", "Enterprise", ("样例公司",))) == "alias"
    assert relation(one, Profile("c", "Enterprise", ("扬州样例汽车零部件有限公司",))) == "same"


def test_a_name_that_names_nobody_has_no_key() -> None:
    assert keys("Enterprise", "样例镇某板材企业") == ""


@pytest.mark.parametrize(
    ("label", "name", "many"),
    [
        ("Agency", "科技局", True),
        ("Agency", "市委组织部", True),
        ("Agency", "样例市委组织部", False),
        ("Institution", "第一人民医院", True),
        ("Institution", "农业科学院", True),
        ("Institution", "样例农业科学院", False),
    ],
)
def test_names_that_many_have_count_for_nothing(label: str, name: str, many: bool) -> None:
    assert (characters(Profile("a", label, (name,))) == 0) is many

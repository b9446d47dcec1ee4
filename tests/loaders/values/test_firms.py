"""Spellings of one firm, and the parts of its name."""

from __future__ import annotations

import pytest
from hypothesis import given

from loaders.values.firms import FirmName, parts, spelling
from tests.loaders.values.data import NATIONAL
from tests.loaders.values.examples import TEXTS, padded, widened


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("样例新能源控股有限公司（江苏分公司）", "样例新能源控股有限公司江苏分公司"),
        ("样例电力电子科技 有限公司", "样例电力电子科技有限公司"),
        ("样例有限公司\u3000", "样例有限公司"),
        ("９１样例集团", "91样例集团"),
        ("樣例電子有限公司", "样例电子有限公司"),
        ("样例（集团）有限公司", "样例(集团)有限公司"),
        ("样例第五○三研究所", "样例第五〇三研究所"),
        ("样例材料硏究所", "样例材料研究所"),
        ("“样例”ＡＢＣ公司", "样例abc公司"),
    ],
)
def test_spellings_that_differ_in_typography_are_one(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("样例科技公司", "样例科技有限公司"),
        ("样例有限公司", "样例有限公司江苏分公司"),
        ("江苏省样例重机有限公司", "江苏样例重机有限公司"),
        ("样例3.5科技", "样例35科技"),
        ("C++样例", "C样例"),
        ("样例甲、乙公司", "样例甲乙公司"),
        ("样例大学（北京）", "样例大学（武汉）"),
    ],
)
def test_spellings_that_differ_in_words_are_two(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


def firm(place: str, core: str, trade: str, form: str, branch: str = "", parent: str = "") -> FirmName:
    return FirmName(place, core, trade, form, branch, parent)


PARTS = {
    "扬州样例汽车零部件股份有限公司": firm("扬州市", "样例", "汽车零部件", "股份有限公司"),
    "江苏省样例重机有限公司": firm("江苏省", "样例", "重机", "有限公司"),
    "江苏样例重机有限公司": firm("江苏省", "样例", "重机", "有限公司"),
    "江苏省扬州市样例食品厂": firm("江苏省扬州市", "样例", "食品", "厂"),
    "样例电子（苏州）有限公司": firm("苏州市", "样例", "电子", "有限公司"),
    "样例（集团）股份有限公司": firm("", "样例", "", "集团股份有限公司"),
    "样例控股集团有限公司": firm("", "样例", "", "控股集团有限公司"),
    "样例新能源控股有限公司江苏分公司": firm("", "样例", "新能源", "控股有限公司", "江苏分公司"),
    "样例新能源控股有限公司（江苏分公司）": firm("", "样例", "新能源", "控股有限公司", "江苏分公司"),
    "样例科技集团公司第五十五研究所": firm("", "样例", "科技", "集团公司", "第五十五研究所"),
    "样例农业集团样例种业有限公司": firm("", "样例", "种业", "有限公司", parent="样例农业集团"),
    "样例锂电": firm("", "样例", "锂电", ""),
    "91科技集团": firm("", "91", "科技", "集团"),
    "新华制药股份有限公司": firm("", "新华", "制药", "股份有限公司"),
    "样例镇某板材企业（原文未具名）": firm("", "样例镇某", "板材", "企业"),
    "": firm("", "", "", ""),
}


@pytest.mark.parametrize(("name", "found"), PARTS.items())
def test_a_name_is_parted(name: str, found: FirmName) -> None:
    assert parts(name) == found
    assert parts(widened(name)) == found
    assert parts(padded(name)) == found


def test_most_firms_of_the_national_list_show_their_parts() -> None:
    found = [parts(name) for name in NATIONAL.column("leading-agri-firms.csv", "name")]
    for part, least in (("form", 0.99), ("place", 0.85), ("trade", 0.8)):
        assert sum(bool(getattr(each, part)) for each in found) / len(found) >= least, part
    assert sum(2 <= len(each.core) <= 5 for each in found) / len(found) >= 0.94


@given(TEXTS)
def test_any_text_has_a_spelling_and_parts(text: str) -> None:
    assert spelling(spelling(text)) == spelling(text) == spelling(widened(text)) == spelling(padded(text))
    assert isinstance(parts(text), FirmName)

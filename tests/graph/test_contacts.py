"""Contact details are told from the many numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.contacts import in_name, in_value, without


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("手机号码", "phone"),
        ("联 系 电 话", "phone"),
        ("办公电话（座机）", "phone"),
        ("聯繫電話", "phone"),
        ("workPhone", "phone"),
        ("mobile_no", "phone"),
        ("Tel.", "phone"),
        ("微信号", "phone"),
        ("QQ", "phone"),
        ("电子邮箱", "email"),
        ("E-mail", "email"),
        ("EMAIL", "email"),
        ("身份证号", "identity_number"),
        ("idNumber", "identity_number"),
        ("银行卡号", "bank_account"),
        ("家庭住址", "address"),
        ("home_address", "address"),
        ("联系人", None),
        ("地址", None),
        ("title", None),
        ("intel", None),
        ("hotel", None),
        ("cell_line", None),
        ("name_pinyin", None),
        ("number", None),
        ("code", None),
        ("", None),
    ],
)
def test_names(name: str, kind: str | None) -> None:
    assert in_name(name) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13912345678", "phone"),
        ("139 1234 5678", "phone"),
        ("139-1234-5678", "phone"),
        ("+86 13912345678", "phone"),
        ("１３９１２３４５６７８", "phone"),
        ("科员（12300000004）", "phone"),
        ("教授,13912345678.", "phone"),
        ("13912345678微信同号", "phone"),
        ("0514-87654321", "phone"),
        ("(025)83456789", "phone"),
        ("02583456789", "phone"),
        ("0514 8765 4321", "phone"),
        ("400-800-1234", "phone"),
        ("电话：87654321", "phone"),
        ("联系方式 8765-4321", "phone"),
        ("微信wx_ceshi_12", "phone"),
        ("QQ：123456", "phone"),
        ("lhb@ujs.edu.cn", "email"),
        ("写信至ceshi11＠example.invalid", "email"),
        ("321081198001011234", "identity_number"),
        ("32108119800101123X", "identity_number"),
        ("身份证 999999190001010005", "identity_number"),
        ("321081800101123", "identity_number"),
        ("卡号 0000 0000 0000 0001", "bank_account"),
        ("6222021001116245702", "bank_account"),
        ("家庭住址：仪征市真州镇", "address"),
        ("荷花池小区3幢201室", "address"),
        ("2单元301室", "address"),
    ],
)
def test_contact_details_are_found(text: str, kind: str) -> None:
    assert in_value(text) == kind
    assert in_value(f"备注：{text}，请保密") == kind
    assert in_value(without(f"备注：{text}，请保密")) is None


@pytest.mark.parametrize(
    "text",
    [
        "321081",
        "321081100",
        "321081100201",
        "320000",
        "4132010284",
        "2019-08-12",
        "2019-08",
        "20200601",
        "20200601120000",
        "2020-06-01 12:00:00",
        "2012-2013",
        "13800000000元",
        "财政收入 15000000000 元",
        "总投资138亿元",
        "13812345678.50",
        "1000万元",
        "http://jsnews.jschina.com.cn/yz/a/202006/t20200601_2563393.shtml",
        "https://example.com/13912345678",
        "见 https://example.com/u/13912345678 的报道",
        "ZL201510123456.7",
        "CN201810123456.7",
        "2018YFB1304900",
        "BE2013912345678",
        "91321081MA1X12345Y",
        "913210007138123456",
        "321000000012345",
        "ISBN 978-7-111-12345-6",
        "400余人",
        "先后聘请2批次131名团员",
        "服务扬州大市287家规上汽车及零部件企业",
        "p-liuhongbing",
        "j-2024-yuan-shi-zhuan-jia-yang-zhou-xing",
        "5f2b13912345678ac4de1398765432100b7712345",
        "a1b2c3d4-0512-3456-7890-13812345678a",
        "江苏省扬州市仪征市新集镇工业集中区1号",
        "扬州大学荷花池校区3号楼",
        "文昌花园项目二期",
        "科技园3号楼201室会议",
        "电话沟通3次",
        "刘红兵",
        "",
    ],
)
def test_other_numbers_and_words_are_left_alone(text: str) -> None:
    assert in_value(text) is None
    assert without(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("科员（12300000004）", "科员"),
        ("测试子 12300000011", "测试子"),
        ("测试丑（微信wx_ceshi_12）", "测试丑"),
        ("联系电话：12300000003，邮箱：ceshi03@example.invalid", ""),
        ("手机１２３０００００００７", ""),
        ("教授（手机：13812345678，邮箱 a@b.cn）；博导", "教授;博导"),
        ("来电请打12300000011或写信至ceshi11@example.invalid", "来电请打或写信至"),
        ("见 https://example.com/t13812345678 （13812345678）", "见 https://example.com/t13812345678"),
    ],
)
def test_contact_details_are_cut_out_of_the_words_around_them(text: str, left: str) -> None:
    assert without(text) == left


@given(st.text(st.characters(categories=["Lo", "Nd", "Po", "Zs"], include_characters="@-（）13")))
def test_nothing_is_left_after_cutting(text: str) -> None:
    assert in_value(without(text)) is None


@given(st.integers(10**8, 10**10 - 1), st.sampled_from(["", " ", "-", "."]))
def test_every_mobile_number_is_found(rest: int, gap: str) -> None:
    digits = f"13{rest:09d}"[:11]
    assert in_value(f"手边 {digits[:3]}{gap}{digits[3:7]}{gap}{digits[7:]}") == "phone"


@pytest.mark.parametrize("text", ["a" * 300_000 + "@", "1" * 300_000, "1 " * 150_000, "QQ" * 150_000, "家住" * 150_000])
def test_long_text_is_looked_through_once(text: str) -> None:
    """A pattern that went back and forth would run into the time limit of the test."""
    assert isinstance(without(text), str)

"""Folding, readings, search keys and the terms that find them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import CHARACTERS, INITIALS, LETTERS, MatchClass, fold, keys, query_terms, readings

chinese = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)
names = st.one_of(chinese, st.text(min_size=1, max_size=20))


def found(query: str, name: str, person: bool = True) -> MatchClass | None:
    """The best class in which the terms of `query` meet the keys of `name`, as the search index compares them."""
    held = keys(name, person)
    for kind, terms in query_terms(query).items():
        whole = kind == "exact"
        if any(key == term if whole else key.startswith(term) for term in terms for key in held):
            return kind
    return None


@pytest.mark.parametrize("written", ["刘红兵", "劉紅兵", " 刘 红 兵 ", "刘·红兵", "\u3000刘红兵\u200b", "劉　紅　兵"])
def test_spellings_of_one_name_fold_alike(written: str) -> None:
    assert fold(written) == "刘红兵"


def test_folding_is_for_latin_letters_and_digits_too() -> None:
    assert fold("ＬＥＤ　Ｒ＆Ｄ（３６０）") == fold("led R&D-360") == "ledrd360"
    assert fold("--") == ""


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert all(each.isalnum() for each in once)
    assert once == once.lower() or not once.isascii()


@pytest.mark.parametrize("text", ["ᄀ!ᅡ", "İ", "ſﬁ", "①²½", "a\u0301b", "乾，隆", "ǅ", "㍿", "ｶﾞ"])
def test_folding_is_stable_where_unicode_is_awkward(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("单雄信", "shan xiong xin"),
        ("曾国藩", "zeng guo fan"),
        ("仇英", "qiu ying"),
        ("都有为", "du you wei"),
        ("阚道远", "kan dao yuan"),
        ("解缙", "xie jin"),
        ("查良镛", "zha liang yong"),
        ("盖叫天", "ge jiao tian"),
        ("朴钟云", "piao zhong yun"),
        ("区志文", "ou zhi wen"),
        ("尉迟恭", "yu chi gong"),
        ("万俟卨", "mo qi xie"),
        ("令狐冲", "ling hu chong"),
        ("澹台灭明", "tan tai mie ming"),
        ("长孙无忌", "zhang sun wu ji"),
        ("任正非", "ren zheng fei"),
        ("宓子贱", "mi zi jian"),
        ("员半千", "yun ban qian"),
        ("乐毅", "yue yi"),
        ("召忽", "shao hu"),
        ("缪晓青", "miao xiao qing"),
        ("翟长远", "zhai chang yuan"),
        ("冼星海", "xian xing hai"),
        ("种师道", "chong shi dao"),
        ("折德扆", "she de yi"),
        ("單雄信", "shan xiong xin"),
        ("尤玉军", "you yu jun"),
        ("吕布", "lv bu"),
        ("尉健行", "wei jian xing"),
    ],
)
def test_surnames_are_read_as_surnames_first(name: str, spelt: str) -> None:
    assert " ".join(readings(name, person=True)[0]) == spelt


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("重庆长安汽车", "chong qing chang an qi che"),
        ("中国银行扬州分行", "zhong guo yin hang yang zhou fen hang"),
        ("六合区", "lu he qu"),
        ("邗江区", "han jiang qu"),
        ("盱眙县", "xu yi xian"),
        ("睢宁县", "sui ning xian"),
        ("宝坻区", "bao di qu"),
        ("乐清市", "yue qing shi"),
        ("青海省畜牧兽医科学院", "qing hai sheng xu mu shou yi ke xue yuan"),
        ("曾都区", "zeng du qu"),
        ("解放军", "jie fang jun"),
    ],
)
def test_other_names_are_read_as_phrases(name: str, spelt: str) -> None:
    assert " ".join(readings(name, person=False)[0]) == spelt


@pytest.mark.parametrize("query", ["shanxiongxin", "danxiongxin", "sxx", "dxx"])
def test_a_common_misreading_of_a_surname_finds_it_too(query: str) -> None:
    assert found(query, "单雄信") in {"exact", "initials"}


def test_several_readings_are_kept_and_no_more_than_four() -> None:
    assert readings("刘长华", person=True) == [["liu", "chang", "hua"], ["liu", "zhang", "hua"]]
    assert len(readings("长长长长", person=True)) == 4
    assert len(readings("重庆长乐行朝", person=False)) == 4


@pytest.mark.parametrize(
    ("name", "given", "first"),
    [
        ("刘长华", "Liu Zhanghua", ["liu", "zhang", "hua"]),
        ("刘长华", "Liu Changhua", ["liu", "chang", "hua"]),
        ("刘宓", "Liú Fú", ["liu", "fu"]),
        ("吕布", "Lyu Bu", ["lv", "bu"]),
        ("吕布", "LÜ BU", ["lv", "bu"]),
        ("西安", "Xi'an", ["xi", "an"]),
        # Not among the readings the character is known by, but laid out as pinyin is.
        ("刘兵", "Liu Bang", ["liu", "bang"]),
        # Fits nothing: left out of account.
        ("刘兵", "Robert", ["liu", "bing"]),
        ("刘兵", "Liu Hong Bing", ["liu", "bing"]),
    ],
)
def test_the_given_reading_comes_first_where_it_fits(name: str, given: str, first: list[str]) -> None:
    assert readings(name, person=True, preferred=given)[0] == first


def test_the_keys_of_a_name() -> None:
    expected = "N刘红兵 Pliuhongbing Ilhb M红兵 Qhongbing Jhb M兵 Qbing Jb X刘hb Yliuhb"
    assert keys("刘红兵", person=True) == expected.split()


def test_keys_of_bodies_and_compound_surnames_have_a_second_mixed_form() -> None:
    assert {"X扬zds", "X扬州ds", "Yyangzhouds"} <= set(keys("扬州东升", person=False))
    assert {"X欧yxh", "X欧阳xh", "Youyangxh"} <= set(keys("欧阳小红", person=True))


@given(names, st.booleans())
def test_keys_are_cut_and_hold_nothing_that_a_full_text_query_would_read(name: str, person: bool) -> None:
    lengths = {"N": CHARACTERS, "M": CHARACTERS, "X": CHARACTERS, "P": LETTERS, "Q": LETTERS, "Y": LETTERS}
    for key in keys(name, person):
        assert key[1:].isalnum()
        assert 1 <= len(key[1:]) <= lengths.get(key[0], INITIALS)
    assert bool(keys(name, person)) == bool(fold(name))


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("刘红兵", "exact"),
        ("劉紅兵", "exact"),
        ("liuhongbing", "exact"),
        ("liu hong bing", "exact"),
        ("Liú Hóngbīng", "exact"),
        ("ＬＩＵＨＯＮＧＢＩＮＧ", "exact"),
        ("刘", "prefix"),
        ("刘红", "prefix"),
        ("l", "prefix"),
        ("liuho", "prefix"),
        ("lhb", "initials"),
        ("LHB", "initials"),
        ("lh", "initials"),
        ("刘hb", "mixed"),
        ("刘h", "mixed"),
        ("liuhb", "mixed"),
        ("红兵", "inside"),
        ("兵", "inside"),
        ("hongb", "inside"),
        ("hb", "inside"),
        ("b", None),
        ("刘兵", None),
        ("lbh", None),
        ("王", None),
        ("--", None),
        ("", None),
    ],
)
def test_what_a_person_types_finds_the_name(query: str, kind: MatchClass | None) -> None:
    assert found(query, "刘红兵") == kind


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("东升", "扬州东升汽车零部件股份有限公司"),
        ("yzds", "扬州东升汽车零部件股份有限公司"),
        ("扬州ds", "扬州东升汽车零部件股份有限公司"),
        ("dsqc", "扬州东升汽车零部件股份有限公司"),
        ("led", "尚今LED路灯"),
        ("LED路", "尚今LED路灯"),
        ("ledld", "尚今LED路灯"),
        ("360", "360高清环视"),
        ("360gq", "360高清环视"),
        ("mof", "MOFs缓释肥"),
        ("muller", "Hans Müller"),
        ("hm", "Hans Müller"),
        ("Müller", "Hans Müller"),
        ("买买提", "阿卜杜拉·买买提"),
        ("扬州科技镇长团产才", "扬州科技镇长团产才对接专家组"),
    ],
)
def test_bodies_and_mixed_scripts_are_found(query: str, name: str) -> None:
    assert found(query, name, person=False) is not None


@given(chinese, st.booleans())
def test_every_name_is_found_by_itself_its_readings_and_its_initials(name: str, person: bool) -> None:
    assert found(name, name, person) == "exact"
    for reading in readings(name, person):
        assert len(reading) == len(name)
        spelt = "".join(reading)
        if spelt.isascii() and len(spelt) > 1:
            assert found(spelt, name, person) == "exact"
        assert found("".join(each[0] for each in reading), name, person) is not None
    if len(name) > 1:
        assert found(name[1:], name, person) in {"inside", "prefix", "exact"}


@given(st.text(max_size=40))
def test_terms_never_need_escaping(text: str) -> None:
    for terms in query_terms(text).values():
        assert all(term.isalnum() and term[0] in "NPIMQJXY" for term in terms)

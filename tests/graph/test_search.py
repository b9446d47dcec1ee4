"""What people type finds what they mean, in the stated order, on both engines."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

import pytest

from benchmarks.generate import Size, nodes
from graph import search_index
from graph.database import Database
from graph.errors import DatabaseError
from graph.names import fold, keys, query_terms
from graph.search import LONGEST, Hit, find
from graph.search_index import IndexedNode, indexed

LIU = IndexedNode("p-liu", "Person", "刘红兵", (), 5)


@pytest.fixture
def database(database: Database) -> Database:
    search_index.create(database)
    database.await_indexes()
    return database


def fill(database: Database, found: Iterable[IndexedNode]) -> list[IndexedNode]:
    ordered = sorted(found, key=lambda node: node.rank)
    search_index.update(database, [], 0, [], lambda: ordered)
    return ordered


def ids(hits: Iterable[Hit]) -> list[str]:
    return [hit.id for hit in hits]


@pytest.fixture
def few(database: Database) -> Database:
    fill(
        database,
        [
            LIU,
            IndexedNode("p-lhb2", "Person", "李海滨", (), 2),
            IndexedNode("p-shan", "Person", "单田芳", ("单老师",), 1),
            IndexedNode("p-zeng", "Person", "曾长江", (), 1),
            IndexedNode("p-qiu", "Person", "仇和", (), 1),
            IndexedNode("p-du", "Person", "都有为", (), 1),
            IndexedNode("p-ouyang", "Person", "欧阳修华", (), 1),
            IndexedNode("e-led", "Enterprise", "尚进光电LED有限公司", (), 3),
            IndexedNode("e-ds", "Enterprise", "扬州东升汽车零部件股份有限公司", ("东升公司",), 9),
            IndexedNode("i-jsu", "Institution", "江苏大学", ("江苏理工大学", "江大"), 20),
        ],
    )
    return database


SPELLINGS = ("刘红兵", "lhb", "LHB", "liuhongbing", "liu hong bing", "Liu Hongbing", "劉紅兵", "ｌｈｂ", "红兵", "紅兵")
TYPED = ("刘hb", "liuhb", "hongbing", "刘红", "liuhong", "lh", "hb")


def test_feature_53_a_name_is_found_by_pinyin_initials_and_either_script(few: Database) -> None:
    missed = [text for text in (*SPELLINGS, *TYPED) if "p-liu" not in ids(find(few, text).results)]
    assert missed == []


def test_how_a_name_matched_is_said(few: Database) -> None:
    cases = [
        ("刘红兵", "p-liu", "exact", None),
        ("刘红", "p-liu", "prefix", None),
        ("liuhong", "p-liu", "pinyin", None),
        ("lhb", "p-liu", "initials", None),
        ("刘hb", "p-liu", "mixed", None),
        ("红兵", "p-liu", "inside", None),
        ("shan tian fang", "p-shan", "pinyin", None),
        ("zengchangjiang", "p-zeng", "pinyin", None),
        ("qiuhe", "p-qiu", "pinyin", None),
        ("duyouwei", "p-du", "pinyin", None),
        ("欧阳xh", "p-ouyang", "mixed", None),
        ("江大", "i-jsu", "exact", "江大"),
        ("jiangsuligong", "i-jsu", "pinyin", "江苏理工大学"),
        ("东升公司", "e-ds", "exact", "东升公司"),
        ("汽车零部件", "e-ds", "inside", None),
        ("扬州东升汽车零部件股份有限公司", "e-ds", "exact", None),
        ("yangzhoudongshengqichelingbujiangufen", "e-ds", "pinyin", None),
        ("led", "e-led", "inside", None),
    ]
    for text, id, matched, alias in cases:
        hit = next(hit for hit in find(few, text).results if hit.id == id)
        assert (text, hit.matched, hit.alias) == (text, matched, alias)


ODD = ("", " ", "。，！", "*", "a+b:(", '"', "\\", "N刘*", "[* TO *]", "~", "刘 AND *", "\u200b", "😀", "\x00", "l?")


def test_odd_input_is_safe(few: Database) -> None:
    for text in ODD:
        assert len(find(few, text).results) <= 20
    assert [text for text in ODD if find(few, text).results] == ["l?"]


def test_a_pasted_page_is_answered_like_a_name(few: Database) -> None:
    result = find(few, "刘红兵" * 350_000)
    assert result.results == ()
    assert len(result.query) == LONGEST


def test_a_graph_that_was_never_published_holds_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database has none of the indexes; names of indexes that exist nowhere stand for it."""
    monkeypatch.setattr("graph.search.index_name", "never_made_{}".format)
    assert find(database, "刘红兵").results == ()
    fill(database, [LIU])
    with pytest.raises(DatabaseError) as caught:
        find(database, "刘红兵")
    assert caught.value.code == "database.statement"
    database.write("MATCH (s:SearchState) SET s.version = 1")
    with pytest.raises(DatabaseError, match="qianxian publish"):
        find(database, "刘红兵")


def test_what_is_not_there_is_not_found(few: Database) -> None:
    for text in ("测试甲乙丙", "qqqqq", "扬州东升汽车零部件股份有限公司泰州", "yangzhoudongshengqichelingbujianqqq"):
        result = find(few, text)
        assert result.results == ()
        assert not result.more


def test_type_and_limit(few: Database) -> None:
    assert ids(find(few, "l", type="Enterprise").results) == []
    assert ids(find(few, "东升", type="Enterprise").results) == ["e-ds"]
    assert find(few, "刘红兵", type="Institution").results == ()
    result = find(few, "lhb", limit=1)
    assert ids(result.results) == ["p-liu"]
    assert result.more
    assert not find(few, "lhb", limit=2).more
    assert find(few, "lhb", limit=0).results == ()


def test_json_is_the_contract(few: Database) -> None:
    assert find(few, "红兵").as_json() == {
        "query": "红兵",
        "results": [{"id": "p-liu", "label": "Person", "name": "刘红兵", "matched": "inside", "hint": ""}],
        "more": False,
    }
    assert find(few, "江大").as_json()["results"] == [
        {"id": "i-jsu", "label": "Institution", "name": "江苏大学", "matched": "exact", "hint": "", "alias": "江大"}
    ]


def test_namesakes_are_told_apart(database: Database) -> None:
    database.write(
        """CREATE (yz:Entity:Place {id: 'pl', name: '扬州市'}), (u:Entity:Institution {id: 'u', name: '江苏大学'}),
        (old:Entity:Institution {id: 'old', name: '样例学院'}),
        (a:Entity:Person {id: 'a', name: '刘军', title: '教授'}), (b:Entity:Person {id: 'b', name: '刘军'}),
        (c:Entity:Person {id: 'c', name: '刘军'}),
        (a)-[:AFFILIATED_WITH {key: '1', since: '2001', until: '2009'}]->(old),
        (a)-[:AFFILIATED_WITH {key: '2', since: '2000'}]->(u), (b)-[:SECONDED_TO {key: '3'}]->(yz)"""
    )
    fill(database, [IndexedNode(id, "Person", "刘军", (), 3 - at) for at, id in enumerate("abc")])
    result = find(database, "刘军")
    assert [(hit.id, hit.hint) for hit in result.results] == [
        ("a", "教授 · 江苏大学 · 样例学院"),
        ("b", "扬州市"),
        ("c", ""),
    ]


def test_kinds_are_told_in_words(database: Database) -> None:
    database.write("CREATE (:Entity:Institution {id: 'u', name: '样例大学', kind: 'university'})")
    fill(database, [IndexedNode("u", "Institution", "样例大学")])
    assert [hit.hint for hit in find(database, "样例大学").results] == ["高等院校"]
    assert [hit.hint for hit in find(database, "样例大学", language="en").results] == ["University"]


def expected(found: list[IndexedNode], text: str, type: str | None) -> list[str]:
    """The order by comparing with every name."""
    ranks = {"exact": 0, "prefix": 1, "initials": 2, "mixed": 2, "inside": 3}
    best: list[tuple[int, bool, tuple[int, str]]] = []
    before: Counter[str] = Counter()
    for node in found:
        before[node.label] += 1
        if type and node.label != type:
            continue
        held = [key for name in (node.name, *node.aliases) for key in keys(name, node.label == "Person")]
        fits = [
            ranks[kind]
            for kind, terms in query_terms(text).items()
            for term in terms
            if (term in held if kind == "exact" else any(key.startswith(term) for key in held))
        ]
        if fits:
            best.append((min(fits), before[node.label] > search_index.TIERS[0], node.rank))
    return [id for _, _, (_, id) in sorted(best)]


def test_order_is_that_of_comparing_with_every_name(database: Database) -> None:
    """4,000 names use two tiers; texts are cut from names and from their keys."""
    rng = random.Random(7)
    claims = list(nodes(Size.of_names(4_000)))
    found = fill(database, [indexed(c.label, {"id": c.record, **c.properties}, rng.randrange(9)) for c in claims])
    texts = ["l", "刘", "zh", "wj", "江", "大学", "wangjia", "王j", "有限公司"]
    for node in rng.sample(found, 40):
        at = rng.randrange(len(node.name))
        characters = node.name[at : at + rng.randrange(1, 7)]
        terms = keys(node.name, node.label == "Person")
        texts += [characters, rng.choice([key[1:] for key in terms if key[0] in "PQIJXY"])[: rng.randrange(1, 8)]]
    for text in texts:
        type = rng.choice([None, None, None, "Person", "Enterprise", "Event"])
        wanted = expected(found, text, type)
        result = find(database, text, type=type)
        assert (ids(result.results), result.more) == (wanted[:20], len(wanted) > 20), (text, type)


def test_a_long_name_is_found_among_thousands_that_begin_alike(database: Database) -> None:
    alike = [IndexedNode(f"i{at:04}", "Institution", f"江苏省扬州市江都区第{at}实验小学", (), 5) for at in range(2_000)]
    fill(database, [*alike, IndexedNode("z", "Institution", "江苏省扬州市江都区", (), 0)])
    assert ids(find(database, "江苏省扬州市江都区第1999实验").results) == ["i1999"]
    assert ids(find(database, "江蘇省揚州市江都區第1234實驗小學").results) == ["i1234"]
    result = find(database, "江苏省扬州市江都")
    assert result.results[0].matched == "prefix"
    assert result.more
    assert (find(database, "江苏省扬州市江都区").results[0].id, fold("江苏省扬州市江都区")) == (
        "z",
        "江苏省扬州市江都区",
    )

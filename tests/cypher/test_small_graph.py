"""Every report over an invented county small enough to work the answer out by hand, on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cypher.catalogue import catalogue
from cypher.header import Scalar
from cypher.run import run
from graph.database import Database
from graph.settings import Settings
from graph.workspace import Workspace
from loaders.load import load_path
from tests.conftest import ENGINES, empty

FOLDER = Path(__file__).parents[1] / "data" / "small_graph"

EXPECTED: dict[str, tuple[dict[str, Scalar], list[list[object]]]] = {
    "segment-coverage": (
        {"fresh_from": "2023"},
        [
            ["seg-c", "样例环节丙", "downstream", 1, 1, 0, None, "not_on_file"],
            ["seg-a", "样例环节甲", "upstream", 1, 1, 1, "2020-06-01", "to_check"],
            ["seg-b", "样例环节乙", "midstream", 1, 1, 1, "2024-03-05", "on_file"],
            ["seg-all", "样例产业", None, 0, 0, 1, "2020-06-01", "to_check"],
        ],
    ),
    "needs-without-expert": (
        {},
        [
            ["q-intent", "样例需求二", "样例企业二", "样例区", "2024", "达成意向", "intent"],
            ["q-open", "样例需求三", "样例镇某企业(原文未具名)", "样例镇", "2024", "未解决", "not_on_file"],
        ],
    ),
    "single-expert-places": (
        {},
        [["pl-county", "样例县", 1, ["测试甲"]], ["pl-town", "样例镇", 1, ["测试甲"]]],
    ),
    "delegation-members": (
        {},
        [
            ["d-12", "第十二批科技镇长团·样例县", "县域团", 12, "2019-08", 10, 2, ["测试丙", "测试乙"]],
            ["d-16", "第十六批科技镇长团·样例区", "县域团", 16, None, None, 1, ["测试己"]],
            ["d-new", "样例产业科技镇长团", "产业团", None, None, None, 0, []],
        ],
    ),
    "former-members": (
        {"as_of": "2024-06"},
        [
            [
                12,
                "第十二批科技镇长团·样例县",
                "p-bing",
                "测试丙",
                [],
                "2020-08",
                "推算",
                "ended",
                "2024-03-01",
                "on_file",
            ],
            [
                12,
                "第十二批科技镇长团·样例县",
                "p-yi",
                "测试乙",
                ["样例大学"],
                "2020-08",
                "推算",
                "ended",
                None,
                "cannot_tell",
            ],
            [16, "第十六批科技镇长团·样例区", "p-ji", "测试己", [], None, None, "term_unknown", None, "cannot_tell"],
        ],
    ),
    "group-members": (
        {},
        [["g-1", "样例产业专家组", "样例产业", "2018", 30, "聘请30名专家", 1]],
    ),
    "introductions-by-kind": (
        {"kind": "牵线引荐"},
        [
            ["in-1", "牵线引荐", ["测试丙"], ["测试甲"], ["样例企业一"], "2019", "已促成", "合格率提高"],
            ["in-3", "牵线引荐", ["样例产业专家组"], ["测试己"], ["样例企业二"], None, "意向", None],
        ],
    ),
    "introduction-outcomes": (
        {},
        [
            ["渠道归因", "已促成", 1, 0, 1, "2020-06-01"],
            ["牵线引荐", "已促成", 1, 1, 1, "2019"],
            ["牵线引荐", "意向", 1, 0, 0, "2024-03-05"],
        ],
    ),
    "demands-by-status": (
        {},
        [
            ["q-solved", "样例需求一", "样例企业一", "2019", "已解决", "已解决", ["测试甲"], []],
            ["q-open", "样例需求三", "样例镇某企业(原文未具名)", "2024", "未解决", "尚在寻找", [], []],
            ["q-intent", "样例需求二", "样例企业二", "2024", "达成意向", "有意合作", [], ["测试己"]],
        ],
    ),
    "key-channels": (
        {},
        [["g-1", "样例产业专家组", 1, 0, 1, "2024-03-05"]],
    ),
    "sole-person": (
        {},
        [["p-jia", "测试甲", 2, ["样例攻关项目", "样例需求一"]]],
    ),
    "terms-ending": (
        {"from": "2020-09", "to": "2020-11"},
        [["2020-10", "p-jia", "测试甲", "样例县科技局", 2, ["样例攻关项目", "样例需求一"]]],
    ),
    "stated-figures": ({}, [["st-", "样例指标", "约30名", "规模", "样例县", "2020-06"]]),
}


@pytest.fixture(scope="module", params=ENGINES)
def small_graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The invented county on an engine, loaded and published as any folder is."""
    database: Database = request.getfixturevalue(f"{request.param}_database")
    empty(database)
    workspace = Workspace.open(settings=Settings(home=tmp_path_factory.mktemp("small"), uri=None))
    workspace.__dict__["database"] = database
    report = load_path(workspace, FOLDER)
    assert report.refused == []
    workspace.ledger.close()
    return database


def test_every_report_has_an_answer_worked_out() -> None:
    assert set(EXPECTED) == set(catalogue().reports)


@pytest.mark.parametrize("slug", catalogue().reports)
def test_a_report_says_what_the_data_says(small_graph: Database, slug: str) -> None:
    given, rows = EXPECTED[slug]
    result = run(small_graph, catalogue().report(slug), given)
    found = [
        [re.sub(r"^st-\w+$", "st-", cell) if isinstance(cell, str) else cell for cell in row] for row in result.rows
    ]
    assert found == rows
    assert result.as_of == "2024-03-05"


@pytest.mark.parametrize("slug", catalogue().reports)
def test_columns_are_those_of_the_header_and_what_is_empty_is_counted(small_graph: Database, slug: str) -> None:
    report = catalogue().report(slug)
    table = small_graph.read_only(report.statement, dict.fromkeys(report.header.parameters) | EXPECTED[slug][0])
    assert table.columns == list(report.header.columns) or not table.rows
    result = run(small_graph, report, EXPECTED[slug][0])
    for name, count in result.missing.items():
        at = result.columns.index(name)
        assert count == sum(row[at] in (None, []) for row in result.rows) > 0


@pytest.mark.parametrize("slug", catalogue().reports)
def test_words_stand_in_both_languages(slug: str) -> None:
    header = catalogue().report(slug).header
    texts = [header.title, header.question, header.reading, *(each.label for each in header.columns.values())]
    texts += [each.label for each in header.parameters.values()]
    for text in texts:
        assert re.search(r"[一-鿿]", text.zh)
        assert text.zh != text.en

"""What a heading inside a table and a title say for the rows beneath; headers known by what they are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.ledger import Ledger
from loaders.load import state_path
from loaders.office.catalogue import bundled
from loaders.office.reading import open_office
from tests.loaders.office.expected import View


def stated(ledger: Ledger, path: Path, text: str) -> View:
    path.write_text(text, "utf-8")
    return View(ledger, state_path(ledger, path))


def ends(view: View, type: str, start: str) -> set[str]:
    return {
        str(view.nodes[tie.end].properties["name"])
        for tie in view.ties
        if tie.type == type and view.nodes[tie.start].properties["name"] == start
    }


def test_a_numbered_heading_tells_the_place_of_the_rows_beneath(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        "序号,企业名称,产业链\n一、样例县（1家）,,\n1,样例甲公司,样例产业\n二、样例区（1家）,,\n2,样例乙公司,样例产业\n"
    )
    view = stated(ledger, tmp_path / "样例企业.csv", text)
    assert ends(view, "LOCATED_IN", "样例甲公司") == {"样例县"}
    assert ends(view, "LOCATED_IN", "样例乙公司") == {"样例区"}


def test_a_title_tells_what_firms_are_recognised_as(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        "2023年高新技术企业认定名单\n序号,企业名称,发证日期\n1,样例甲公司,2023年11月6日\n2,样例乙公司,2023年11月6日\n"
    )
    assert ends(stated(ledger, tmp_path / "样例.csv", text), "HOLDS", "样例甲公司") == {"高新技术企业"}


def test_a_title_tells_the_event_of_those_present(ledger: Ledger, tmp_path: Path) -> None:
    text = "样例市第八期样例沙龙参会人员名单\n姓名,单位\n张测甲,样例大学\n王测乙,样例学院\n"
    assert ends(stated(ledger, tmp_path / "样例.csv", text), "PARTICIPATED_IN", "张测甲") == {"样例市第八期样例沙龙"}


@pytest.mark.parametrize("header", ["派驻单位", "锻炼所在乡镇", "我县挂任单位"])
def test_a_header_is_known_by_what_it_is_made_of(header: str, tmp_path: Path) -> None:
    path = tmp_path / "样例.csv"
    path.write_text(f"姓名,{header}\n张测甲,样例镇\n王测乙,样例乡\n", "utf-8")
    assert open_office(path).sheets[0].fit.columns["host"].name == header


def test_a_bare_word_is_not_known_behind_what_it_is_of() -> None:
    assert bundled().known("企业名称") == 1.0
    assert bundled().known("样例物名称") < 0.6

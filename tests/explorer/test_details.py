"""The details panel: ties grouped as they read, dates kept apart, sources linked only where they may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from explorer.components.evidence import show_sources
from explorer.i18n import Words
from explorer.markup import written
from explorer.pages.explore import show_selected
from explorer.services import Services

LIU = "p-liuhongbing"
Panel = Callable[[str | None, str], str]


@pytest.fixture
def panel(services: Services) -> Panel:
    def show(selected: str | None, language: str = "zh") -> str:
        return written(show_selected(services, selected, Words("en" if language == "en" else "zh")))

    return show


def test_a_person_with_everything_it_rests_on(panel: Panel) -> None:
    shown = panel(LIU, "zh")
    for text in ("刘红兵", "人才链", "教授", "任职于", "上海工程技术大学", "报道时点 2020 年 8 月 26 日", "新华日报"):
        assert text in shown
    assert "关系编号" not in shown


def test_the_same_in_english(panel: Panel) -> None:
    shown = panel(LIU, "en")
    for text in ("Talent", "works at", "reported 26 Aug 2020", "Rests on 1 source"):
        assert text in shown
    assert "报道时点" not in shown


def test_a_tie_by_its_id(panel: Panel, services: Services) -> None:
    card = services.card(LIU)
    assert card
    tie = card.groups[0].ties[0].relationship
    shown = panel(f"{tie.type}|{tie.key}|{tie.start}|{tie.end}", "zh")
    assert "刘红兵" in shown
    assert services.schema.relationship(tie.type).label.zh in shown
    assert "没有这个编号" in panel(f"{tie.type}|no-such-key|{tie.start}|{tie.end}", "zh")


def test_nothing_chosen_and_nothing_found(panel: Panel) -> None:
    assert "选一个节点或一条关系" in panel(None, "zh")
    assert "库中没有“p-nobody”" in panel("p-nobody", "zh")


def test_a_hub_lists_some_and_counts_all(services: Services) -> None:
    card = services.card("pl-321000")
    assert card
    assert card.total == sum(group.total for group in card.groups)
    assert all(len(group.ties) <= group.total for group in card.groups)


@pytest.mark.parametrize(("linkable", "links"), [(True, 1), (False, 0)])
def test_only_sources_that_may_be_linked_are(linkable: bool, links: int) -> None:
    source = {"id": "s", "title": "标题", "url": "https://example.com/a", "linkable": linkable}
    assert written(show_sources([source], Words("zh"))).count("<a ") == links


def test_a_source_without_a_date_says_so() -> None:
    assert "日期未载" in written(show_sources([{"id": "s", "title": "标题"}], Words("zh")))

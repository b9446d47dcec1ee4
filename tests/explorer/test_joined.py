"""What evidence joined: shown by entity in both languages, taken apart once, undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from explorer.i18n import Words
from explorer.markup import written
from explorer.pages.joined import PAGE, perform, show_list
from explorer.services import Services
from graph.ledger import NodeClaim, RelationshipClaim
from graph.ledger.claims import Claim, Origin
from graph.settings import Settings
from graph.workspace import Workspace
from loaders.publish import publish

ZH, EN = Words("zh"), Words("en")
COUNT = PAGE + 3


def said_by(source: str) -> Iterator[Claim]:
    yield NodeClaim("i", "Institution", {"name": "样例大学"})
    for n in range(COUNT):
        yield NodeClaim(f"{source}{n:02}", "Person", {"name": f"张测{n:02}"}, origin=Origin(f"{source}.csv", "", n + 2))
        yield RelationshipClaim("AFFILIATED_WITH", f"{source}{n:02}", "i")


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A workspace in which two sources name the same people."""
    with Workspace.open(settings=Settings(home=tmp_path_factory.mktemp("joined"), uri=None)) as workspace:
        for source in ("a", "b"):
            workspace.ledger.load(source, said_by(source))
        publish(workspace)
        yield Services(workspace)


def test_a_page_says_why_and_where(services: Services) -> None:
    assert services.joined_counts() == {"Person": COUNT}
    for words, evidence, place in (
        (ZH, "单位相同：样例大学", "a.csv · 第 2 行"),
        (EN, "Body agrees", "a.csv · line 2"),
    ):
        shown = written(show_list(services, {"page": 1}, "", "", words))
        assert shown.count('class="joined-pair"') == PAGE
        assert evidence in shown
        assert place in shown
    assert written(show_list(services, {"page": 9}, "Person", "", ZH)).count('class="joined-pair"') == COUNT - PAGE
    assert "没有符合的" in written(show_list(services, {"page": 1}, "Enterprise", "", ZH))


def test_a_pair_is_taken_apart_once_and_undone(services: Services) -> None:
    kept = perform(services, "apart a00 b00", "两个人，电话 13800138000", {"page": 2})
    try:
        assert services.joined_counts() == {"Person": COUNT - 1}
        (decision,) = services.decisions()
        assert (decision.decision, decision.kind, decision.reason) == (kept["last"], "apart", "两个人")
        assert perform(services, "apart a00 b00", "", kept) == kept
        assert len(services.decisions()) == 1
    finally:
        kept = perform(services, f"undo {kept['last']}", "", kept)
    assert (kept["page"], kept["last"]) == (2, None)
    assert services.joined_counts() == {"Person": COUNT}

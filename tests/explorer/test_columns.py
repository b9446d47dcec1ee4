"""Columns set by hand for a dropped file: checked, read, kept in the workspace, replaced, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.intake import BeingSet, Upload
from explorer.services import Services
from graph.errors import LoadError
from graph.settings import Settings
from graph.workspace import Workspace
from tests.explorer.test_intake import received, until

UNKNOWN = "专家,供职机构,拿手之处,手机\n张测甲,样例大学,焊接工艺,12300000001\n王测乙,样例学院,软件,12300000002\n"
NAME = "样例镇_专家名册.csv"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.open(settings=Settings(home=tmp_path_factory.mktemp("columns"), uri=None)) as opened:
        yield opened


@pytest.fixture
def services(own: Workspace) -> Iterator[Services]:
    yield Services(own)
    for path in (own.home / "mappings").glob("*"):
        path.unlink()


@pytest.fixture
def unknown(services: Services) -> str:
    """The id of a file whose headers nobody knows, looked at."""
    id = received(services.uploads, UNKNOWN, NAME).id
    services.jobs.read(id)
    until(services.uploads, id, lambda each: each.stage == "unreadable")
    return id


def asked(services: Services, id: str) -> BeingSet:
    being = services.columns.asked(services.uploads.get(id))
    assert being is not None
    return being


def ready(services: Services, id: str) -> Upload:
    return until(services.uploads, id, lambda each: each.stage == "ready")


def read_by(services: Services, id: str) -> str:
    preview = services.uploads.preview(ready(services, id))
    assert preview is not None
    return preview.summary.tables[0].mapping


def test_an_unknown_file_is_asked_about_with_the_draft_chosen(services: Services, unknown: str) -> None:
    being = asked(services, unknown)
    assert (being.setting.name, being.setting.read, being.problem) == ("样例镇_专家", {0: "name", 1: "unit"}, None)
    assert b"12300000001" not in services.uploads.columns_path(services.uploads.get(unknown)).read_bytes()


def test_many_may_look_at_the_columns_at_once(services: Services, unknown: str) -> None:
    upload = services.uploads.get(unknown)
    with ThreadPoolExecutor(8) as askers:
        for _ in range(20):
            services.uploads.columns_path(upload).unlink(missing_ok=True)
            assert all(askers.map(lambda _: asked(services, unknown).setting.read, range(8)))


def test_what_is_wrong_is_said_in_either_language(services: Services, unknown: str) -> None:
    services.columns.choose(unknown, "0", "unread")
    problem = asked(services, unknown).problem
    assert problem is not None
    assert ("姓名" in problem.message("zh"), "Name" in problem.message("en")) == (True, True)
    services.columns.choose(unknown, "0", "name")
    services.columns.choose(unknown, "2", "name")
    problem = asked(services, unknown).problem
    assert problem is not None
    assert problem.code == "office.custom_twice"
    assert "Name" in problem.message("en")
    with pytest.raises(LoadError):
        services.columns.read(unknown)
    with pytest.raises(LoadError):
        services.columns.save(unknown, again=False)
    services.columns.choose(unknown, "2", "unread")
    services.columns.choose(unknown, "name", "people")
    assert asked(services, unknown).problem is not None


def test_tried_on_the_file_alone_and_loaded(own: Workspace, services: Services, unknown: str) -> None:
    services.columns.choose(unknown, "2", "field")
    services.columns.read(unknown)
    assert read_by(services, unknown) == "样例镇_专家"
    being = asked(services, unknown)
    assert (being.unkept, being.kept, being.there) == (True, "", False)
    services.columns.choose(unknown, "name", "另一名称")
    services.columns.read(unknown)
    assert read_by(services, unknown) == "另一名称"
    assert len(services.uploads.get(unknown).choices.layouts) == 1, "one a table"
    services.jobs.load(unknown, "zh")
    done = until(services.uploads, unknown, lambda each: each.stage == "done")
    assert done.result is not None
    assert done.result.counts["Person"]["made"] == 2
    assert not services.uploads.columns_path(done).exists()
    own.ledger.rollback(done.result.load or 0)


def test_kept_it_reads_the_next_file_and_is_replaced_and_forgotten(services: Services, unknown: str) -> None:
    services.columns.save(unknown, again=False)
    assert read_by(services, unknown) == "样例镇_专家"
    other = received(services.uploads, UNKNOWN, "样例区_名册.csv").id
    services.jobs.read(other)
    assert read_by(services, other) == "样例镇_专家"
    services.columns.open(other)
    being = asked(services, other)
    assert (being.setting.name, being.kept, being.there) == ("样例镇_专家", "样例镇_专家", True)
    services.columns.choose(other, "2", "field")
    with pytest.raises(LoadError):
        services.columns.save(other, again=False)
    services.columns.save(other, again=True)
    ready(services, other)
    assert asked(services, other).table.read[2] == "field"
    services.columns.drop(other)
    until(services.uploads, other, lambda each: each.stage == "unreadable")
    assert not list((services.home / "mappings").iterdir())


def test_what_was_tried_is_dropped_and_closed(services: Services, unknown: str) -> None:
    services.columns.read(unknown)
    ready(services, unknown)
    services.columns.close(unknown)
    assert services.columns.asked(services.uploads.get(unknown)) is None
    services.columns.open(unknown)
    services.columns.drop(unknown)
    until(services.uploads, unknown, lambda each: each.stage == "unreadable")
    assert services.uploads.get(unknown).choices.layouts == ()


def test_read_as_another_kind(services: Services, unknown: str) -> None:
    services.columns.choose(unknown, "kind", "enterprises")
    being = asked(services, unknown)
    assert being.setting.kind == "enterprises"
    assert set(being.setting.read.values()) <= being.catalogue.named("enterprises").columns.keys()


def test_a_mapping_of_the_workspace_that_is_wrong_is_told_and_hides_nothing(services: Services, unknown: str) -> None:
    folder = services.home / "mappings"
    folder.mkdir(exist_ok=True)
    (folder / "坏的.yaml").write_text("columns: [", "utf-8")
    services.jobs.read(unknown)
    bad = until(services.uploads, unknown, lambda each: each.stage == "unreadable")
    assert bad.problem is not None
    assert bad.problem.code == "office.mapping_file"

"""Every report runs on both engines over the real data, returns what its header says, and can be taken away."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from cypher.catalogue import catalogue
from cypher.header import Scalar
from cypher.render import FORMATS, render
from cypher.run import run
from graph.database import Database
from graph.errors import ReportError
from graph.settings import Settings
from graph.workspace import Workspace
from loaders.bundled import load_bundled
from tests.conftest import ENGINES, empty

SLUGS = list(catalogue().reports)


@pytest.fixture(scope="module", params=ENGINES)
def yangzhou(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The bundled data on an engine, published once for all reports."""
    database: Database = request.getfixturevalue(f"{request.param}_database")
    empty(database)
    workspace = Workspace.open(settings=Settings(home=tmp_path_factory.mktemp("reports"), uri=None))
    workspace.__dict__["database"] = database
    load_bundled(workspace, "yangzhou")
    workspace.ledger.close()
    return database


WIDE: dict[str, dict[str, Scalar]] = {"terms-ending": {"from": "2010", "to": "2030"}}
"""What is given to a report that asks of today: in the bundled data no term ends within 90 days."""


@pytest.mark.parametrize("slug", SLUGS)
def test_a_report_gives_rows_of_its_columns(yangzhou: Database, slug: str) -> None:
    result = run(yangzhou, catalogue().report(slug), WIDE.get(slug))
    assert result.rows
    assert all(len(row) == len(result.columns) for row in result.rows)
    assert result.as_of is not None


def test_the_206_advisers_are_not_counted_by_name(yangzhou: Database) -> None:
    rows = run(yangzhou, catalogue().report("group-members")).rows
    assert ["扬州科技镇长团产才对接专家组", 206, "选聘206名专家顾问", 0] in [
        [row[1], row[4], row[5], row[6]] for row in rows
    ]


def test_dongsheng_need_was_taken_up_by_liu_hongbing(yangzhou: Database) -> None:
    rows = {row[0]: row for row in run(yangzhou, catalogue().report("demands-by-status")).rows}
    assert rows["q-dongsheng-weld"][4:] == ["已解决", "已解决", ["刘红兵"], []]


def test_a_need_with_mere_intent_is_listed_as_such(yangzhou: Database) -> None:
    report = catalogue().report("needs-without-expert")
    listed = {row[0]: row[6] for row in run(yangzhou, report).rows}
    assert listed == {"q-shangjin-led": "intent"}
    assert run(yangzhou, report, {"with_intent": "no"}).rows == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_an_answer_can_be_taken_away(yangzhou: Database, format: str, language: str) -> None:
    result = run(yangzhou, catalogue().report("segment-coverage"))
    content = render(result, format, "zh" if language == "zh" else "en")
    if format == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(rows) > len(result.rows)
    elif format == "json":
        assert json.loads(content)["slug"] == "segment-coverage"
    elif format == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        assert str(result.as_of) in str(sheet["A2"].value)
    else:
        assert content.startswith(b"<!doctype html>")


def test_an_unknown_format_is_refused(yangzhou: Database) -> None:
    with pytest.raises(ReportError, match="csv"):
        render(run(yangzhou, catalogue().report("group-members")), "pdf")

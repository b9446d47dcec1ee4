"""Files on their way in: only asked for by our own page, under no path of a person's, private, gone in time."""

from __future__ import annotations

import io
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from flask import Flask
from flask.testing import FlaskClient

from explorer.app import create_app
from explorer.intake import Jobs, Upload, Uploads
from explorer.intake.uploads import DAY_S, fit_name
from explorer.services import Services
from graph.errors import LoadError, NotFound
from graph.settings import Settings
from graph.workspace import Workspace
from loaders.files import limits

HERE = {"base_url": "http://127.0.0.1:8050"}
ROSTER = "姓名,单位,职务,挂职开始时间\n测试甲,样例大学,教授,2019.13\n测试乙,样例大学,讲师,2019.08\n"
PATIENCE_S = 60


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace that is empty to begin with."""
    with Workspace.open(settings=Settings(home=tmp_path_factory.mktemp("intake"), uri=None)) as opened:
        yield opened


@pytest.fixture(scope="module")
def services(own: Workspace) -> Services:
    return Services(own)


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    server: Flask = create_app(services).server
    return server.test_client()


@pytest.fixture(autouse=True)
def nothing_left(own: Workspace) -> Iterator[None]:
    """Every test begins without files; one that is still being read may be written to while it is deleted."""
    yield
    while left := folders(own):
        for folder in left:
            shutil.rmtree(folder, ignore_errors=True)


def token(client: FlaskClient) -> dict[str, str]:
    client.get("/", **HERE)
    cookie = client.get_cookie("_csrf_token", domain="127.0.0.1")
    assert cookie is not None
    return {"X-CSRFToken": cookie.value}


def send(client: FlaskClient, name: str, content: bytes = ROSTER.encode(), headers: Any = None) -> Any:  # noqa: ANN401
    """A form as a browser sends it; the test client would put a large one into a file that it does not close."""
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return client.post(
        "/data/files",
        data=head.encode() + content + b"\r\n--b--\r\n",
        content_type="multipart/form-data; boundary=b",
        headers=token(client) if headers is None else headers,
        **HERE,
    )


def folders(own: Workspace) -> list[Path]:
    folder = own.home / "uploads"
    return [path for path in folder.iterdir() if path.is_dir()] if folder.exists() else []


def until(uploads: Uploads, id: str, right: Callable[[Upload], bool]) -> Upload:
    """The upload as soon as it is as it should be."""
    deadline = time.monotonic() + PATIENCE_S
    while not right(found := uploads.get(id)):
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


def test_a_forged_file_is_refused_before_anything_is_kept(own: Workspace, client: FlaskClient) -> None:
    for headers in ({"X-Other": "1"}, {"X-CSRFToken": "made up"}):
        answer = send(client, "样例.csv", headers=headers)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "explorer.forged")
    assert folders(own) == []


def test_a_file_larger_than_other_requests_is_taken(own: Workspace, client: FlaskClient) -> None:
    answer = send(client, "样例.csv", ROSTER.encode() + b"x" * (9 << 20))
    assert answer.status_code == 200
    (folder,) = folders(own)
    assert (folder / "file" / "样例.csv").stat().st_size > 9 << 20


def test_one_that_is_too_large_is_refused_with_its_limit(
    own: Workspace, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.intake.routes.LIMITS", limits.Limits(file_bytes=1 << 20))
    answer = send(client, "样例.csv", b"x" * (2 << 20))
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "explorer.upload_large")
    assert folders(own) == []


@pytest.mark.parametrize("form", [{}, {"other": (io.BytesIO(b"1"), "样例.csv")}])
def test_a_form_without_a_file_is_refused(own: Workspace, client: FlaskClient, form: dict[str, Any]) -> None:
    answer = client.post("/data/files", data=form, content_type="multipart/form-data", headers=token(client), **HERE)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "explorer.upload_none")
    assert folders(own) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("样例.csv", "样例.csv"),
        ("../../secret.key", "secret.key"),
        ("/etc/passwd", "passwd"),
        ("C:\\名册\\样例.xlsx", "样例.xlsx"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\n.csv", "ab.csv"),
        ("\u202evsc.样例", "vsc.样例"),
        (".csv", "csv"),
    ],
)
def test_a_name_is_no_path(given: str, kept: str) -> None:
    assert fit_name(given) == kept


def test_a_long_name_keeps_what_tells_its_format() -> None:
    name = fit_name("样" * 300 + ".xlsx")
    assert name.endswith("样.xlsx")
    assert len(name.encode()) <= 240


def test_a_file_is_for_its_owner_only(own: Workspace, client: FlaskClient) -> None:
    send(client, "../样例.csv")
    (folder,) = folders(own)
    file = folder / "file" / "样例.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "state.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("id", ["..", "0" * 15, "0" * 16, "%2e%2e%2f", "../../views"])
def test_an_id_is_no_path(own: Workspace, client: FlaskClient, id: str) -> None:
    assert not client.get(f"/data/files/{id}/refused.xlsx", **HERE).data.startswith(b"PK")
    with pytest.raises(NotFound):
        Uploads(own.home / "uploads").get(id)


def received(uploads: Uploads, text: str = ROSTER, name: str = "样例镇_人员名册.csv") -> Upload:
    with uploads.receive(name) as (stream, keep):
        stream.write(text.encode())
        return keep()


def test_what_is_older_than_a_day_goes(own: Workspace) -> None:
    uploads = Uploads(own.home / "uploads")
    old, young = received(uploads), received(uploads)
    uploads.change(old.id, at=time.time() - DAY_S - 1, stage="ready")
    assert [each.id for each in uploads.all()] == [young.id]
    assert len(folders(own)) == 1


def test_a_file_is_previewed_mended_loaded_and_forgotten(own: Workspace, services: Services) -> None:
    uploads, jobs, revision = services.uploads, services.jobs, own.ledger.revision
    id = received(uploads).id
    jobs.read(id)
    until(uploads, id, lambda each: each.stage == "ready")
    preview = uploads.preview(uploads.get(id))
    assert preview is not None
    assert preview.summary.refused == 1
    assert own.ledger.revision == revision

    with pytest.raises(LoadError):
        jobs.mend(id, "", "D2", "13800000000", "")
    jobs.mend(id, "", "D2", "2019.12", "2019.13")
    ready = until(uploads, id, lambda each: each.stage == "ready")
    assert [(each.cell, each.text, each.instead) for each in ready.corrections] == [("D2", "2019.12", "2019.13")]
    assert preview.summary.refused == 0

    jobs.load(id, "zh")
    with pytest.raises(LoadError):
        jobs.read(id)
    done = until(uploads, id, lambda each: each.stage == "done")
    assert done.result is not None
    assert done.result.load == own.ledger.loads()[0].load
    assert done.result.counts["Person"]["made"] == 2
    assert not uploads.path(done).exists()
    assert not preview.path.exists()
    assert "测试甲" in {node.properties["name"] for node in own.ledger.nodes_of(list(done.result.nodes))}


def test_an_unreadable_file_says_why_and_keeps_nobody_else_from_being_read(services: Services) -> None:
    bad, good = received(services.uploads, "", "空.csv").id, received(services.uploads).id
    for id in (bad, good):
        services.jobs.read(id)
    until(services.uploads, good, lambda each: each.stage == "ready")
    problem = services.uploads.get(bad).problem
    assert problem is not None
    assert problem.code == "files.empty"


def test_a_load_waits_for_another_process_and_names_it(own: Workspace, services: Services) -> None:
    id = received(services.uploads).id
    services.jobs.read(id)
    until(services.uploads, id, lambda each: each.stage == "ready")
    with own.ledger.lock("样例：先来的"):
        services.jobs.load(id, "zh")
        deadline = time.monotonic() + PATIENCE_S
        while not ((told := services.jobs.progress(id)) and told.waiting):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert told.waiting == "样例：先来的"
    until(services.uploads, id, lambda each: each.stage == "done")


def left_behind(services: Services, own: Workspace, stage: str) -> Upload:
    """A file that a process was working on which is gone."""
    id, latest = received(services.uploads).id, max((each.load for each in own.ledger.loads()), default=0)
    return services.uploads.change(id, stage=stage, process="0badcafe", since=latest)


def test_an_interrupted_load_is_shown_as_such_and_can_be_done_again(own: Workspace, services: Services) -> None:
    left, revision = left_behind(services, own, "loading"), own.ledger.revision
    services.jobs.adopt()
    stopped = services.uploads.get(left.id)
    assert (stopped.stage, stopped.result, own.ledger.revision) == ("stopped", None, revision)
    services.jobs.load(left.id, "zh")
    until(services.uploads, left.id, lambda each: each.stage == "done")


def test_an_interrupted_load_that_was_written_is_told_as_written(own: Workspace, services: Services) -> None:
    left = left_behind(services, own, "loading")
    own.ledger.load("样例", [], title=f"{left.name} · 0123")
    services.jobs.adopt()
    result = services.uploads.get(left.id).result
    assert result is not None
    assert result.load == left.since + 1


def test_an_interrupted_reading_goes_on(own: Workspace, services: Services) -> None:
    left = left_behind(services, own, "reading")
    services.jobs.adopt()
    until(services.uploads, left.id, lambda each: each.stage == "ready")


def test_what_another_living_process_does_is_left_to_it(own: Workspace, services: Services) -> None:
    left = left_behind(services, own, "loading")
    with FileLock(own.home / "uploads" / "process-0badcafe.lock"):
        services.jobs.adopt()
        assert services.uploads.get(left.id).stage == "loading"


def test_refused_rows_are_taken_away_before_and_after_the_load(services: Services, client: FlaskClient) -> None:
    id = send(client, "样例镇_人员名册.csv").get_json()["id"]
    until(services.uploads, id, lambda each: each.stage == "ready")
    address = f"/data/files/{id}/refused.xlsx"
    before = client.get(address, **HERE)
    assert before.data.startswith(b"PK")
    services.jobs.load(id, "zh")
    until(services.uploads, id, lambda each: each.stage == "done")
    assert client.get(address, **HERE).data.startswith(b"PK")
    services.uploads.discard(id)
    assert client.get(address, **HERE).status_code == 404


def test_jobs_need_no_ledger_before_something_is_asked_of_them(tmp_path: Path) -> None:
    with Workspace.open(settings=Settings(home=tmp_path / "home", uri=None)) as untouched:
        Jobs(untouched, Uploads(untouched.home / "uploads"))
        assert list(untouched.home.iterdir()) == []

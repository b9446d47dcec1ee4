"""Chromium in front of the real application over the bundled data."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from werkzeug.serving import make_server

from explorer.app import create_app
from explorer.services import Services
from graph.settings import Settings
from graph.workspace import Workspace
from tests.conftest import missing
from tests.demo import open_demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TIMEOUT_MS = 15_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def serving(workspace: Workspace) -> Iterator[str]:
    """The address of the application over a workspace."""
    server = make_server("127.0.0.1", 0, create_app(Services(workspace)).server, threaded=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with open_demo(tmp_path_factory.mktemp("demo")) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def base_url(demo_workspace: Workspace) -> Iterator[str]:
    """The application over the bundled data."""
    with serving(demo_workspace) as address:
        yield address


@contextmanager
def running(home: Path) -> Iterator[str]:
    """The address of `qianxian serve` in a process of its own: Dash keeps one set of pages a process."""
    environment = {**os.environ, "QIANXIAN_HOME": str(home), "QIANXIAN_LANGUAGE": "zh"}
    command = [sys.executable, "-m", "explorer", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            found = next(filter(None, (re.search(r"http://\S+?(?=/?\s|/?$)", line) for line in process.stderr)))
            yield found.group().rstrip("/")
        finally:
            process.terminate()
            process.stderr.read()


@pytest.fixture(scope="session")
def empty_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over a workspace without data."""
    with running(tmp_path_factory.mktemp("empty")) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        missing("Chromium", "no chromium on the path")
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}


@pytest.fixture
def faults() -> list[str]:
    """What went wrong in the browser; a test that provokes a fault empties it."""
    return []


@pytest.fixture(autouse=True)
def watched(context: BrowserContext, faults: list[str]) -> Iterator[None]:
    """No request leaves the machine and nothing fails in the browser, in any test."""
    context.set_default_timeout(TIMEOUT_MS)
    context.on("request", lambda request: _note_request(request, faults))
    context.on("console", lambda message: _note_message(message, faults))
    context.on("weberror", lambda error: faults.append(f"error: {error.error}"))
    yield
    assert faults == []


def _note_request(request: Request, faults: list[str]) -> None:
    if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        faults.append(f"request: {request.url}")


def _note_message(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type == "error":
        faults.append(f"console: {message.text}")


@pytest.fixture
def english(context: BrowserContext, base_url: str) -> None:
    """The person has chosen English."""
    context.add_cookies([{"name": "qianxian_language", "value": "en", "url": base_url}])


@pytest.fixture(scope="module")
def own_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace of its own: what is loaded here is not what other tests look for."""
    with Workspace.open(settings=Settings(home=tmp_path_factory.mktemp("office"), uri=None)) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def own_office_url(own_office: Workspace) -> Iterator[str]:
    """The application over it, in a process of its own: Dash keeps one set of pages a process."""
    with running(own_office.home) as address:
        yield address


@pytest.fixture
def data(page: Page, own_office: Workspace, own_office_url: str) -> Page:
    """The data page without files, in a workspace without mappings of its own."""
    uploads = Services(own_office).uploads
    for upload in uploads.all():
        uploads.discard(upload.id)
    for path in (own_office.home / "mappings").glob("*"):
        path.unlink()
    page.goto(f"{own_office_url}/data")
    page.locator(".data-empty").wait_for()
    return page


@pytest.fixture
def explore(page: Page, base_url: str) -> Page:
    """The canvas page, empty."""
    page.goto(base_url)
    page.locator(".state-chips").wait_for()
    return page

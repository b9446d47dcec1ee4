"""The bundled data as the pages see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from explorer.services import Services
from graph.workspace import Workspace
from tests.demo import open_demo


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The bundled Yangzhou data on the embedded engine."""
    with open_demo(tmp_path_factory.mktemp("demo")) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def services(demo_workspace: Workspace) -> Services:
    return Services(demo_workspace)

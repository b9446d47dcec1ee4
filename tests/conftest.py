"""Both real engines, started once a run and emptied for each test."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from graph.database import Database
from graph.local import attach
from graph.settings import Settings
from graph.workspace import Workspace
from tests.engines.neo4j_server import CannotBeHad, Server, running

ENGINES = ("arcadedb", "neo4j")
_missing: dict[str, str] = {}
_counts: Counter[str] = Counter()


def missing(what: str, why: str) -> None:
    """Skips for want of a part that the machine cannot give; under CI that is a failure, never a skip."""
    _missing[what] = why
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}: {why}", pytrace=False)
    pytest.skip(f"{what}: {why}")


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Neo4j: the one `QIANXIAN_TEST_NEO4J_URI` names, else one of our own."""
    environment = os.environ
    if uri := environment.get("QIANXIAN_TEST_NEO4J_URI"):
        user = environment.get("QIANXIAN_TEST_NEO4J_USER", "neo4j")
        yield Server(uri, user, environment.get("QIANXIAN_TEST_NEO4J_PASSWORD", ""))
        return
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running(tmp_path_factory.mktemp("neo4j")))
        except CannotBeHad as error:
            missing("Neo4j", str(error))
        yield server


@pytest.fixture(scope="session")
def arcadedb_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace whose embedded engine the whole run shares."""
    with Workspace.open(settings=Settings(home=tmp_path_factory.mktemp("arcadedb"), uri=None)) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def arcadedb_database(arcadedb_workspace: Workspace) -> Database:
    """The embedded engine."""
    return arcadedb_workspace.database


@pytest.fixture(scope="session")
def neo4j_database(neo4j_server: Server) -> Iterator[Database]:
    """The real Neo4j."""
    with Database.connect(*neo4j_server) as database:
        yield database


@pytest.fixture(scope="session")
def arcadedb_address(arcadedb_workspace: Workspace) -> tuple[str, str, str]:
    """Where the embedded engine answers, for other processes."""
    address = attach(arcadedb_workspace.home / "engine")
    address.close()
    return address.address.uri, address.address.user, address.address.password


@pytest.fixture(scope="session")
def neo4j_address(neo4j_server: Server) -> tuple[str, str, str]:
    """Where Neo4j answers, for other processes."""
    return neo4j_server.uri, neo4j_server.user, neo4j_server.password


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine a test runs on: every test that asks for it runs on both."""
    return str(request.param)


@pytest.fixture
def database(engine: str, request: pytest.FixtureRequest) -> Database:
    """An empty database on the engine, with the product's constraints."""
    opened: Database = request.getfixturevalue(f"{engine}_database")
    empty(opened)
    opened.create_indexes()
    return opened


@pytest.fixture
def workspace(engine: str, database: Database, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with an empty ledger of its own over the engine's empty database."""
    opened = Workspace.open(settings=Settings(home=tmp_path / "home", uri=None))
    opened.__dict__["database"] = database
    yield opened
    del opened.__dict__["database"]
    opened.close()


def empty(database: Database) -> None:
    """Deletes every node."""
    while database.write("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(n) AS n")[0]["n"]:
        pass


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    callspec = getattr(item, "callspec", None)
    name = callspec.params.get("engine") if callspec else None
    if name and report.when == "call" and report.passed:
        _counts[str(name)] += 1
    return report


def pytest_xdist_auto_num_workers() -> int:
    """Two, for a core each; one where they would empty each other's database."""
    return 1 if os.environ.get("QIANXIAN_TEST_NEO4J_URI") else 2


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """A file of tests stays in one process, where its fixtures start things once; so do all that drive a browser."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if output := getattr(session.config, "workeroutput", None):
        output["seen"] = dict(_counts), _missing


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    counts, parts = getattr(node, "workeroutput", {}).get("seen", ({}, {}))
    _counts.update(counts)
    _missing.update(parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name in ENGINES:
        terminalreporter.write_line(f"passed on {name}: {_counts[name]}")
    for what, why in _missing.items():
        terminalreporter.write_line(f"NOT TESTED for want of {what}: {why}", red=True)

"""The embedded engine: one server a folder however many come, private, gone with the last, whole after kill -9."""

from __future__ import annotations

import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from graph.errors import StatementTimeout, Unavailable
from graph.local import Attachment, attach
from graph.local.admin import sql_runner
from graph.local.files import Address, EngineFolder
from graph.local.keeping import start, stop
from graph.local.server import LINGER_SECONDS, STOP_SECONDS
from graph.settings import Settings
from graph.workspace import Workspace

GONE_SECONDS = LINGER_SECONDS + STOP_SECONDS + 30
"""A few seconds on a machine that has nothing else to do."""


@contextmanager
def attached(folder: Path, task: str) -> Iterator[subprocess.Popen[str]]:
    """Another process on the engine of a folder; killed at the end where it has not gone by then."""
    command = [sys.executable, "-m", "tests.graph.attached", str(folder), task]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def starts(folder: Path) -> int:
    return (folder / "engine.log").read_text("utf-8").count("is starting up")


def gone(pid: int) -> bool:
    """True as soon as the process has ended."""
    if not psutil.pid_exists(pid):
        return True
    ended, _ = psutil.wait_procs([psutil.Process(pid)], timeout=GONE_SECONDS)
    return bool(ended)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attachment]:
    """An engine for tests that leave it as it is."""
    with attach(tmp_path_factory.mktemp("shared") / "engine") as attachment:
        yield attachment


def test_ten_processes_at_once_make_one_server_and_the_last_ends_it(tmp_path: Path) -> None:
    folder = tmp_path / "engine"
    with ExitStack() as stack:
        processes = [stack.enter_context(attached(folder, "wait")) for _ in range(10)]
        servers = {line(process) for process in processes}
        assert len(servers) == 1
        assert starts(folder) == 1
        assert EngineFolder(folder).clients() == 10
        for process in processes[:5]:
            process.kill()
        for process in processes[5:]:
            process.communicate("")
        assert EngineFolder(folder).clients() == 0
    assert gone(int(servers.pop()))
    assert EngineFolder(folder).address() is None


def test_only_this_machine_and_only_the_owner_can_reach_it(shared: Attachment) -> None:
    listening = [
        each.laddr.ip
        for each in psutil.Process(shared.address.pid).net_connections("inet")
        if each.status == psutil.CONN_LISTEN
    ]
    assert len(listening) == 2
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}
    assert stat.S_IMODE(shared.folder.path.stat().st_mode) == 0o700
    for name in ("address.json", "password"):
        assert stat.S_IMODE((shared.folder.path / name).stat().st_mode) == 0o600
    assert len(shared.address.password) >= 32
    for argument in psutil.Process(shared.address.pid).cmdline():
        assert shared.address.password not in argument
    assert shared.address.password not in shared.folder.log.read_text("utf-8")


def test_a_second_server_on_the_same_files_is_refused(shared: Attachment) -> None:
    command = [sys.executable, "-m", "graph.local.server", str(shared.folder.path)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 1
    assert "another server" in second.stderr
    assert shared.folder.address() == shared.address


def test_an_engine_that_cannot_start_names_its_log(tmp_path: Path) -> None:
    folder = EngineFolder(tmp_path / "engine")
    folder.data.write_text("not a folder")
    with pytest.raises(Unavailable) as failed:
        attach(folder.path)
    assert str(folder.log) in failed.value.message("en")
    assert folder.clients() == 0


def killed_while_writing(folder: Path, acknowledged_at_least: int) -> int:
    """Kills the server under a writer; gives the last batch that the writer was told is written."""
    with attached(folder, "write") as writer:
        server = psutil.Process(int(line(writer)))
        last = -1
        while last < acknowledged_at_least:
            last = int(line(writer))
        server.kill()
        for text in writer.stdout or ():
            last = int(text)
        return last


def check_killed(home: Path, acknowledged_at_least: int) -> None:
    last = killed_while_writing(home / "engine", acknowledged_at_least)
    with Workspace.open(settings=Settings(home=home, uri=None)) as workspace:
        found = workspace.database.read("MATCH (n:Entity) RETURN split(n.id, '-')[0] AS at, count(*) AS n")
        batches = {int(row["at"]): row["n"] for row in found}
        assert set(batches.values()) == {10}
        assert set(range(last + 1)) <= set(batches) <= set(range(last + 2))


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    check_killed(tmp_path, 20)


@pytest.mark.soak
@pytest.mark.parametrize("acknowledged", range(1, 200, 10))
def test_what_was_acknowledged_survives_kill_9_at_any_time(tmp_path: Path, acknowledged: int) -> None:
    check_killed(tmp_path, acknowledged)


def test_a_client_killed_amid_a_statement_does_not_keep_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "engine"
    with attached(folder, "long") as client:
        server = int(line(client))
        client.kill()
    assert gone(server)


def test_what_no_server_stops_is_not_waited_for(tmp_path: Path) -> None:
    statement = "RETURN reduce(t = 0, x IN range(1, 9000000) | t + size([y IN range(1, 1000) | y])) AS n"
    with Workspace.open(settings=Settings(home=tmp_path, uri=None)) as workspace:
        with pytest.raises(StatementTimeout):
            workspace.database.read_only(statement, timeout=0.5)
        assert workspace.database.read_only("RETURN 1 AS one").rows == [[1]]
        address = EngineFolder(tmp_path / "engine").address()
    assert address
    assert gone(address.pid)


def test_started_it_stays_and_stopped_it_goes(tmp_path: Path) -> None:
    folder = tmp_path / "engine"
    address = start(folder)
    with attach(folder) as attachment:
        assert attachment.address == address
        assert stop(folder) == 1
        start(folder)
    assert not gone_at_once(address.pid)
    assert stop(folder) == 0
    assert gone(address.pid)
    assert stop(folder) == 0


def test_what_was_written_last_is_sorted_too(tmp_path: Path) -> None:
    """The engine sorts an index after a commit to it; here no commit comes after the sorting was made possible."""
    settings = Settings(home=tmp_path, uri=None)
    with attach(tmp_path / "engine") as attachment, Workspace.open(settings=settings) as workspace:
        sort_from(attachment.address, pages=0)
        workspace.database.create_indexes()
        workspace.database.create_full_text("by_name", "Person", "name")
        rows = [{"id": f"{number:0500}", "name": f"{number:0250}"} for number in range(16_000)]
        workspace.database.write_batches("UNWIND $rows AS r CREATE (:Entity:Person {id: r.id, name: r.name})", rows)
        sort_from(attachment.address, pages=10)
    assert gone(attachment.address.pid)
    assert unsorted(tmp_path) > 3_000_000
    with attach(tmp_path / "engine"), Workspace.open(settings=settings) as workspace:
        deadline = time.monotonic() + GONE_SECONDS
        while unsorted(tmp_path) > 3_000_000 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert unsorted(tmp_path) < 1_000_000
        found = workspace.database.read_only("MATCH (n:Person {id: $id}) RETURN count(n)", {"id": f"{77:0500}"})
        assert found.rows == [[1]]


def sort_from(address: Address, pages: int) -> None:
    """Sets from how many unsorted pages on an index is sorted; 0 is never. Indexes read it as they are opened."""
    sql_runner(address)(f"ALTER DATABASE `arcadedb.indexCompactionMinPagesSchedule` {pages}")


def unsorted(home: Path) -> int:
    """Bytes of the largest file of index entries that are in the order of writing."""
    sizes = []
    for file in (home / "engine" / "server" / "databases").glob("*/*mtidx"):
        with suppress(FileNotFoundError):  # replaced by its sorted one while we look
            sizes.append(file.stat().st_size)
    return max(sizes)


def gone_at_once(pid: int) -> bool:
    """True where a server goes in the time in which an unused one would."""
    ended, _ = psutil.wait_procs([psutil.Process(pid)], timeout=LINGER_SECONDS + 3)
    return bool(ended)

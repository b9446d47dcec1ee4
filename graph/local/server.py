"""The embedded engine's own process: `python -m graph.local.server FOLDER`. The only place that imports arcadedb."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from filelock import Timeout

from graph.local.admin import DATABASE, post
from graph.local.files import Address, EngineFolder
from graph.local.indexes import Indexes
from graph.local.statements import READER_SECONDS, Statements

LINGER_SECONDS = 3.0
"""How long the server waits for a next client before it goes."""
STOP_SECONDS = 8.0

_SETTINGS = (
    "`arcadedb.txWalFlush` 2",
    "`arcadedb.command.timeout` 0",
    "`arcadedb.opencypher.loadCsv.allowFileUrls` false",
    "`arcadedb.opencypher.loadCsv.allowRemoteUrls` false",
)


def main(path: Path) -> int:
    """Serves the folder until the last client has gone or a signal comes; 1 where another server has it."""
    folder = EngineFolder(path)
    lock = folder.server_lock()
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"{path}: another server holds this folder", file=sys.stderr)  # noqa: T201
        return 1
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: _signalled(number, stop))
    server = _start(folder)
    statements = Statements(server._java_server.getRunningQueries(), Address.reader)
    indexes = Indexes(server._java_server.getDatabase(DATABASE))
    try:
        _serve(folder, stop, statements, indexes)
    except Exception:
        traceback.print_exc()
    folder.forget_address()
    statements.terminate_all()
    _stop(server)
    return 0


def _start(folder: EngineFolder) -> Any:  # noqa: ANN401
    import arcadedb_embedded

    password = _kept_password(folder)
    address = Address(os.getpid(), _free_port(), _free_port(), password, _reader_password(password))
    _write_groups(folder)
    server = arcadedb_embedded.create_server(
        root_path=str(folder.data),
        root_password=password,
        config={
            "mode": "production",
            "host": "127.0.0.1",
            "http_port": address.http_port,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": address.bolt_port,
            "bolt_host": "127.0.0.1",
            "bolt_maxMessageSize": 1 << 27,
            "bolt_defaultDatabase": DATABASE,
        },
    )
    server.start()
    if (folder.data / "databases" / DATABASE).exists():
        database = server.get_database(DATABASE)
    else:
        database = server.create_database(DATABASE)
    for setting in _SETTINGS:
        database.command("sql", f"ALTER DATABASE {setting}")
    _make_reader(folder, address)
    folder.write_address(address)
    return server


def _serve(folder: EngineFolder, stop: threading.Event, statements: Statements, indexes: Indexes) -> None:
    """Waits until stopped, or until nobody has been attached for a while and nobody is about to be."""
    while not stop.wait(LINGER_SECONDS / 3):
        statements.terminate_overdue()
        indexes.sort()
        if statements.hopeless:
            print("a statement that cannot be stopped: the server starts anew", file=sys.stderr)  # noqa: T201
            return
        if folder.kept or folder.clients():
            continue
        if stop.wait(LINGER_SECONDS):
            return
        try:
            with folder.start_lock().acquire(timeout=0):
                if folder.kept or folder.clients():
                    continue
                folder.forget_address()
                return
        except Timeout:
            continue


def _signalled(number: int, stop: threading.Event) -> None:
    os.write(2, f"stopping: {signal.Signals(number).name}\n".encode())
    stop.set()


def _stop(server: Any) -> None:  # noqa: ANN401
    """Closes the files and ends the process, also where a statement goes on and would keep both open for ever."""
    closing = threading.Thread(target=server.stop, daemon=True)
    closing.start()
    closing.join(STOP_SECONDS)
    sys.stderr.flush()
    os._exit(0)


def _kept_password(folder: EngineFolder) -> str:
    """The root password, made once: the engine keeps its users in its own files."""
    kept = folder.path / "password"
    if not kept.exists():
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
    return kept.read_text()


def _reader_password(password: str) -> str:
    return hashlib.sha256(f"reader:{password}".encode()).hexdigest()[:32]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_groups(folder: EngineFolder) -> None:
    """The group of the user who may only read; its limit of time is that of people's statements, not of loads."""
    path = folder.data / "config" / "server-groups.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    everything = {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}}
    admin = {
        "resultSetLimit": -1,
        "readTimeout": -1,
        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        "types": everything,
    }
    reader = {
        "resultSetLimit": -1,
        "readTimeout": READER_SECONDS * 1000,
        "access": [],
        "types": {"*": {"access": ["readRecord"]}},
    }
    default = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}}
    groups = {"databases": {"*": {"groups": {"admin": admin, "reader": reader, "*": default}}}, "version": 1}
    path.write_text(json.dumps(groups))


def _make_reader(folder: EngineFolder, address: Address) -> None:
    made = folder.path / "reader"
    if made.exists():
        return
    user = {"name": address.reader, "password": address.reader_password, "databases": {DATABASE: ["reader"]}}
    post(address, "/api/v1/server", {"command": f"create user {json.dumps(user)}"})
    made.touch()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""The ledger on both of its databases: SQLite, and a PostgreSQL cluster made for the run from Debian's package."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from graph.ledger import Ledger, open_ledger
from graph.ledger.tables import metadata
from tests.conftest import missing

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A throw-away cluster on loopback; it refuses to run as root, so as root it is Debian's postgres user's."""
    if not _BINARIES:
        missing("PostgreSQL", "Debian: apt-get install postgresql")
    binaries = _BINARIES[-1]
    # Not below pytest's own folder, which every run of pytest closes to other users.
    with tempfile.TemporaryDirectory(prefix="qianxian-postgres-") as home:
        as_user: list[str | Path] = []
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        data = Path(home, "data")
        _quietly([*as_user, binaries / "initdb", "-D", data, "-U", "qianxian", "-A", "trust", "-E", "UTF8"])
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1"
        control: list[str | Path] = [*as_user, binaries / "pg_ctl", "-D", data, "-w", "-l", Path(home, "log")]
        _quietly([*control, "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://qianxian@127.0.0.1:{port}/postgres"
        finally:
            _quietly([*control, "-m", "immediate", "stop"])


def _quietly(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty ledger database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    server = str(request.getfixturevalue("postgres_url"))
    name = f"ledger_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(ledger_url) as opened:
        yield opened


@contextmanager
def emptied(url: str) -> Iterator[Ledger]:
    """The ledger at that address, emptied."""
    with open_ledger(url) as ledger:
        engine = create_engine(url)
        with engine.begin() as connection:
            for table in metadata.tables.values():
                if table.name != "meta":
                    connection.execute(table.delete())
            connection.execute(text("UPDATE meta SET value = '0' WHERE name IN ('revision', 'digest')"))
        engine.dispose()
        yield ledger

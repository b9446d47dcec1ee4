"""A real Neo4j 5, put together from Maven Central, checked against SHA256SUMS, started on free ports."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

HERE = Path(__file__).parent / "neo4j"
VERSION = "5.26.16"
PASSWORD = "qianxian-tests"
START_SECONDS = 120

_CONF = """\
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=keep_none
"""
_OPENS = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch")]


class Server(NamedTuple):
    """Where a server answers and as whom to speak to it."""

    uri: str
    user: str
    password: str


class CannotBeHad(Exception):
    """No Java, no Maven or no way to Maven Central."""


def library() -> Path:
    """The folder of jars, resolved once a machine and checked against the sums kept here."""
    root = Path(os.environ.get("QIANXIAN_TEST_CACHE") or Path.home() / ".cache" / "qianxian")
    folder = root / f"neo4j-{VERSION}"
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / "neo4j.lock"):
        if not _matches(folder):
            _resolve(folder)
        if not _matches(folder):
            raise CannotBeHad("the jars of Neo4j do not match SHA256SUMS")
    return folder


def _resolve(folder: Path) -> None:
    if not shutil.which("mvn"):
        raise CannotBeHad("Maven is missing (Debian: apt-get install maven)")
    shutil.rmtree(folder, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    options = ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBeHad(f"Maven could not fetch Neo4j: {(done.stdout + done.stderr)[-500:]}")


def _matches(folder: Path) -> bool:
    for line in (HERE / "SHA256SUMS").read_text().splitlines():
        expected, name = line.split()
        jar = folder / name
        if not jar.is_file() or hashlib.sha256(jar.read_bytes()).hexdigest() != expected:
            return False
    return True


@contextmanager
def running(home: Path, heap: str = "1g", imported: Path | None = None) -> Iterator[Server]:
    """A server over an empty store in `home`, or one that holds what its own offline import takes from a folder.

    It is stopped afterwards; CannotBeHad where it cannot be put together.
    """
    if not shutil.which("java"):
        raise CannotBeHad("Java is missing (Debian: apt-get install default-jre-headless)")
    bolt, http = _free_port(), _free_port()
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(_CONF.format(bolt=bolt, http=http))
    command = ["java", *_OPENS, "-Dfile.encoding=UTF-8", f"-Xmx{heap}", "-cp", f"{library()}/*"]
    if imported:
        _import(command, home, imported)
    main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen([*command, *main], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        server = Server(f"bolt://127.0.0.1:{bolt}", "neo4j", PASSWORD)
        _set_password(server, process, home)
        yield server
    finally:
        process.terminate()
        process.wait(60)


def _import(java: list[str], home: Path, folder: Path) -> None:
    """`neo4j-admin database import full neo4j @import.args`, as one would type it in the folder."""
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [*java, "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", "@import.args"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _set_password(server: Server, process: subprocess.Popen[bytes], home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with GraphDatabase.driver(server.uri, auth=(server.user, "neo4j")) as driver:
                statement = f"ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO '{PASSWORD}'"
                with driver.session(database="system") as session:
                    session.run(statement).consume()
                return
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.25)
    raise CannotBeHad(f"Neo4j did not start: {(home / 'console.log').read_text(errors='replace')[-800:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

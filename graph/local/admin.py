"""What the embedded engine does not take over Bolt: statements in its SQL, and making its users."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping

from graph.errors import DatabaseError, Unavailable
from graph.local.files import Address

DATABASE = "neo4j"
_SECONDS = 300


def sql_runner(address: Address) -> Callable[[str], None]:
    """Runs one SQL statement on the engine's database."""

    def run(statement: str) -> None:
        post(address, f"/api/v1/command/{DATABASE}", {"language": "sql", "command": statement})

    return run


def post(address: Address, path: str, body: Mapping[str, object]) -> None:
    """Posts to the engine's HTTP port as root."""
    token = base64.b64encode(f"{address.user}:{address.password}".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{address.http_port}{path}", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        raise DatabaseError("database.statement", detail=error.read().decode(errors="replace")[:500]) from error
    except OSError as error:
        raise Unavailable("database.unavailable", uri=address.uri) from error

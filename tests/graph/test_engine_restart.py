"""Somebody who comes while the embedded engine is going waits for it to be gone, and gets a new one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.local import Attachment, attach
from graph.local.files import EngineFolder


def test_a_client_that_comes_while_a_server_stops_waits_for_the_next_one(tmp_path: Path) -> None:
    folder = EngineFolder(tmp_path / "engine")
    with ThreadPoolExecutor(1) as pool:
        with folder.server_lock():  # a server that has withdrawn its address and closes its files
            coming = pool.submit(attach, folder.path)
            with pytest.raises(StillWaiting):
                coming.result(timeout=4)
        with coming.result(timeout=90) as attachment:
            assert answers(attachment)


def answers(attachment: Attachment) -> bool:
    address = attachment.address
    with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        driver.verify_connectivity()
    return True

"""The log of a workspace: a file that is rotated, with what people need not see under a number that they do."""

from __future__ import annotations

import logging
import secrets
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000
_KEPT = 5
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"

log = logging.getLogger("qianxian")


def start(home: Path) -> None:
    """Sends what is logged to `logs/qianxian.log` of the workspace, nothing to the screen."""
    folder = home / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    stop()
    handler = RotatingFileHandler(
        folder / "qianxian.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for noisy in ("neo4j", "sqlalchemy", "alembic", "werkzeug"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def stop() -> None:
    """Closes the log of the workspace that was open before."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


def keep(error: BaseException) -> str:
    """Logs an error with its traceback under a number, which is returned."""
    number = secrets.token_hex(4)
    log.error("failed %s", number, exc_info=error)
    return number

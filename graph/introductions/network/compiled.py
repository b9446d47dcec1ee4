"""The one door to numba: compiled without Python objects, the machine code kept between processes.

numba notices a change in a file, not in what that file imports, so what is kept lies in a folder named after all the
sources of this package: in `NUMBA_CACHE_DIR` where that is set, else in the user's cache.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import numba
import platformdirs
from numba.core import config

P = ParamSpec("P")
R = TypeVar("R")


def _folder() -> Path | None:
    """Where machine code is kept; None where nothing can be written."""
    sources = hashlib.sha256(numba.__version__.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        sources.update(path.read_bytes())
    given = os.environ.get("NUMBA_CACHE_DIR")
    base = Path(given) if given else platformdirs.user_cache_path("qianxian") / "compiled"
    folder = base / sources.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


FOLDER = _folder()
if FOLDER:
    config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]  # its settings are made when it runs


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compiles a function at its first call and keeps the result."""
    return cast("Callable[P, R]", numba.njit(cache=FOLDER is not None, nogil=True)(function))

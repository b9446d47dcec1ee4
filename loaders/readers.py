"""Readers of cell texts that the schema does not read by itself, named in layout files."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

from graph.errors import LoadError
from graph.ledger.claims import Scalar
from loaders.values.numerals import number

_BATCH = re.compile(r"第?\s*([0-9]+|[〇零一二两三四五六七八九十]+)\s*批次?")


def batch(text: str) -> Scalar:
    """第十二批, 第12批, 12批 → 12; LoadError for anything else."""
    match = _BATCH.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        found = number(match.group(1)) if match else 0
    except LoadError:
        found = 0
    if not found:
        raise LoadError("loaders.not_a_batch", value=text)
    return found


def day(text: str) -> Scalar:
    """20191015 → 2019-10-15; whether there is such a day is checked as for every date."""
    if not re.fullmatch(r"\d{8}", text, re.ASCII):
        raise LoadError("loaders.not_a_day", value=text)
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def texts(text: str) -> list[str]:
    """A list of texts as JSON, as the canonical folder version 2 has it."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise LoadError("loaders.not_a_list", value=text)
    return found


READERS: dict[str, Callable[[str], Scalar | list[str]]] = {"batch": batch, "day": day, "list": texts}

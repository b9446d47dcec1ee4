"""Tables that stand side by side on a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from loaders.headers.judge import Judge
from loaders.headers.serial import SERIAL
from loaders.headers.view import filled

_LEAST_COLUMNS = 2
_WINDOW = 50
_NO_END = 1 << 20


def spans_of(judge: Judge) -> list[range]:
    """The columns of each table where several stand side by side; else nothing.

    They do where the first text of a header stands in it again: as a running number (序号 … 序号 …), or beside a
    column in which nothing stands. A header elsewhere that reaches over both speaks against it.
    """
    firm = [judge.texts(at) for at in range(min(_WINDOW, len(judge.rows))) if judge.firm(at)]
    starts = next(filter(None, (_starts(texts, judge) for texts in firm)), [])
    if any(_reaches_over(texts, starts) for texts in firm):
        return []
    return [range(start, end) for start, end in pairwise([0, *starts[1:], _NO_END])] if starts else []


def _starts(texts: Mapping[int, str], judge: Judge) -> list[int]:
    """The columns in which the tables of a header begin, if there are several."""
    left = min(texts)
    again = [position for position in sorted(texts) if position > left and texts[position] == texts[left]]
    if again and texts[left] not in SERIAL:
        used = {at for row in judge.rows if len(positions := filled(row)) > 1 for at in positions}
        again = [position for position in again if position - 1 not in used]
    parts = pairwise([left, *again, _NO_END])
    wide = all(sum(start <= position < end for position in texts) >= _LEAST_COLUMNS for start, end in parts)
    return [left, *again] if again and wide else []


def _reaches_over(texts: Mapping[int, str], starts: Sequence[int]) -> bool:
    """True for a header that begins with the first table and goes on into the next without beginning anew."""
    left = texts.get(starts[0]) if starts else None
    return left is not None and any(max(texts) >= start and texts.get(start) != left for start in starts[1:])

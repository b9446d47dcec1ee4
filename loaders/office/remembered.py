"""What was worked out once is kept, in bounded memory."""

from __future__ import annotations

from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_MOST = 20_000


class Remembered(dict[_Key, _Value]):
    """A dictionary that forgets everything when it is full: what comes often is soon there again."""

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Keeps a value and gives it back."""
        if len(self) >= _MOST:
            self.clear()
        self[key] = value
        return value

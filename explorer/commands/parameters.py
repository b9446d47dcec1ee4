"""Parameters as people write them: `-p name=value`."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ParameterError


def given(written: Sequence[str] | None) -> dict[str, str]:
    """Name and value of each; ParameterError for one without a name or written twice."""
    found: dict[str, str] = {}
    for each in written or ():
        name, sign, value = each.partition("=")
        if not sign or not name.strip() or name.strip() in found:
            raise ParameterError("cli.parameter", given=each)
        found[name.strip()] = value
    return found


def typed(values: dict[str, str]) -> dict[str, object]:
    """Values for a statement without a header: JSON where it is JSON (5, true, ["a"]), else the text as it is."""
    return {name: _read(value) for name, value in values.items()}


def _read(value: str) -> object:
    import json

    try:
        return json.loads(value)
    except ValueError:
        return value

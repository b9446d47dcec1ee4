"""Mapping files read: whole ones and those that adapt another, each fault with the line it stands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from graph.errors import LoadError, MappingError, NotFound
from graph.quick_yaml import QuickLoader, read_yaml
from loaders.office.adapted import Adapted, adapt
from loaders.office.mapping import Mapping
from loaders.office.misfits import misfits
from loaders.values.words import Reason

_REASONS = {"missing": "office.fault.missing", "extra_forbidden": "office.fault.extra"}
_PLACES = {
    "office.no_such_mapping": ("adapts", "office.fault.no_mapping"),
    "office.no_such_column": ("columns", "office.fault.no_column"),
    "office.needs_not_met": ("columns", "office.fault.needs"),
}
"""Why a mapping cannot be adapted → which part of the file is wrong, and the fault."""


def read_mapping(path: Path, named: Callable[[str], Mapping] | None = None) -> Mapping:
    """A mapping file; `named` gives the mapping that it may adapt. MappingError says what is wrong in which line."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(path, 1, Reason("office.fault.unreadable")) from error
    given, node = _parsed(path, text)
    try:
        if "adapts" in given:
            mapping = _adapted(Adapted.model_validate({**given, "name": path.stem}), named)
        else:
            mapping = Mapping.model_validate({**given, "name": path.stem})
    except ValidationError as error:
        first = error.errors()[0]
        raise _fault(path, _line(node, first["loc"]), _reason(first)) from error
    except MappingError:
        raise  # of the file that this one adapts
    except (LoadError, NotFound) as error:
        place, code = _PLACES[error.code]
        name = error.details.get("column", error.details["mapping"])
        reason = Reason(code, name=name, missing=error.details.get("missing"))
        raise _fault(path, _line(node, (place, str(name))), reason) from error
    for misfit in misfits(mapping):
        raise _fault(path, _line(node, misfit.place), misfit.reason)
    return mapping


def _adapted(adapted: Adapted, named: Callable[[str], Mapping] | None) -> Mapping:
    if named is None:
        raise LoadError("office.no_such_mapping", mapping=adapted.adapts, known="")
    return adapt(adapted, named(adapted.adapts))


def _parsed(path: Path, text: str) -> tuple[dict[str, Any], yaml.Node | None]:
    try:
        given, node = read_yaml(text), yaml.compose(text, QuickLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _fault(path, mark.line + 1 if mark else 1, Reason("office.fault.yaml")) from error
    except yaml.YAMLError as error:
        raise _fault(path, 1, Reason("office.fault.yaml")) from error
    if not isinstance(given, dict):
        raise _fault(path, 1, Reason("office.fault.yaml"))
    return given, node


def _fault(path: Path, line: int, reason: Reason) -> MappingError:
    return MappingError("office.mapping_file", file=path, line=line, fault=reason)


def _reason(fault: Any) -> Reason:  # noqa: ANN401
    """What pydantic found, in our words where it is of a usual kind."""
    name = ".".join(map(str, fault["loc"]))
    return Reason(_REASONS.get(fault["type"], "office.fault.value"), name=name, detail=fault["msg"])


def _line(node: yaml.Node | None, place: tuple[str | int, ...]) -> int:
    """The line, from 1, of what stands at a place, or of the innermost part of it that is there."""
    line = 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step], node.value[step]
        else:
            found = None
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line

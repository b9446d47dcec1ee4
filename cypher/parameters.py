"""What a person gave for a report's parameters, as the values that the statement gets."""

from __future__ import annotations

from collections.abc import Mapping

from cypher.header import Parameter, Report, Scalar
from graph.errors import ParameterError, SchemaError
from graph.values import PartialDate


def bound(report: Report, given: Mapping[str, Scalar]) -> dict[str, Scalar | None]:
    """A value for every parameter; ParameterError for one that is unknown, missing or does not fit its type."""
    known = report.header.parameters
    for name in given:
        if name not in known:
            raise ParameterError(
                "cypher.no_such_parameter", slug=report.slug, name=name, known=" · ".join(known) or "–"
            )
    return {name: _value(report, name, each, given.get(name)) for name, each in known.items()}


def _value(report: Report, name: str, parameter: Parameter, given: Scalar | None) -> Scalar | None:
    if given is None or given == "":
        if parameter.default is None and not parameter.optional:
            raise ParameterError("cypher.parameter_missing", slug=report.slug, name=name)
        return parameter.default
    try:
        return _read(parameter, given)
    except (ValueError, SchemaError) as error:
        raise ParameterError("cypher.parameter", name=name, value=given, type=parameter.type) from error


def _read(parameter: Parameter, given: Scalar) -> Scalar:
    match parameter.type:
        case "integer":
            return int(str(given))
        case "number":
            return float(str(given))
        case "date":
            return PartialDate.parse(str(given)).text
        case "choice" if str(given) not in parameter.choices:
            raise ValueError(given)
        case _:
            return str(given)

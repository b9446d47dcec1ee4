"""Data files of the product (layouts, mappings, word lists), checked when they are read."""

from __future__ import annotations

from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import MappingError
from graph.quick_yaml import read_yaml
from graph.validation import faults

Model = TypeVar("Model", bound=BaseModel)


def described(kind: type[Model], file: str, text: str, **given: str) -> Model:
    """What the text of a YAML file says, and `given` where it is silent; MappingError names what is wrong in it."""
    try:
        return kind.model_validate({**given, **read_yaml(text)})
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        fault = faults(error) if isinstance(error, ValidationError) else error
        raise MappingError("loaders.mapping_file", file=file, fault=fault) from error

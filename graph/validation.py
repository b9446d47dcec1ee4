"""What pydantic finds wrong in a data file, in one line for a person."""

from __future__ import annotations

from pydantic import ValidationError


def faults(error: ValidationError) -> str:
    """Where each fault stands in the file and what it is, parted by semicolons."""
    return "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())

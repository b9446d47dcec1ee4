"""Where the tables of a sheet are: their titles, headers, records and what is none of these."""

from loaders.headers.find import find_tables, why_none
from loaders.headers.table import Column, Record, Table

__all__ = ["Column", "Record", "Table", "find_tables", "why_none"]

"""The report catalogue: one file a report, run read-only on either engine."""

from graph.messages import register

register(__name__)

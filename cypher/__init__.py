"""The report catalogue."""

from graph.messages import register

register(__name__)

"""Files to claims."""

from graph.messages import register

register(__name__)

"""What a person touches: pages and the command line."""

from graph.messages import register

register(__name__)

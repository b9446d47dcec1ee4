"""The domain, the ledger and the graph database; imports none of the other packages."""

from graph.messages import register

register(__name__)

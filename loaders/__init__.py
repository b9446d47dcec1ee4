"""Files to claims."""

from graph.messages import register

for _package in ("loaders", "loaders.files", "loaders.headers", "loaders.values"):
    register(_package)

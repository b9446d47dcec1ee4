"""One module a page: `layout(**query)`, pure `show_…` functions, and `register(app, services)` with the decorators."""

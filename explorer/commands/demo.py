"""demo and serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.commands.console import note, progress
from explorer.commands.frame import add
from explorer.commands.session import session, workspace_name
from explorer.commands.words import explain

if TYPE_CHECKING:
    from socket import socket

DEMO = "demo"

Host = Annotated[str, typer.Option(help=explain("serve.host"))]
Port = Annotated[int | None, typer.Option(help=explain("serve.port"), min=0, max=65_535, show_default=False)]
Open = Annotated[bool, typer.Option("--open/--no-open", help=explain("serve.open"))]


def demo(
    context: typer.Context,
    national: Annotated[bool, typer.Option("--national", help=explain("demo.national"))] = False,
    host: Host = "127.0.0.1",
    port: Port = None,
    open: Open = True,
    load_only: Annotated[bool, typer.Option("--load-only", help=explain("demo.load_only"))] = False,
) -> None:
    if load_only:
        _fill(context, national)
        return
    with _listen(host, port) as listener, _engine_meanwhile(DEMO) as engine:
        _fill(context, national)
        _serve(DEMO, listener, engine, browser=open)


def serve(context: typer.Context, host: Host = "127.0.0.1", port: Port = None, open: Open = False) -> None:
    name = workspace_name(context)
    with _listen(host, port) as listener, _engine_meanwhile(name) as engine:
        _serve(name, listener, engine, browser=open)


def _listen(host: str, port: int | None) -> socket:
    from explorer.hosts import check_host
    from explorer.server import listen
    from graph.settings import Settings

    check_host(host, published_on_loopback=Settings.read().published_on_loopback)
    return listen(host, port)


@contextmanager
def _engine_meanwhile(name: str | None) -> Iterator[Callable[[], None]]:
    """Starts the embedded engine beside whatever comes first; the function yielded waits for it. Held to the end."""
    from concurrent.futures import ThreadPoolExecutor

    from graph.local import attach
    from graph.workspace import Workspace

    workspace = Workspace.open(name)
    if workspace.settings.uri:
        yield lambda: None
        return
    with ThreadPoolExecutor(1) as pool:
        attached = pool.submit(attach, workspace.home / "engine")

        def wait() -> None:
            attached.result()
            # No thread may be left when the server forks.
            pool.shutdown()

        try:
            yield wait
        finally:
            attached.result().close()


def _serve(name: str | None, listener: socket, engine: Callable[[], None], *, browser: bool) -> None:
    """Serves a workspace; what the answering process needs is imported here, where a failure is told in words."""
    from explorer import app as _imported  # noqa: F401
    from explorer.server import serve as answer_requests
    from graph.workspace import Workspace

    engine()
    answer_requests(lambda: Workspace.open(name), listener, browser=browser)


def _fill(context: typer.Context, national: bool) -> None:
    from loaders.bundled import BUNDLED, is_loaded, load_bundled

    with session(context, DEMO) as workspace:
        wanted = [name for name in BUNDLED if name != "national" or national]
        missing = [name for name in wanted if not is_loaded(workspace.ledger, name)]
        for name in missing:
            with progress("loading", path=name) as advance:
                report = load_bundled(workspace, name, advance)
            note("demo_loaded", source=report.source, changed=report.changed)
        if not missing:
            note("demo_is_loaded")


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    add(app, "demo", demo)
    add(app, "serve", serve)

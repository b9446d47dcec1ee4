"""The explorer behind a real server: one worker with threads, a socket of our own, an end that leaves nothing."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from explorer import logs
from explorer.commands.console import note
from graph.errors import SettingsError

if TYPE_CHECKING:
    from flask import Flask

    from graph.workspace import Workspace

FIRST_PORT = 8050
PORTS_TRIED = 50
THREADS = 8


def listen(host: str, port: int | None) -> socket.socket:
    """A socket at the port; without one at the first free port from 8050. SettingsError where it cannot be had."""
    if port is not None:
        return _bound(host, port)
    for each in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with suppress(SettingsError):
            return _bound(host, each)
    raise SettingsError("cli.no_free_port", first=FIRST_PORT, last=FIRST_PORT + PORTS_TRIED - 1)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsError("cli.no_such_host", host=host, reason=error.strerror or str(error)) from error
    try:
        # Lets a port be taken again right after Ctrl-C; a port that somebody listens on stays refused.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise SettingsError("cli.port_busy", host=host, port=port, reason=error.strerror or str(error)) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """The address to type into a browser."""
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def has_display() -> bool:
    """Whether a browser can be opened where a person sees it."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def serve(open_workspace: Callable[[], Workspace], listener: socket.socket, *, browser: bool) -> None:
    """Answers until Ctrl-C; the workspace is opened in the process that answers, and closed with it.

    A Bolt connection does not survive a fork: whoever calls this holds no open database.
    """
    address = address_of(listener)

    def ready() -> None:
        note("serving", address=address)
        if browser and has_display():
            webbrowser.open(address)

    if sys.platform == "win32":
        _serve_by_waitress(open_workspace, listener, ready)
    else:
        _serve_by_gunicorn(open_workspace, listener, ready)


def _application(workspace: Workspace) -> Flask:
    from explorer.app import create_app
    from explorer.services import Services
    from loaders.publish import publish

    logs.start(workspace.home)
    if workspace.ledger.revision:
        # A load may have been interrupted after its ledger was committed.
        publish(workspace)
    server: Flask = create_app(Services(workspace)).server
    return server


def _serve_by_waitress(
    open_workspace: Callable[[], Workspace], listener: socket.socket, ready: Callable[[], None]
) -> None:
    import waitress

    with open_workspace() as workspace:
        server = waitress.create_server(_application(workspace), sockets=[listener], threads=THREADS)
        ready()
        with suppress(KeyboardInterrupt):
            server.run()


def _serve_by_gunicorn(
    open_workspace: Callable[[], Workspace], listener: socket.socket, ready: Callable[[], None]
) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn without a configuration file; the application is made in its worker."""

        workspace: Workspace | None = None

        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            self.workspace = open_workspace()
            return _application(self.workspace)

    def left(_arbiter: object, _worker: object) -> None:
        if server.workspace is not None:
            server.workspace.close()

    settings: dict[str, object] = {
        # The server closes what it was given; a socket object of ours would close the same number again.
        "bind": f"fd://{listener.detach()}",
        "worker_class": "gthread",
        "threads": THREADS,
        "workers": 1,
        "timeout": 120,
        "graceful_timeout": 3,
        "loglevel": "error",
        "control_socket_disable": True,
        "post_worker_init": lambda _worker: ready(),
        "worker_exit": left,
    }
    server = Server()
    server.run()

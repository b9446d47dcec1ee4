"""Which addresses belong to this machine alone."""

from __future__ import annotations

from ipaddress import ip_address

from graph.errors import SettingsError


def is_loopback(host: str) -> bool:
    """True for this machine's own names and addresses."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_host(host: str, *, published_on_loopback: bool = False) -> None:
    """Refuses an address that others can reach: there is no login yet that could tell them apart."""
    if not is_loopback(host) and not published_on_loopback:
        raise SettingsError("explorer.public_host", host=host)

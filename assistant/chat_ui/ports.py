"""Which port the page can have."""

from __future__ import annotations

import ipaddress
import socket

from ingest.errors import SettingsError

PORTS_TRIED = 100


def free_port(host: str, port: int) -> int:
    """Give `port`, or where another program has it the next free one of the hundred after it.

    Raises SettingsError where none is free or `host` is no address of this machine.
    """
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        if _is_free(host, candidate):
            return candidate
    raise SettingsError(
        f"Neither port {port} nor any of the hundred after it is free on {host}; give another --port."
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_free(host: str, port: int) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise SettingsError(
            f"{host!r} is no address of this machine ({error}); give another --host."
        ) from error
    with socket.socket(family, kind, protocol) as probe:
        # Connections of a page that was closed a moment ago must not count as a program that has the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError:
            return False
    return True
